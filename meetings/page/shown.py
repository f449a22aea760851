"""What a page's template reads."""


class Shown:
    """Something a template reads: it asks for an item before an attribute, and gets it at once."""

    __slots__ = ()

    __getitem__ = object.__getattribute__
