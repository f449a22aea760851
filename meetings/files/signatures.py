"""Telling what a file is by its first bytes, never by its name alone."""

from meetings.files.errors import UnreadableFile

PHOTO_SUFFIXES = {
    "JPEG": (".jpg", ".jpeg", ".jpe", ".jfif"),
    "PNG": (".png",),
    "WEBP": (".webp",),
}
WRITTEN = {"JPEG": "JPEG", "PNG": "PNG", "WEBP": "WebP"}


def photo_kind(head: bytes) -> str:
    """Return "JPEG", "PNG" or "WEBP"; raise UnreadableFile for anything else."""
    if head.startswith(b"\xff\xd8\xff"):
        return "JPEG"
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "PNG"
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "WEBP"
    raise UnreadableFile(
        "This is not a JPEG, PNG or WebP picture. Export it as JPEG and upload that."
    )


def check_photo_name(kind: str, suffix: str | None) -> None:
    """Raise UnreadableFile unless the name ends as its content asks; no name is no name."""
    if suffix is None or suffix in PHOTO_SUFFIXES[kind]:
        return
    raise UnreadableFile(
        f"This file is a {WRITTEN[kind]} picture, but its name does not end in "
        f"{PHOTO_SUFFIXES[kind][0]}. Check that it is the right file and name it so."
    )


def check_document(head: bytes, suffix: str | None) -> None:
    """Raise UnreadableFile unless content (ISO 32000-2, 7.5.2) and name are a PDF's."""
    if not head.startswith(b"%PDF-"):
        raise UnreadableFile("This is not a PDF. Save the document as PDF and upload that.")
    if suffix not in (None, ".pdf"):
        raise UnreadableFile(
            "This file is a PDF, but its name does not end in .pdf. "
            "Check that it is the right file and name it so."
        )
