"""Clipboard HTML and Word files."""

import io
import zipfile

import pytest

from meetings.intake import Refused, read, read_docx, read_html

WORD = """<html><head><style>p {}</style></head><body><!--StartFragment-->
<p class=MsoNormal>May 3, 2021<o:p></o:p></p>
<p class=MsoNormal>On May 3, at 5:00&nbsp;p.m.,
 Ms. Haruka Ishigaki, Minister for Foreign Affairs, held talks.</p>
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='mso-list:Ignore'>1.<span style='font:7.0pt "Times"'>&nbsp;&nbsp; </span></span><![endif]>
Bilateral <b>relations</b></p>
<p class=MsoListParagraph style='mso-list:l0 level2 lfo1'><!--[if !supportLists]--><span
style='mso-list:Ignore'>(1)<span>&nbsp; </span></span><!--[endif]-->They met.</p>
<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><span style='mso-list:Ignore'>·<span>
&nbsp;</span></span>They left.</p>
<!--EndFragment--></body></html>"""


def outline(text):
    return [(item.label, item.depth, item.heading, item.text) for item in read(text).items]


def test_a_list_of_word_keeps_its_labels():
    assert outline(read_html(WORD)) == [
        ("1.", 0, "Bilateral relations", ""),
        ("(1)", 1, None, "They met."),
        ("•", 2, None, "They left."),
    ]


def test_numbered_lists_of_a_web_page_become_labels_again():
    text = read_html(
        "<p>May 3, 2021</p><p>On May 3, Ms. Haruka Ishigaki held talks with Mr. B C.</p>"
        "<ol><li>They met.<ol><li>Of ports.</li><li>Of tides.</li></ol></li>"
        "<li><p>They ate.</p><p>Much.</p>"
        "</li></ol><ol start='3'><li>They left.</li></ol>"
    )

    assert outline(text) == [
        ("1.", 0, None, "They met."),
        ("(1)", 1, None, "Of ports."),
        ("(2)", 1, None, "Of tides."),
        ("2.", 0, None, "They ate.\nMuch."),
        ("3.", 0, None, "They left."),
    ]


def test_types_and_values_of_lists_are_kept():
    text = read_html(
        "<ol type=a><li>x</li><li value=4>y</li></ol><ol type=I><li>z</li></ol><ul><li>b"
    )

    assert text == "a. x\nd. y\n\nI. z\n\n• b\n"


def test_scripts_and_hidden_parts_are_no_text_and_alternative_texts_are():
    text = read_html(
        "<script>x()</script><p>A<span style='display: none'>B</span></p><img alt='Two Ministers'>"
    )

    assert text == "A\n\nTwo Ministers\n"


def word_file(document, **more):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", document)
        archive.writestr("_rels/.rels", RELATIONS)
        archive.writestr("[Content_Types].xml", TYPES)
        for name, content in more.items():
            archive.writestr(name, content)
    return buffer.getvalue()


RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
    'officeDocument" Target="word/document.xml"/></Relationships>'
)
TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
BODY = (
    '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{}'
    "</w:body></w:document>"
)


def paragraphs(*texts):
    return BODY.format("".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in texts))


def test_a_word_file_is_read():
    data = word_file(paragraphs("May 3, 2021", "On May 3, Ms. A B held talks.", "1. They met."))

    reading = read(read_docx(data))

    assert reading.introduction == "On May 3, Ms. A B held talks."
    assert [item.label for item in reading.items] == ["1."]


def test_what_unpacks_to_more_than_twenty_megabytes_is_refused_unread():
    data = word_file(paragraphs("x"), bomb="\0" * 21_000_000)

    assert len(data) < 100_000
    with pytest.raises(Refused, match="more than 20 MB"):
        read_docx(data)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_declared_entities_are_refused(encoding):
    declared = '<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "ha">]>' + paragraphs("x")

    with pytest.raises(Refused, match="entities"):
        read_docx(word_file(declared.encode(encoding)))


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"plain", word_file("<broken")])
def test_what_is_no_word_file_is_refused_with_a_sentence(data):
    with pytest.raises(Refused, match=r"Word file .*\.$"):
        read_docx(data)
