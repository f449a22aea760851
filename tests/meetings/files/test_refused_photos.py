import io
import struct

import pytest
from PIL import Image

from meetings.files.errors import UnreadableFile
from meetings.files.photos import process_photo
from tests.meetings.files.samples import (
    chunk,
    jpeg_of_size,
    picture,
    png,
    quarters,
    saved,
    upload,
    webp_of_size,
)


@pytest.mark.parametrize(
    "data",
    [
        b"GIF89a/*<script>*/",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"%!PS-Adobe-3.0 EPSF-3.0",
        b"%PDF-1.7",
        b"II*\x00\x08\x00\x00\x00",
        b"8BPS\x00\x01",
        b"\x00\x00\x01\x00\x01\x00",
        b"<!DOCTYPE html>",
        b"BM\x00\x00",
        b"\x00\x00\x00\x20ftypheic",
    ],
)
def test_only_jpeg_png_and_webp_are_taken(data):
    with pytest.raises(UnreadableFile, match="not a JPEG, PNG or WebP picture"):
        process_photo(upload(data))


@pytest.mark.parametrize(
    ("form", "name"),
    [
        ("JPEG", "photo.png"),
        ("PNG", "photo.jpg"),
        ("WEBP", "photo.gif"),
        ("JPEG", "photo"),
        ("JPEG", "photo.jpg.html"),
        ("JPEG", "photo\u202egpj.exe"),
        ("JPEG", "CON"),
    ],
)
def test_name_and_content_must_agree(form, name):
    with pytest.raises(UnreadableFile, match="name does not end in"):
        process_photo(upload(saved(picture(), form), name))


@pytest.mark.parametrize(
    "name", ["PHOTO.JPG", "../../photo.jpeg", "写真.jpg", "a" * 250 + ".jpg", "photo.jpg. ", ".jpg"]
)
def test_odd_names_with_the_right_ending_are_taken(name):
    assert process_photo(upload(saved(picture()), name)).width == 480


def test_file_without_a_name_is_judged_by_content():
    assert process_photo(io.BytesIO(saved(picture()))).width == 480


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (png(8_000, 5_001), "a.png"),
        (png(9_000, 9_000), "a.png"),
        (png(20_000, 20_000), "a.png"),
        (png(2**31 - 1, 2**31 - 1), "a.png"),
        (jpeg_of_size(12_000, 12_000), "a.jpg"),
        (jpeg_of_size(65_000, 65_000), "a.jpg"),
        (webp_of_size(16_000, 16_000), "a.webp"),
    ],
)
def test_more_than_forty_megapixels_are_refused_from_the_header(data, name):
    with pytest.raises(UnreadableFile, match="we take at most 40 million"):
        process_photo(upload(data, name))


@pytest.mark.parametrize(("width", "height"), [(65_000, 1), (1, 65_000), (1_001, 100)])
def test_mere_line_of_pixels_is_refused(width, height):
    with pytest.raises(UnreadableFile, match="at most 10 times as long"):
        process_photo(upload(jpeg_of_size(width, height)))


@pytest.mark.parametrize(("form", "name"), [("PNG", "a.png"), ("WEBP", "a.webp")])
def test_moving_picture_is_refused(form, name):
    frames = [Image.new("RGB", (60, 40), colour) for colour in ("red", "blue", "lime")]
    data = saved(frames[0], form, save_all=True, append_images=frames[1:], duration=100)

    with pytest.raises(UnreadableFile, match="This picture moves"):
        process_photo(upload(data, name))


def test_ten_thousand_announced_frames_are_refused():
    data = png(100, 100, chunks=chunk(b"acTL", struct.pack(">II", 10_000, 0)))

    with pytest.raises(UnreadableFile, match="This picture moves"):
        process_photo(upload(data, "a.png"))


def test_file_over_25_megabytes_is_refused():
    with pytest.raises(UnreadableFile, match="larger than 25 MB"):
        process_photo(upload(saved(picture()) + bytes(25 * 1024**2)))


def test_empty_file_is_refused():
    with pytest.raises(UnreadableFile, match="empty"):
        process_photo(upload(b""))


@pytest.mark.parametrize(
    ("form", "name"), [("JPEG", "a.jpg"), ("PNG", "a.png"), ("WEBP", "a.webp")]
)
@pytest.mark.parametrize("part", [0.2, 0.5, 0.9])
def test_cut_picture_is_refused(form, name, part):
    data = saved(quarters(), form)

    with pytest.raises(UnreadableFile, match=r"cut short or damaged"):
        process_photo(upload(data[: int(len(data) * part)], name))
