"""A photo for the press: the picture as we keep it, with our caption and credit written into it.

Only segments are added in front of the stored picture; not a pixel is decoded, so that a request
costs no more than sending the file. Exif for what shows a description, IPTC and XMP for what
newsrooms use (IPTC Photo Metadata Standard 2023.2: Description, Creator's credit, Copyright).
"""

from __future__ import annotations

from dataclasses import dataclass
from xml.sax.saxutils import escape

from PIL import Image

START = b"\xff\xd8"
# JPEG segments (ITU-T T.81, B.1.1.3): APP0 holds JFIF, APP1 Exif or XMP, APP13 IPTC.
APP0, APP1, APP13 = b"\xff\xe0", b"\xff\xe1", b"\xff\xed"
# Exif 2.32, table 3 and 4: ImageDescription, Copyright.
DESCRIPTION, COPYRIGHT = 0x010E, 0x8298
# IIM 4.2: the character set in record 1, caption, credit and copyright in record 2.
UTF_8 = (1, 90, b"\x1b%G")
CAPTION, CREDIT, RIGHTS = 120, 110, 116
HEAD = 20
"""How many of a picture's first bytes say where the segments go."""
LONGEST = 2_000
"""So many signs of a text are written: a segment holds 64 KB at most."""

_XMP = (
    '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
    '<x:xmpmeta xmlns:x="adobe:ns:meta/">'
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    ' xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/">'
    '<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{caption}</rdf:li></rdf:Alt>'
    "</dc:description>"
    '<dc:rights><rdf:Alt><rdf:li xml:lang="x-default">{credit}</rdf:li></rdf:Alt></dc:rights>'
    "<photoshop:Credit>{credit}</photoshop:Credit>"
    "</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end='w'?>"
)


@dataclass(frozen=True, slots=True)
class Words:
    """What is written into a photo."""

    caption: str
    credit: str


def split(head: bytes) -> int:
    """Give how many of a JPEG's first bytes stand before our segments: its start, and JFIF."""
    if head[2:4] != APP0 or len(head) < 6:
        return len(START)
    return len(START) + 2 + int.from_bytes(head[4:6], "big")


def segments(words: Words) -> bytes:
    """Give the segments that carry the words."""
    short = Words(words.caption[:LONGEST], words.credit[:LONGEST])
    xmp = _XMP.format(caption=escape(short.caption), credit=escape(short.credit))
    return b"".join(
        [
            _segment(APP1, _exif(short)),
            _segment(APP1, b"http://ns.adobe.com/xap/1.0/\0" + xmp.encode()),
            _segment(APP13, _iptc(short)),
        ]
    )


def _segment(marker: bytes, data: bytes) -> bytes:
    return marker + (len(data) + 2).to_bytes(2, "big") + data


def _exif(words: Words) -> bytes:
    exif = Image.Exif()
    # Exif knows ASCII alone; its readers have long taken UTF-8.
    exif[DESCRIPTION] = words.caption.encode()
    exif[COPYRIGHT] = words.credit.encode()
    return exif.tobytes()


def _cut(text: str, size: int) -> bytes:
    """At most so many bytes of a text, and no half sign at their end."""
    return text.encode()[:size].decode(errors="ignore").encode()


def _iptc(words: Words) -> bytes:
    """An image resource of Photoshop's (0x0404) that holds the data sets."""
    caption, credit = _cut(words.caption, LONGEST), _cut(words.credit, 128)
    sets = [UTF_8, (2, CREDIT, credit), (2, RIGHTS, credit), (2, CAPTION, caption)]
    data = b"".join(
        b"\x1c" + bytes([record, number]) + len(value).to_bytes(2, "big") + value
        for record, number, value in sets
    )
    padding = b"\0" * (len(data) % 2)
    resource = b"8BIM\x04\x04\0\0" + len(data).to_bytes(4, "big") + data + padding
    return b"Photoshop 3.0\0" + resource
