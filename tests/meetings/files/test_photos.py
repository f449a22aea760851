import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageOps

from meetings.files.photos import process_photo
from meetings.files.strips import TURNS, rebuild, upright_size
from tests.meetings.files.samples import (
    JPEG_LEFTOVERS,
    SECRET,
    corner,
    picture,
    plain_profile,
    quarters,
    saved,
    swapped_profile,
    told_jpeg,
    told_png,
    told_webp,
    upload,
)


def test_photo_becomes_a_master_and_renditions_in_two_formats():
    photo = process_photo(upload(saved(picture(size=(1600, 1000)))))

    assert (photo.content_type, photo.width, photo.height) == ("image/jpeg", 1600, 1000)
    made = {(r.format, r.width, r.height) for r in photo.renditions}
    sizes = [(360, 225), (720, 450), (1440, 900)]
    assert made == {(form, *size) for form in ("avif", "jpeg") for size in sizes}
    for rendition in photo.renditions:
        image = Image.open(io.BytesIO(rendition.data))
        assert image.size == (rendition.width, rendition.height)
        assert image.format == rendition.format.upper()


@pytest.mark.parametrize(
    ("width", "widths"), [(200, {200}), (360, {360}), (500, {360, 500}), (1440, {360, 720, 1440})]
)
def test_no_rendition_is_wider_than_the_photo(width, widths):
    photo = process_photo(upload(saved(picture(size=(width, 150)))))

    assert sorted(r.width for r in photo.renditions) == sorted([*widths, *widths])


def test_same_file_gives_the_same_bytes():
    data = saved(picture())

    assert process_photo(upload(data)) == process_photo(upload(data))


@pytest.mark.parametrize(
    ("mode", "form", "content_type", "master_mode"),
    [
        ("RGB", "JPEG", "image/jpeg", "RGB"),
        ("L", "JPEG", "image/jpeg", "L"),
        ("CMYK", "JPEG", "image/jpeg", "RGB"),
        ("RGB", "PNG", "image/png", "RGB"),
        ("RGBA", "PNG", "image/png", "RGB"),
        ("P", "PNG", "image/png", "RGB"),
        ("1", "PNG", "image/png", "L"),
        ("LA", "PNG", "image/png", "RGB"),
        ("I;16", "PNG", "image/png", "L"),
        ("RGB", "WEBP", "image/jpeg", "RGB"),
    ],
)
def test_every_kind_of_picture_ends_in_a_plain_one(mode, form, content_type, master_mode):
    name = f"photo.{form.lower()}"
    photo = process_photo(upload(saved(picture(mode), form), name))

    master = Image.open(io.BytesIO(photo.master))
    assert (photo.content_type, master.mode) == (content_type, master_mode)
    assert len(photo.renditions) == 4


@pytest.mark.parametrize("form", ["PNG", "WEBP"])
def test_what_shows_through_stays_so_in_the_master_and_is_white_in_renditions(form):
    image = Image.new("RGBA", (400, 300), (255, 0, 0, 0))
    image.paste((0, 0, 255, 255), (200, 0, 400, 300))
    photo = process_photo(upload(saved(image, form), f"photo.{form.lower()}"))

    assert photo.content_type == "image/png"
    assert Image.open(io.BytesIO(photo.master)).getpixel((5, 5))[3] == 0
    assert {corner(r.data, 0, 0) for r in photo.renditions} == {(1, 1, 1)}
    assert {corner(r.data, 1, 0) for r in photo.renditions} == {(0, 0, 1)}


def test_sixteen_bits_of_grey_keep_their_shades():
    image = Image.new("I;16", (400, 300), 128 * 256)
    photo = process_photo(upload(saved(image, "PNG"), "photo.png"))

    assert Image.open(io.BytesIO(photo.master)).getpixel((9, 9)) == 128


@pytest.mark.parametrize("turn", range(1, 9))
def test_photo_stands_upright_however_the_camera_was_held(turn):
    exif = Image.Exif()
    exif[0x0112] = turn
    data = saved(quarters(), exif=exif, quality=95)
    upright = saved(ImageOps.exif_transpose(Image.open(io.BytesIO(data))))
    photo = process_photo(upload(data))

    corners = [(x, y) for x in (0, 1) for y in (0, 1)]
    for made in (photo.master, *(r.data for r in photo.renditions)):
        assert [corner(made, *at) for at in corners] == [corner(upright, *at) for at in corners]
    assert (photo.width, photo.height) == ((320, 480) if turn > 4 else (480, 320))


@given(size=st.tuples(st.integers(1, 700), st.integers(1, 700)), turn=st.sampled_from([1, *TURNS]))
def test_turning_by_strips_is_turning_as_a_whole(size, turn, tmp_path_factory):
    image = Image.effect_noise(size, 90)
    whole = image.transpose(TURNS[turn]) if turn in TURNS else image.copy()
    made = rebuild(
        image,
        tmp_path_factory.mktemp("strips"),
        size=upright_size(size, turn),
        mode="L",
        turn=turn,
        convert=None,
    )

    assert (made.size, made.tobytes()) == (whole.size, whole.tobytes())


@pytest.mark.parametrize(
    ("make", "name"), [(told_jpeg, "a.jpg"), (told_png, "a.png"), (told_webp, "a.webp")]
)
@pytest.mark.parametrize("profile", [None, plain_profile(), swapped_profile()])
def test_nothing_the_camera_or_its_owner_wrote_is_kept(make, name, profile):
    data = make(profile)
    assert SECRET.encode() in data
    photo = process_photo(upload(data, name))

    for made in (photo.master, *(r.data for r in photo.renditions)):
        assert SECRET.encode() not in made
        image = Image.open(io.BytesIO(made))
        image.load()
        assert not image.getexif()
        assert not {"exif", "xmp", "comment", "icc_profile", "photoshop"} & set(image.info)
        if image.format == "JPEG":
            head = made[: made.index(b"\xff\xda")]
            assert not [mark for mark in JPEG_LEFTOVERS if mark in head]


@pytest.mark.parametrize(("form", "name"), [("JPEG", "a.jpg"), ("PNG", "a.png")])
def test_colours_of_a_profile_are_brought_to_srgb(form, name):
    red = Image.new("RGB", (300, 200), (255, 0, 0))
    photo = process_photo(upload(saved(red, form, icc_profile=swapped_profile()), name))

    for made in (photo.master, *(r.data for r in photo.renditions)):
        assert corner(made, 0, 0) == (0, 1, 0)


def test_broken_profile_is_left_aside():
    red = Image.new("RGB", (300, 200), (255, 0, 0))
    photo = process_photo(upload(saved(red, icc_profile=b"no profile at all")))

    assert corner(photo.master, 0, 0) == (1, 0, 0)


@pytest.mark.parametrize("tail", [b"PK\x03\x04archive", b"<script>alert(1)</script>", b"%PDF-1.7"])
def test_what_hangs_on_behind_the_picture_is_gone(tail):
    photo = process_photo(upload(saved(picture()) + tail))

    assert tail not in photo.master
    assert photo.master.endswith(b"\xff\xd9")


def test_second_picture_of_a_telephone_is_left_out():
    first, depth = quarters(), Image.new("RGB", (480, 320), "black")
    data = saved(first, "MPO", save_all=True, append_images=[depth])
    photo = process_photo(upload(data))

    assert corner(photo.master, 0, 0) == (1, 0, 0)
    assert photo.master.count(b"\xff\xd8\xff") == 1
