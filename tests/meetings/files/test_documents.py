import io
import zlib

import pikepdf
import pytest
from PIL import Image

from meetings.files.documents import process_document
from meetings.files.errors import UnreadableFile
from meetings.files.paper import draw_pdf
from tests.meetings.files.samples import (
    SECRET,
    told_jpeg,
    told_pdf,
    unpacked,
    upload,
)


def test_document_keeps_its_words_and_loses_its_makers():
    data = told_pdf()
    assert SECRET.encode() in unpacked(data)
    document = process_document(upload(data, "statement.pdf"))
    text = unpacked(document.data)

    assert b"Both sides agreed." in text
    assert document.pages == 1
    assert document.size == len(document.data)
    traces = [SECRET.encode(), b"/JavaScript", b"/Launch", b"/OpenAction", b"/EmbeddedFile"]
    traces += [b"/PieceInfo", b"/AA", b"/Metadata", b"/Author", b"/Producer", b"<x:xmpmeta"]
    assert not [trace for trace in traces if trace in text]


def test_links_of_a_document_stay():
    document = process_document(upload(told_pdf(), "statement.pdf"))

    pdf = pikepdf.open(io.BytesIO(document.data))
    actions = [annotation.get("/A") for annotation in pdf.pages[0].Annots]
    assert [str(action.URI) for action in actions if action is not None] == ["https://example.org/"]


def test_picture_in_a_document_stays_whole():
    document = process_document(upload(told_pdf(), "statement.pdf"))

    pdf = pikepdf.open(io.BytesIO(document.data))
    photo = pdf.pages[0].Resources.XObject.Photo
    image = Image.open(io.BytesIO(photo.read_raw_bytes()))
    before = Image.open(io.BytesIO(told_jpeg()))
    assert image.convert("RGB").tobytes() == before.convert("RGB").tobytes()
    assert not image.getexif()


def test_same_document_gives_the_same_digest():
    data = told_pdf()
    first = process_document(upload(data, "one.pdf"))

    assert process_document(upload(data, "another.pdf")) == first
    assert process_document(upload(first.data, "again.pdf")) == first


def test_earlier_version_kept_in_the_file_is_gone():
    data = draw_pdf("Draft", [SECRET])
    pdf = pikepdf.open(io.BytesIO(data))
    number = pdf.pages[0].obj.Contents.objgen[0]
    stream = b"<< /Length 2 >>\nstream\nq \nendstream"
    at = len(data)
    later = b"%d 0 obj\n%s\nendobj\n" % (number, stream)
    table = b"xref\n%d 1\n%010d 00000 n \n" % (number, at)
    previous = int(data.split(b"startxref\n")[1].split()[0])
    trailer = b"trailer\n<< /Size 7 /Root 1 0 R /Prev %d >>\n" % previous
    data += later + table + trailer + b"startxref\n%d\n%%%%EOF\n" % (at + len(later))
    document = process_document(upload(data, "statement.pdf"))

    assert SECRET.encode() in data
    assert SECRET.encode() not in unpacked(document.data)


@pytest.mark.parametrize("password", ["", "open sesame"])
def test_encrypted_document_is_refused(password):
    data = told_pdf(encryption=pikepdf.Encryption(owner="owner", user=password))

    with pytest.raises(UnreadableFile, match="encrypted"):
        process_document(upload(data, "a.pdf"))


@pytest.mark.parametrize("part", [0.1, 0.5, 0.95])
def test_cut_document_is_refused(part):
    data = told_pdf()

    with pytest.raises(UnreadableFile, match="cut short or damaged"):
        process_document(upload(data[: int(len(data) * part)], "a.pdf"))


def test_document_whose_page_cannot_be_unpacked_is_refused():
    pdf = pikepdf.open(io.BytesIO(draw_pdf("Joint Statement", ["One."])))
    pdf.pages[0].obj.Contents.write(b"not packed", filter=pikepdf.Name.FlateDecode)
    out = io.BytesIO()
    pdf.save(out)

    with pytest.raises(UnreadableFile, match="damaged"):
        process_document(upload(out.getvalue(), "a.pdf"))


def test_document_without_a_page_is_refused():
    out = io.BytesIO()
    pikepdf.new().save(out)

    with pytest.raises(UnreadableFile, match="no page"):
        process_document(upload(out.getvalue(), "a.pdf"))


def test_document_that_unpacks_to_a_gigabyte_is_refused():
    pdf = pikepdf.open(io.BytesIO(draw_pdf("Joint Statement", ["One."])))
    packer = zlib.compressobj(1)
    packed = b"".join(packer.compress(bytes(2**24)) for _ in range(64)) + packer.flush()
    pdf.pages[0].obj.Contents.write(packed, filter=pikepdf.Name.FlateDecode)
    out = io.BytesIO()
    pdf.save(out)

    with pytest.raises(UnreadableFile):
        process_document(upload(out.getvalue(), "a.pdf"))


@pytest.mark.parametrize("data", [b"PK\x03\x04", b"\n%PDF-1.7", b"<html>", b"GIF89a%PDF-1.4"])
def test_only_a_pdf_is_taken_as_document(data):
    with pytest.raises(UnreadableFile, match="not a PDF"):
        process_document(upload(data, "a.pdf"))


def test_document_named_otherwise_is_refused():
    with pytest.raises(UnreadableFile, match=r"does not end in \.pdf"):
        process_document(upload(draw_pdf("A", ["B"]), "statement.docx"))


def test_document_over_20_megabytes_is_refused():
    with pytest.raises(UnreadableFile, match="larger than 20 MB"):
        process_document(upload(draw_pdf("A", ["B"]) + bytes(20 * 1024**2), "a.pdf"))
