"""The parts of public addresses."""

from django.conf import settings


class FourDigits:
    """A year: exactly four digits."""

    regex = "[0-9]{4}"

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int | str) -> str:
        return f"{int(value):04d}"


class TwoDigits(FourDigits):
    """A month or a day: exactly two digits."""

    regex = "[0-9]{2}"

    def to_url(self, value: int | str) -> str:
        return f"{int(value):02d}"


class Text:
    """A part that is taken as it stands."""

    regex = "[^/]+"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class Language(Text):
    """A language code such as “ja” or “zh-hant”; never the word “editions”.

    The site's first language has no code: its pages stand at the address itself, and only there.
    """

    regex = "[a-z]{2,3}(?:-[a-z0-9]{2,8})*"

    def to_python(self, value: str) -> str:
        if value == settings.READOUT_LANGUAGES[0]:
            raise ValueError("The first language has no address of its own.")
        return value


class Words(Text):
    """A slug in any script."""

    regex = r"[-\w]+"


class Token(Text):
    """The unguessable name of a file; the first ones were longer."""

    regex = "[0-9a-z]{27}|[0-9a-f]{40}"


class FeedForm(Text):
    """The form of a feed."""

    regex = "atom|json"
