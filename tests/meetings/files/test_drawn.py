from meetings.files.documents import process_document
from meetings.files.paint import draw_meeting_picture
from meetings.files.paper import draw_pdf
from meetings.files.photos import process_photo
from tests.meetings.files.samples import upload


def test_drawn_picture_is_the_same_for_the_same_seed_and_taken_as_a_photo():
    drawn = draw_meeting_picture("first", (800, 534))

    assert drawn == draw_meeting_picture("first", (800, 534))
    assert drawn != draw_meeting_picture("second", (800, 534))
    assert process_photo(upload(drawn)).width == 800


def test_drawn_paper_is_the_same_for_the_same_words_and_taken_as_a_document():
    paper = draw_pdf("Joint “Statement” (draft)", ["Both sides agreed. " * 30] * 20)

    assert paper == draw_pdf("Joint “Statement” (draft)", ["Both sides agreed. " * 30] * 20)
    assert process_document(upload(paper, "a.pdf")).pages == 4
