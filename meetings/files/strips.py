"""Turning and converting a large picture strip by strip, so that it stands in memory once.

A 40-megapixel picture takes 160 MB; turned in one piece it would take twice that.
"""

from collections.abc import Callable
from pathlib import Path

from PIL import Image

StripWork = Callable[[Image.Image], Image.Image]

STRIP_ROWS = 256

# EXIF 2.32 (CIPA DC-008), 4.6.4, orientation: what makes such a picture upright.
TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
SIDEWAYS = (5, 6, 7, 8)
FROM_THE_FAR_END = (3, 4, 7, 8)


def upright_size(size: tuple[int, int], turn: int) -> tuple[int, int]:
    """Return width and height once a picture of this orientation stands upright."""
    return (size[1], size[0]) if turn in SIDEWAYS else size


def rebuild(
    image: Image.Image,
    folder: Path,
    *,
    size: tuple[int, int],
    mode: str,
    turn: int,
    convert: StripWork | None,
) -> Image.Image:
    """Return the picture turned upright and each strip converted; the old one is closed.

    `size` and `mode` are the result's; `turn` is the EXIF orientation; `folder` takes the
    strips for as long as the old picture is in memory.
    """
    spool = folder / "strips"
    lengths = []
    with spool.open("wb") as file:
        for top in range(0, size[1], STRIP_ROWS):
            strip = _upright_strip(image, top, min(top + STRIP_ROWS, size[1]), turn)
            lengths.append(file.write((convert(strip) if convert else strip).tobytes()))
    image.close()
    return _reassemble(spool, lengths, mode, size)


def _upright_strip(image: Image.Image, top: int, bottom: int, turn: int) -> Image.Image:
    """Return the rows `top` to `bottom` of the upright picture."""
    length = image.width if turn in SIDEWAYS else image.height
    if turn in FROM_THE_FAR_END:
        top, bottom = length - bottom, length - top
    box = (top, 0, bottom, image.height) if turn in SIDEWAYS else (0, top, image.width, bottom)
    strip = image.crop(box)
    return strip.transpose(TURNS[turn]) if turn in TURNS else strip


def _reassemble(spool: Path, lengths: list[int], mode: str, size: tuple[int, int]) -> Image.Image:
    whole = Image.new(mode, size)
    with spool.open("rb") as file:
        for number, length in enumerate(lengths):
            top = number * STRIP_ROWS
            rows = min(STRIP_ROWS, size[1] - top)
            whole.paste(Image.frombytes(mode, (size[0], rows), file.read(length)), (0, top))
    spool.unlink()
    return whole
