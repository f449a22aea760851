"""Decoding one picture and writing it anew: a clean master and its renditions."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from PIL import Image, JpegImagePlugin

from meetings.files.colour import to_srgb
from meetings.files.errors import UnreadableFile
from meetings.files.limits import PHOTO_LONGEST_RATIO, PHOTO_PIXELS, RENDITION_WIDTHS
from meetings.files.signatures import photo_kind
from meetings.files.strips import rebuild, upright_size

DAMAGED = "This picture is cut short or damaged. Export it again and upload the new file."

# EXIF 2.32 (CIPA DC-008), 4.6.4: tag 0x0112 tells how the camera was held.
ORIENTATION = 0x0112

MASTER_QUALITY = 92
JPEG_RENDITION = {"quality": 82, "optimize": True, "progressive": True}
# One thread: each further one would take address space, and the site needs the other core.
AVIF_RENDITION = {"quality": 62, "speed": 7, "subsampling": "4:2:0", "max_threads": 1}


def rewrite_photo(folder: Path) -> dict[str, Any]:
    """Write FOLDER's picture anew as master and renditions; return names and sizes in pixels.

    Raises UnreadableFile for a picture too large, moving or damaged.
    """
    source = folder / "source"
    with source.open("rb") as file:
        kind = photo_kind(file.read(32))
    image = decode(source, kind)
    sampling = JpegImagePlugin.get_sampling(image) if kind == "JPEG" else -1
    image = clean(image, folder)
    master = write_master(image, folder, kind, sampling)
    width, height = image.size
    renditions = list(write_renditions(image, folder))
    return {"master": master, "width": width, "height": height, "renditions": renditions}


def decode(source: Path, kind: str) -> Image.Image:
    """Open and decode the picture; its size is judged from the header, before any pixel."""
    # Our own check below is stricter than Pillow's warning, and comes first.
    Image.MAX_IMAGE_PIXELS = None
    if kind == "WEBP":
        # Pillow allots the whole canvas of a WebP on opening it.
        check_size(*webp_size(source))
    try:
        image = Image.open(source, formats=(kind,))
        check_size(*image.size)
        check_stillness(image, kind)
        image.load()
    except (UnreadableFile, MemoryError):
        raise
    # Pillow's readers meet damage with a dozen kinds of exception, SyntaxError among them.
    except Exception as error:
        raise UnreadableFile(DAMAGED) from error
    return image


def check_size(width: int, height: int) -> None:
    """Raise UnreadableFile for more pixels than we take, or a mere line of them."""
    if width * height > PHOTO_PIXELS:
        raise UnreadableFile(
            f"This picture has {width} x {height} pixels; we take at most "
            f"{PHOTO_PIXELS // 1_000_000} million. Make it smaller and upload it again."
        )
    if max(width, height) > PHOTO_LONGEST_RATIO * min(width, height):
        raise UnreadableFile(
            f"This picture has {width} x {height} pixels; one side may be at most "
            f"{PHOTO_LONGEST_RATIO} times as long as the other. Crop it and upload it again."
        )


def check_stillness(image: Image.Image, kind: str) -> None:
    """Raise UnreadableFile for a moving picture.

    A JPEG with several pictures is how telephones keep depth and brightness beside the
    photograph, which comes first: we take that and leave the rest.
    """
    if kind != "JPEG" and getattr(image, "n_frames", 1) > 1:
        raise UnreadableFile("This picture moves. Save one frame of it and upload that.")


def webp_size(source: Path) -> tuple[int, int]:
    """Return width and height in pixels, read from the header (RFC 9649, 2.5 to 2.7)."""
    with source.open("rb") as file:
        head = file.read(30)
    if len(head) < 30:
        raise UnreadableFile(DAMAGED)
    if head[12:16] == b"VP8X":
        return _number(head[24:27]) + 1, _number(head[27:30]) + 1
    if head[12:16] == b"VP8L":
        packed = _number(head[21:25])
        return (packed & 0x3FFF) + 1, (packed >> 14 & 0x3FFF) + 1
    return max(1, _number(head[26:28]) & 0x3FFF), max(1, _number(head[28:30]) & 0x3FFF)


def _number(data: bytes) -> int:
    return int.from_bytes(data, "little")


def clean(image: Image.Image, folder: Path) -> Image.Image:
    """Return the picture upright, in plain sRGB (L, RGB or RGBA), without metadata."""
    orientation = orientation_of(image)
    mode = plain_mode(image)
    convert = to_srgb(image, mode)
    if orientation != 1 or convert is not None:
        size = upright_size(image.size, orientation)
        image = rebuild(image, folder, size=size, mode=mode, turn=orientation, convert=convert)
    # Pillow writes comment, profile and transparency from here when saving.
    image.info.clear()
    return image


def orientation_of(image: Image.Image) -> int:
    """Return the EXIF orientation, 1 to 8; 1 when there is none or it cannot be read."""
    try:
        value = image.getexif().get(ORIENTATION, 1)
    # A damaged EXIF block is thrown away with the rest of the metadata.
    except Exception:
        return 1
    return value if value in range(1, 9) else 1


def plain_mode(image: Image.Image) -> str:
    """Return the mode to write: RGBA only where something shows through."""
    if image.has_transparency_data:
        return "RGB" if _alpha_is_full(image) else "RGBA"
    return "L" if image.mode in ("1", "L", "I", "I;16", "I;16B", "F") else "RGB"


def _alpha_is_full(image: Image.Image) -> bool:
    if "A" not in image.getbands():
        return False
    return image.getchannel("A").getextrema() == (255, 255)


def write_master(image: Image.Image, folder: Path, kind: str, sampling: int) -> str:
    """Write the full-size picture; return its file name.

    PNG stays PNG, as does what is partly transparent; the rest is JPEG.
    """
    if kind == "PNG" or image.mode == "RGBA":
        image.save(folder / "master.png", compress_level=4)
        return "master.png"
    subsampling = max(sampling, 0)
    image.save(folder / "master.jpg", quality=MASTER_QUALITY, subsampling=subsampling)
    return "master.jpg"


def write_renditions(image: Image.Image, folder: Path) -> Iterator[dict[str, Any]]:
    """Write AVIF and JPEG of each width, never wider than the picture; tell of each.

    What shows through is laid on white, so that both formats look the same on every page.
    """
    if image.mode == "RGBA":
        image = rebuild(image, folder, size=image.size, mode="RGB", turn=1, convert=on_white)
    original = image.size
    for width in sorted({min(width, original[0]) for width in RENDITION_WIDTHS}, reverse=True):
        height = max(1, round(original[1] * width / original[0]))
        if image.size != (width, height):
            image = image.resize((width, height), Image.Resampling.LANCZOS, reducing_gap=3.0)
        yield _write(image, folder / f"{width}.avif", "avif", AVIF_RENDITION)
        yield _write(image, folder / f"{width}.jpg", "jpeg", JPEG_RENDITION)


def _write(image: Image.Image, path: Path, form: str, options: dict[str, Any]) -> dict[str, Any]:
    image.save(path, form, **options)
    return {"file": path.name, "format": form, "width": image.width, "height": image.height}


def on_white(strip: Image.Image) -> Image.Image:
    """Return a partly transparent strip laid on white, as RGB."""
    white = Image.new("RGBA", strip.size, "white")
    return Image.alpha_composite(white, strip).convert("RGB")
