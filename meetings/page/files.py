"""Photos and documents as a page shows them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial
from typing import Any

from django.urls import reverse

from meetings.files.limits import RENDITION_WIDTHS
from meetings.page.gone import Removal, Removals
from meetings.page.text import printed_size
from meetings.page.ways import way

# Two photos stand side by side from 600 px on; each is at most 360 px wide.
SIZES = "(min-width: 37.5rem) 22.5rem, calc(100vw - 2rem)"


@dataclass(frozen=True)
class FileAddresses:
    """Where the files of a page are: `photo(token, width in pixels, format)`, `document(token)`.

    `press(token)` is a photo with our words in it, for those who print it; a draft's has none.
    """

    photo: Callable[[str, int, str], str]
    document: Callable[[str], str]
    press: Callable[[str], str] | None = None


def _photo(token: str, width: int, form: str) -> str:
    return _photo_pattern().format(token, width, form)


@cache
def _photo_pattern() -> str:
    """A page names a photo's renditions fourteen times: the address is resolved once."""
    token = "0" * 40
    address = reverse("meetings:photo", args=[token, 1, "jpeg"])
    return address.replace(f"{token}/1.jpeg", "{}/{}.{}")


PUBLIC_FILES = FileAddresses(_photo, partial(way, "document"), partial(way, "photo-press"))


@dataclass(frozen=True, slots=True)
class ShownPhoto:
    """A photo's place on the page, or what is said in its place."""

    removal: Removal | None
    alternative_text: str = ""
    caption: str = ""
    credit: str = ""
    width: int = 0
    height: int = 0
    address: str = ""
    avif: str = ""
    jpeg: str = ""
    press: str = ""

    sizes = SIZES


@dataclass(frozen=True, slots=True)
class ShownDocument:
    """A document's place on the page, or what is said in its place."""

    removal: Removal | None
    title: str = ""
    address: str = ""
    size: str = ""
    language: str = ""


def photos_of(
    document: dict[str, Any], removals: Removals, files: FileAddresses
) -> list[ShownPhoto]:
    """The photos of a canonical document, without a word of those that are sealed."""
    return [_shown(use, removals.photos.get(use["photo"]), files) for use in document["photos"]]


def _shown(use: dict[str, Any], removal: Removal | None, files: FileAddresses) -> ShownPhoto:
    if removal:
        return ShownPhoto(removal)
    # As at upload: no rendition is wider than the picture.
    widths = sorted({min(width, use["width"]) for width in RENDITION_WIDTHS})

    def candidates(form: str) -> str:
        return ", ".join(f"{files.photo(use['photo'], width, form)} {width}w" for width in widths)

    shown = widths[-2] if len(widths) > 1 else widths[-1]
    return ShownPhoto(
        None,
        use["alternative_text"],
        use["caption"],
        use["credit"],
        shown,
        max(1, round(use["height"] * shown / use["width"])),
        files.photo(use["photo"], shown, "jpeg"),
        candidates("avif"),
        candidates("jpeg"),
        files.press(use["photo"]) if files.press else "",
    )


def documents_of(
    document: dict[str, Any], removals: Removals, files: FileAddresses
) -> list[ShownDocument]:
    """The documents of a canonical document, without a word of those that are sealed."""
    return [
        ShownDocument(removal)
        if (removal := removals.documents.get(use["document"]))
        else ShownDocument(
            None,
            use["title"],
            files.document(use["document"]),
            printed_size(use["bytes"]),
            "" if use["language"] == document["language"] else use["language"],
        )
        for use in document["documents"]
    ]
