"""Uploads for the tests, good and bad, made by code."""

import io
import struct
import zlib

import pikepdf
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageCms, PngImagePlugin

from meetings.files.paper import draw_pdf

SECRET = "Geheim-4711"
JPEG_LEFTOVERS = (b"Exif", b"http://ns.adobe.com", b"ICC_PROFILE", b"Photoshop", b"\xff\xfe")


def picture(mode="RGB", size=(480, 320)):
    return Image.linear_gradient("L").resize(size).convert(mode)


def saved(image, form="JPEG", **options):
    out = io.BytesIO()
    image.save(out, form, **options)
    return out.getvalue()


def upload(data, name="photo.jpg"):
    return SimpleUploadedFile(name, data)


def quarters():
    """A picture whose corners differ: red, green above blue, white."""
    image = Image.new("RGB", (480, 320))
    colours = ["red", "lime", "blue", "white"]
    for number, colour in enumerate(colours):
        box = (number % 2 * 240, number // 2 * 160)
        image.paste(Image.new("RGB", (240, 160), colour), box)
    return image


def corner(data, x, y):
    """The colour near a corner (0 or 1 for each side), rounded to full or none."""
    image = Image.open(io.BytesIO(data)).convert("RGB")
    at = (10 + x * (image.width - 20), 10 + y * (image.height - 20))
    return tuple(round(part / 255) for part in image.getpixel(at))


def png(width, height, *, chunks=b""):
    """A PNG whose header says more than its data holds."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    data = zlib.compress(b"\0" * 100)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        [chunk(b"IHDR", header), chunks, chunk(b"IDAT", data), chunk(b"IEND", b"")]
    )


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def jpeg_of_size(width, height):
    """A JPEG whose header says another size than its data holds."""
    data = bytearray(saved(picture()))
    at = data.index(b"\xff\xc0") + 5
    data[at : at + 4] = struct.pack(">HH", height, width)
    return bytes(data)


def webp_of_size(width, height):
    """A WebP whose header says another size than its data holds."""
    data = bytearray(saved(picture("RGBA"), "WEBP", exif=b"Exif\0\0MM\0*\0\0\0\x08\0\0"))
    assert data[12:16] == b"VP8X"
    data[24:30] = (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    return bytes(data)


def told_exif():
    exif = Image.Exif()
    exif[0x0131] = SECRET
    exif.get_ifd(0x8769)[0xA431] = SECRET
    exif.get_ifd(0x8825)[1] = "N"
    exif.get_ifd(0x8825)[29] = SECRET
    return exif


def swapped_profile():
    """A colour profile in which red and green have changed places."""
    data = plain_profile().replace("sRGB".encode("utf-16-be"), "Gehe".encode("utf-16-be"))
    table = data[128:400]
    swapped = table.replace(b"rXYZ", b"####").replace(b"gXYZ", b"rXYZ").replace(b"####", b"gXYZ")
    return data[:128] + swapped + data[400:]


def plain_profile():
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def told_jpeg(profile=None):
    data = saved(
        picture(),
        exif=told_exif(),
        comment=SECRET,
        xmp=f"<x:xmpmeta>{SECRET}</x:xmpmeta>".encode(),
        icc_profile=profile,
    )
    iptc = b"Photoshop 3.0\x008BIM\x04\x04" + SECRET.encode()
    segment = b"\xff\xed" + struct.pack(">H", len(iptc) + 2) + iptc
    return data[:2] + segment + data[2:] + SECRET.encode()


def told_png(profile=None):
    info = PngImagePlugin.PngInfo()
    info.add_text("Author", SECRET)
    info.add_itxt("XML:com.adobe.xmp", SECRET)
    return (
        saved(picture(), "PNG", pnginfo=info, exif=told_exif(), icc_profile=profile)
        + SECRET.encode()
    )


def told_webp(profile=None):
    return saved(
        picture(),
        "WEBP",
        exif=told_exif().tobytes(),
        xmp=SECRET.encode(),
        icc_profile=profile,
    )


def told_pdf(**options):
    """A PDF that tells of its makers in every place, and acts on its own."""
    pdf = pikepdf.open(io.BytesIO(draw_pdf("Joint Statement", ["Both sides agreed."])))
    pdf.docinfo["/Author"] = pdf.docinfo["/Producer"] = SECRET
    with pdf.open_metadata() as meta:
        meta["dc:creator"] = [SECRET]
    script = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=SECRET)
    launch = pikepdf.Dictionary(S=pikepdf.Name.Launch, F=SECRET)
    web = pikepdf.Dictionary(S=pikepdf.Name.URI, URI="https://example.org/", Next=launch)
    pdf.Root.OpenAction = pdf.make_indirect(script)
    pdf.Root.AA = pikepdf.Dictionary(WC=script)
    pdf.attachments["list.txt"] = SECRET.encode()
    page = pdf.pages[0].obj
    page.PieceInfo = pikepdf.Dictionary(Word=pikepdf.Dictionary(Private=SECRET))
    page.AA = pikepdf.Dictionary(O=script)
    page.Annots = pikepdf.Array([link(launch), link(web), link(script), comment()])
    page.Resources.XObject = pikepdf.Dictionary(Photo=embedded_jpeg(pdf))
    out = io.BytesIO()
    pdf.save(out, **options)
    return out.getvalue()


def link(action):
    return pikepdf.Dictionary(
        Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9], A=action
    )


def comment():
    return pikepdf.Dictionary(
        Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Text, Rect=[0, 0, 9, 9], T=SECRET
    )


def embedded_jpeg(pdf):
    stream = pikepdf.Stream(pdf, told_jpeg())
    stream.write(told_jpeg().removesuffix(SECRET.encode()), filter=pikepdf.Name.DCTDecode)
    stream.Type, stream.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
    stream.Width, stream.Height, stream.BitsPerComponent = 480, 320, 8
    stream.ColorSpace = pikepdf.Name.DeviceRGB
    return stream


def unpacked(data):
    """All of a PDF in the open: the text of every object and stream."""
    pdf = pikepdf.open(io.BytesIO(data))
    out = io.BytesIO()
    pdf.save(
        out,
        qdf=True,
        object_stream_mode=pikepdf.ObjectStreamMode.disable,
        stream_decode_level=pikepdf.StreamDecodeLevel.generalized,
        compress_streams=False,
    )
    raw = [o.read_raw_bytes() for o in pdf.objects if isinstance(o, pikepdf.Stream)]
    return out.getvalue() + b"".join(raw)


SAMPLES = {
    "a.jpg": told_jpeg(),
    "b.jpg": saved(picture(), progressive=True),
    "a.png": told_png(),
    "b.png": saved(picture("P"), "PNG"),
    "a.webp": told_webp(),
    "b.webp": saved(picture("RGBA", (90, 60)), "WEBP", lossless=True),
    "a.pdf": draw_pdf("Joint Statement", ["One."] * 80),
}
