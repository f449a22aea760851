"""What is too large to be read, and the sentence that says so."""

MAX_BYTES = 1_000_000
MAX_PASSAGES = 300
MAX_MARKUP_BYTES = 8_000_000
MAX_UNPACKED_BYTES = 20_000_000


class Refused(ValueError):
    """A text, page or file that is not read; its message is a sentence for the editor."""


def refuse_if_too_long(text: str) -> None:
    """Raise `Refused` for more than 1 MB (1,000,000 bytes of UTF-8)."""
    if len(text) > MAX_BYTES or len(text.encode("utf-8", "replace")) > MAX_BYTES:
        raise Refused("This text is longer than 1 MB. Paste one readout at a time.")


def refuse_if_too_many(passages: int) -> None:
    """Raise `Refused` for more than 300 passages."""
    if passages > MAX_PASSAGES:
        raise Refused(
            f"This text has more than {MAX_PASSAGES} passages. Paste one readout at a time."
        )
