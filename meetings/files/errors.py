"""What an upload may fail with."""


class UnreadableFile(ValueError):
    """An upload we cannot take; its text is one sentence for the editor."""


TOO_COSTLY = (
    "Reading this file takes more time or memory than we allow. "
    "Save it again in a simpler or smaller form and upload that."
)
