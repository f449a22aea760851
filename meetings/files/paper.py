"""Plain PDFs written by code, for demonstrations."""

from textwrap import wrap

PAGE_SIZE = (595, 842)
LINE_CHARACTERS = 84
LINES_ON_A_PAGE = 46


def draw_pdf(title: str, paragraphs: list[str]) -> bytes:
    """Return a plain PDF of a title and paragraphs; the same words give the same bytes.

    Raises UnicodeEncodeError for letters outside Windows-1252, which the standard fonts lack.
    """
    lines = [line for paragraph in paragraphs for line in [*wrap(paragraph, LINE_CHARACTERS), ""]]
    pages = [lines[at : at + LINES_ON_A_PAGE] for at in range(0, len(lines), LINES_ON_A_PAGE)]
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b""]
    objects += [_font("Helvetica"), _font("Helvetica-Bold")]
    references = []
    for number, page in enumerate(pages or [[]]):
        content = _content(title if number == 0 else "", page)
        references.append(f"{len(objects) + 1} 0 R")
        objects += [_page(len(objects) + 2), _stream(content)]
    kids = " ".join(references)
    objects[1] = f"<< /Type /Pages /Kids [{kids}] /Count {len(references)} >>".encode()
    return _assemble(objects)


def _font(name: str) -> bytes:
    return (
        f"<< /Type /Font /Subtype /Type1 /BaseFont /{name} /Encoding /WinAnsiEncoding >>".encode()
    )


def _page(content: int) -> bytes:
    return (
        f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {PAGE_SIZE[0]} {PAGE_SIZE[1]}] "
        f"/Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> /Contents {content} 0 R >>"
    ).encode()


def _stream(content: bytes) -> bytes:
    return b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content)


def _content(title: str, lines: list[str]) -> bytes:
    heading = wrap(title, 56)
    shown = [b"BT /F2 15 Tf 20 TL 64 772 Td"]
    shown += [b"(%s) Tj T*" % _escaped(line) for line in heading]
    shown.append(b"/F1 11 Tf 14.5 TL T*")
    shown += [b"(%s) Tj T*" % _escaped(line) for line in lines]
    return b"\n".join([*shown, b"ET"])


def _escaped(text: str) -> bytes:
    data = text.encode("cp1252")
    return data.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")


def _assemble(objects: list[bytes]) -> bytes:
    """Return header, numbered objects, their table and trailer (ISO 32000-1, 7.5)."""
    out = bytearray(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")
    places = []
    for number, data in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, data)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\n" % (len(objects) + 1)
    return bytes(out + b"startxref\n%d\n%%%%EOF\n" % table)
