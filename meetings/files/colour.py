"""Bringing a picture's colours to plain sRGB, in the few modes we write."""

from collections.abc import Callable
from io import BytesIO

from PIL import Image, ImageCms

StripWork = Callable[[Image.Image], Image.Image]


def to_srgb(image: Image.Image, mode: str) -> StripWork | None:
    """Return what turns a strip of `image` into sRGB of `mode`; None when it already is."""
    transform = _transform(image, mode)
    if transform is not None:
        return lambda strip: _apply(transform, strip, mode)
    if image.mode == mode:
        return None
    if image.mode in ("I", "I;16", "I;16B"):
        return _from_sixteen_bits
    return lambda strip: strip.convert(mode)


def _from_sixteen_bits(strip: Image.Image) -> Image.Image:
    """Return grey of 16 bits as grey of 8; Pillow's own conversion clips instead."""
    return strip.convert("I").point(lambda value: value / 256).convert("L")


def _transform(image: Image.Image, mode: str) -> ImageCms.ImageCmsTransform | None:
    """Return the way from the embedded profile to sRGB; None without a usable one."""
    data = image.info.get("icc_profile")
    if not data:
        return None
    try:
        profile = ImageCms.ImageCmsProfile(BytesIO(data))
        if "srgb" in (ImageCms.getProfileDescription(profile) or "").lower():
            return None
        return ImageCms.buildTransform(
            profile, ImageCms.createProfile("sRGB"), _profiled_mode(image), _meeting_mode(mode)
        )
    # A profile that is broken or meant for another kind of picture is left aside.
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return None


def _profiled_mode(image: Image.Image) -> str:
    """Return the mode in which the picture's profile can be applied."""
    if image.mode in ("CMYK", "L"):
        return image.mode
    return "RGBA" if image.has_transparency_data else "RGB"


def _meeting_mode(mode: str) -> str:
    return "RGB" if mode == "L" else mode


def _apply(transform: ImageCms.ImageCmsTransform, strip: Image.Image, mode: str) -> Image.Image:
    ready = strip if strip.mode == transform.input_mode else strip.convert(transform.input_mode)
    changed = transform.apply(ready)
    return changed if changed.mode == mode else changed.convert(mode)
