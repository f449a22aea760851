"""Photos and documents as a page shows them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial
from html import escape
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString

from meetings.files.limits import RENDITION_WIDTHS
from meetings.page.gone import Removal, Removals
from meetings.page.shown import Shown
from meetings.page.text import printed_size
from meetings.page.ways import way

# Two photos stand side by side from 600 px on; each is at most 360 px wide.
SIZES = "(min-width:37.5rem) 22.5rem,calc(100vw - 2rem)"


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
    token = "0" * 27
    address = reverse("meetings:photo", args=[token, 1, "jpeg"])
    return address.replace(f"{token}/1.jpeg", "{}/{}.{}")


PUBLIC_FILES = FileAddresses(_photo, partial(way, "document"), partial(way, "photo-press"))


@dataclass(frozen=True, slots=True)
class ShownPhoto(Shown):
    """A photo's place on the page, or what is said in its place.

    `avif` and `jpeg` are the attributes that let a browser choose, `jpeg` those of the place too.
    """

    removal: Removal | None
    alternative_text: str = ""
    caption: str = ""
    credit: str = ""
    address: str = ""
    avif: SafeString | str = ""
    jpeg: SafeString | str = ""
    press: str = ""


@dataclass(frozen=True, slots=True)
class ShownDocument(Shown):
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
    token = use["photo"]
    # As at upload: no rendition is wider than the picture.
    widths = sorted({min(width, use["width"]) for width in RENDITION_WIDTHS})
    shown = widths[-2] if len(widths) > 1 else widths[-1]
    height = max(1, round(use["height"] * shown / use["width"]))
    # Few browsers know no AVIF: those get one JPEG, and pages are lighter for all.
    address = files.photo(token, shown, "jpeg")
    place = f'src="{escape(address)}" width="{shown}" height="{height}"'
    return ShownPhoto(
        None,
        use["alternative_text"],
        use["caption"],
        use["credit"],
        address,
        _choice(token, widths, files),
        SafeString(place),
        files.press(token) if files.press else "",
    )


def _choice(token: str, widths: list[int], files: FileAddresses) -> SafeString:
    """The renditions in AVIF, as attributes from which a browser chooses."""
    addresses = (f"{files.photo(token, width, 'avif')} {width}w" for width in widths)
    return SafeString(f'srcset="{escape(",".join(addresses))}" sizes="{SIZES}"')


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
