"""Writing one PDF anew, without what tells of its makers or acts on its own."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf

from meetings.files.errors import UnreadableFile

DAMAGED = "This PDF is cut short or damaged. Print or export it to PDF again and upload that."
LOCKED = "This PDF is encrypted. Save it without a password or restrictions and upload that."

# What a PDF's readers need: pages, bookmarks, tags for screen readers, language, form fields.
CATALOG_KEPT = {
    "/Type", "/Pages", "/PageLabels", "/Names", "/Dests", "/ViewerPreferences", "/PageLayout",
    "/PageMode", "/Outlines", "/AcroForm", "/StructTreeRoot", "/MarkInfo", "/Lang",
    "/OutputIntents", "/OCProperties", "/Version",
}  # fmt: skip
# Wherever they stand: XMP, editing programs' own data, thumbnails, triggers, attachments.
DROPPED = (
    "/Metadata",
    "/PieceInfo",
    "/LastModified",
    "/Thumb",
    "/AA",
    "/AF",
    "/EF",
    "/JS",
    "/XFA",
    "/Popup",
)
ACTIONS_KEPT = ("/URI", "/GoTo", "/Named")
ANNOTATIONS_DROPPED = (
    "/FileAttachment", "/Sound", "/Movie", "/Screen", "/RichMedia", "/3D", "/Popup",
)  # fmt: skip
# The name and hours of whoever wrote a comment; in a form field /T is the field's name.
COMMENTERS = ("/T", "/M", "/CreationDate", "/NM")
START_OF_SCAN = 0xDA
SEGMENTS_DROPPED = {*range(0xE0, 0xF0), 0xFE} - {0xE0, 0xE2, 0xEE}


def rewrite_document(folder: Path) -> dict[str, Any]:
    """Write FOLDER's PDF anew; return its file name and number of pages.

    Raises UnreadableFile when it is encrypted, damaged or without a page.
    """
    try:
        pages = _rewrite(folder / "source", folder / "clean.pdf")
    except pikepdf.PasswordError as error:
        raise UnreadableFile(LOCKED) from error
    except (UnreadableFile, MemoryError):
        raise
    # qpdf meets damage with PdfError, RuntimeError, ValueError and others of its own.
    except Exception as error:
        raise UnreadableFile(DAMAGED) from error
    return {"file": "clean.pdf", "pages": pages}


def _rewrite(source: Path, target: Path) -> int:
    with pikepdf.open(source, attempt_recovery=False, suppress_warnings=True) as pdf:
        if pdf.is_encrypted:
            raise UnreadableFile(LOCKED)
        pages = count_readable_pages(pdf)
        strip_trailer_and_catalog(pdf)
        for dictionary in dictionaries(pdf):
            strip(dictionary)
            if is_jpeg(dictionary):
                strip_jpeg(dictionary)
        save(pdf, target)
    return pages


def count_readable_pages(pdf: pikepdf.Pdf) -> int:
    """Return the number of pages, each of whose content can be unpacked."""
    for page in pdf.pages:
        contents: Any = page.obj.get("/Contents", [])
        for stream in contents if isinstance(contents, pikepdf.Array) else [contents]:
            if isinstance(stream, pikepdf.Stream):
                stream.read_bytes()
    if not len(pdf.pages):
        raise UnreadableFile("This PDF has no page.")
    return len(pdf.pages)


def strip_trailer_and_catalog(pdf: pikepdf.Pdf) -> None:
    """Take out the information dictionary, the file's identifier and all acting parts."""
    for key in ("/Info", "/ID"):
        if key in pdf.trailer:
            del pdf.trailer[key]
    for key in set(pdf.Root.keys()) - CATALOG_KEPT:
        del pdf.Root[key]
    names: Any = pdf.Root.get("/Names", {})
    for key in set(names.keys()) - {"/Dests"}:
        del names[key]


def dictionaries(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    """Yield every dictionary and stream of the file, nested ones included."""
    waiting: list[Any] = list(pdf.objects)
    while waiting:
        current = waiting.pop()
        if isinstance(current, pikepdf.Array):
            children = list(current)
        elif isinstance(current, (pikepdf.Dictionary, pikepdf.Stream)):
            yield current
            children = [value for _, value in current.items()]
        else:
            continue
        # What is indirect stands in pdf.objects itself; following it would go in circles.
        waiting += [
            child
            for child in children
            if isinstance(child, (pikepdf.Array, pikepdf.Dictionary)) and not child.is_indirect
        ]


def strip(dictionary: pikepdf.Object) -> None:
    """Take the makers' traces and the actions out of one dictionary."""
    for key in DROPPED:
        if key in dictionary:
            del dictionary[key]
    if "/Annots" in dictionary:
        dictionary.Annots = kept_annotations(dictionary.Annots)
    if "/Rect" in dictionary and dictionary.get("/Subtype") != pikepdf.Name.Widget:
        for key in COMMENTERS:
            if key in dictionary:
                del dictionary[key]
    strip_actions(dictionary)


def kept_annotations(annotations: pikepdf.Object) -> pikepdf.Array:
    """Return the annotations without attachments, sound, film and their windows."""
    kept = pikepdf.Array()
    for annotation in annotations:
        if str(annotation.get("/Subtype")) not in ANNOTATIONS_DROPPED:
            kept.append(annotation)
    return kept


def strip_actions(dictionary: pikepdf.Object) -> None:
    """Take out every action but a link to a web page or a place in the document."""
    action = dictionary.get("/A")
    # The tags for screen readers keep their attributes in /A too; those have no /S.
    if isinstance(action, pikepdf.Dictionary) and "/S" in action and not is_harmless(action):
        del dictionary["/A"]
    if str(dictionary.get("/S")) in ACTIONS_KEPT and "/Next" in dictionary:
        del dictionary["/Next"]


def is_harmless(action: pikepdf.Object) -> bool:
    """Tell whether following the action only turns a page or opens a web or mail address."""
    kind = str(action.get("/S"))
    if kind != "/URI":
        return kind in ACTIONS_KEPT
    return str(action.get("/URI", "")).lower().startswith(("http://", "https://", "mailto:"))


def is_jpeg(dictionary: pikepdf.Object) -> bool:
    """Tell whether this is a picture kept as the JPEG file it came from, camera data and all."""
    if not isinstance(dictionary, pikepdf.Stream):
        return False
    filters = dictionary.get("/Filter")
    if isinstance(filters, pikepdf.Array) and len(filters) == 1:
        filters = filters[0]
    return bool(filters == pikepdf.Name.DCTDecode)


def strip_jpeg(stream: pikepdf.Object) -> None:
    """Take the camera's data out of one picture."""
    before = stream.read_raw_bytes()
    after = without_segments(before)
    if after != before:
        filters: Any = stream["/Filter"]
        parameters: Any = stream.get("/DecodeParms")
        stream.write(after, filter=filters, decode_parms=parameters)


def without_segments(jpeg: bytes) -> bytes:
    """Return the JPEG without EXIF, XMP, IPTC and comments, its picture untouched.

    Segments before the first scan are marker, two bytes of length, content (ITU-T T.81, B.1.1).
    APP0, APP2 (the colour profile) and APP14 (the colour transform) are needed to show it.
    """
    kept = bytearray(jpeg[:2])
    at = 2
    while jpeg[at : at + 1] == b"\xff" and at + 4 <= len(jpeg):
        marker = jpeg[at + 1]
        if marker == START_OF_SCAN:
            break
        end = at + 2 + int.from_bytes(jpeg[at + 2 : at + 4], "big")
        if marker not in SEGMENTS_DROPPED:
            kept += jpeg[at:end]
        at = end
    return bytes(kept) + jpeg[at:]


def save(pdf: pikepdf.Pdf, target: Path) -> None:
    """Write what is still reachable; the same content gives the same bytes."""
    pdf.save(
        target,
        deterministic_id=True,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        stream_decode_level=pikepdf.StreamDecodeLevel.none,
        fix_metadata_version=False,
    )
