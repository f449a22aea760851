import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from meetings import tagging
from meetings.models import Passage
from meetings.page import FileAddresses, render_preview
from meetings.release import seal, withdraw
from tests.factories import (
    ago,
    ahead,
    make_document,
    make_draft,
    make_edition,
    make_occasion,
    make_person,
    make_photo,
    make_readout,
    make_relation,
    make_tag,
    user_called,
)
from tests.html import html_faults
from tests.meetings.sample import LINES, TITLE, make_sample
from tests.page_text import folded, lines_of

pytestmark = pytest.mark.django_db

SECRET = "A sentence that must not be read"


def get(client, readout):
    return client.get(readout.get_absolute_url())


def live(**facts):
    return make_readout(**{"live_from": ago(days=2), **facts})


def administrator():
    return user_called("administrator", "Administrator")


def queries_for(client, readout):
    with CaptureQueriesContext(connection) as queries:
        assert get(client, readout).status_code == 200
    return len(queries)


# The page in the ministry's layout


def test_the_page_proper_is_the_samples_text_in_order(client):
    response = get(client, make_sample())
    expected = [LINES[0], TITLE, *LINES[1:]]
    assert [folded(line) for line in lines_of(response.text)] == [folded(x) for x in expected]


def test_a_page_has_one_title_and_real_headings_below_it(client):
    text = get(client, make_sample()).text
    assert re.findall(r"<(h[1-3])", text.split("<aside")[0]) == ["h1", "h2", "h2", "h2", "h2"]


def test_each_passage_is_linkable_by_its_agenda_item(client):
    readout = live(passages=["First", "Second"])
    text = get(client, readout).text
    for passage in readout.passages.select_related("item"):
        assert f'id="{passage.item.uid}"' in text


def test_points_keep_their_labels_as_printed(client):
    readout = live(passages=[{"label": "2.", "text": "One"}, {"label": "2.", "text": "Two"}])
    assert lines_of(get(client, readout).text)[4:6] == ["2. One", "2. Two"]


def test_passages_stand_under_the_nearest_shallower_one(client):
    rows = [
        {"label": "1", "heading": "Region"},
        {"label": "(1)", "text": "Sea", "depth": 1},
        {"label": "(i)", "text": "Fish", "depth": 2},
        {"label": "2", "heading": "Trade"},
    ]
    text = get(client, live(passages=rows)).text
    assert re.search(r"Region.*<ol.*Sea.*<ol.*Fish.*</ol>.*</ol>.*Trade", text, re.S)


def test_a_note_is_no_point_of_the_list(client):
    readout = live(passages=["A point", {"kind": "note", "label": "(Note)", "text": "Aside"}])
    assert '<div class="passage note"' in get(client, readout).text


def test_text_is_escaped_and_only_web_addresses_become_links(client):
    words = "<b>x</b> [a](https://a.example/?x=1&y=2) [b](javascript:alert(1)) https://c.example/."
    text = get(client, live(passages=[words])).text
    assert "&lt;b&gt;x&lt;/b&gt;" in text
    assert '<a href="https://a.example/?x=1&amp;y=2">a</a>' in text
    assert "[b](javascript:alert(1))" in text
    assert '<a href="https://c.example/">https://c.example/</a>.' in text


def test_a_photo_has_its_size_its_renditions_and_its_words(client):
    text = get(client, live(photos=[make_photo()])).text
    assert 'alt="Two ministers at a long table"' in text
    assert 'width="720" height="480"' in text
    assert re.search(r'type="image/avif" srcset="/photos/[0-9a-z]{27}/360.avif 360w', text)


def test_a_document_shows_its_kind_and_size(client):
    readout = live(documents=[make_document(b"%PDF-" + b"x" * 120 * 1024)])
    assert "Joint Statement (PDF, 120 KB)" in lines_of(get(client, readout).text)


def test_both_clocks_are_shown_as_times(client):
    text = get(client, make_sample()).text
    assert '<time datetime="2017-02-10T23:10+09:00">11:10 p.m. JST</time>' in text
    assert '<time datetime="2017-02-10T09:10-05:00">9:10 a.m. local time</time>' in text


def test_people_and_topics_lead_to_their_pages(client):
    person, tag = make_person("Ms. Amaranth Vell"), make_tag("Grain storage")
    text = get(client, live(participants=[person], tags=[tag])).text
    assert f'href="{person.get_absolute_url()}"' in text
    assert f'href="{tag.get_absolute_url()}"' in text


def test_a_relation_not_listed_yet_is_not_linked(client):
    relation = make_relation("Japan-Castellane Relations", listed_from=ahead(days=1))
    text = get(client, live(relation=relation)).text
    assert "Japan-Castellane Relations" in text
    assert relation.get_absolute_url() not in text


def test_neighbours_in_the_relation_are_linked(client):
    relation = make_relation()
    before, readout, after = (
        live(relation=relation, released_on=date(2017, 2, day)) for day in (9, 10, 11)
    )
    make_readout(relation=relation, released_on=date(2017, 2, 10), live_from=ahead(days=1))
    text = get(client, readout).text
    assert f'href="{before.get_absolute_url()}" rel="prev"' in text
    assert f'href="{after.get_absolute_url()}" rel="next"' in text


def test_other_languages_are_linked_and_a_translation_says_what_it_is(client):
    readout = live()
    japanese = live(
        meeting=readout.meeting, language="ja", status="provisional", title="外相会談",
        translation_of=readout,
    )  # fmt: skip
    assert f'href="{japanese.get_absolute_url()}" hreflang="ja"' in get(client, readout).text
    text = get(client, japanese).text
    assert "(Provisional translation)" in text
    assert "2017年2月10日" in text
    assert '<header id="contents-header" lang="ja">' in text


def test_the_words_of_another_language_say_so(client):
    readout = live(passages=[{"text": "会談", "language": "ja"}])
    assert re.search(r'<li class="passage" id="\w+" lang="ja">', get(client, readout).text)


# What is hidden


def test_a_hidden_readout_answers_exactly_as_one_that_never_was(client):
    hidden = make_readout(live_from=ahead(days=1))
    answer = client.get(hidden.get_absolute_url())
    absent = client.get("/readouts/2017/02/10/never-was/")
    assert answer.status_code == absent.status_code == 404
    assert answer.content == absent.content
    assert answer.headers == absent.headers


def test_a_draft_beside_the_live_edition_changes_nothing_on_its_page(client):
    readout = live(tags=[make_tag()])
    before = get(client, readout).content
    make_edition(readout, title=SECRET, passages=[SECRET], items=None)
    assert get(client, readout).content == before


def test_a_scheduled_edition_does_not_show_on_the_live_ones_page(client):
    readout = live()
    before = get(client, readout).content
    make_edition(readout, live_from=ahead(hours=1), correction_note=SECRET)
    assert get(client, readout).content == before


def test_a_day_that_is_none_is_not_found(client):
    assert client.get("/readouts/2017/02/30/x/").status_code == 404


def test_an_error_shows_a_page_that_stands_by_itself(client, monkeypatch):
    def fail(*args):
        raise RuntimeError(SECRET)

    monkeypatch.setattr("meetings.views.readout.live_page", fail)
    client.raise_request_exception = False
    response = client.get("/readouts/2017/02/10/x/")
    assert response.status_code == 500
    assert "The page could not be made" in response.text
    assert SECRET not in response.text


# What was taken back


def test_a_withdrawn_readout_is_gone_without_its_words(client):
    readout = live(title=SECRET)
    withdraw(meeting=readout.meeting, language="en", by=administrator(), reason="error")
    response = get(client, readout)
    assert response.status_code == 410
    assert "error of fact" in response.text
    assert SECRET not in response.text


def test_a_sealed_edition_is_gone_without_its_words(client):
    readout = live(title=SECRET)
    seal(target=readout, by=administrator(), reason="security")
    response = get(client, readout)
    assert response.status_code == 410
    assert SECRET not in response.text


@pytest.mark.parametrize("heading", ["", SECRET])
def test_a_sealed_passage_leaves_a_notice_in_its_place(client, heading):
    readout = live(
        passages=[{"label": "(9)", "heading": heading, "text": SECRET}, "The rest"],
        tags=[make_tag("Telling topic")],
    )
    seal(target=readout.passages.first(), by=administrator(), reason="personal")
    text = get(client, readout).text
    assert "(protection of personal data)" in text
    assert not re.search(f"{SECRET}|Telling topic|\\(9\\)", text)
    assert "The rest" in text


def test_a_sealed_participant_leaves_a_notice_in_their_place(client):
    people = [make_person("Amaranth Vell"), make_person("Corin Ashdown")]
    readout = live(participants=people)
    seal(target=readout.participants.first(), by=administrator(), reason="personal")
    text = get(client, readout).text
    assert "Amaranth Vell" not in text
    assert people[0].get_absolute_url() not in text
    assert "Corin Ashdown" in text


def test_a_sealed_photo_leaves_a_notice_in_its_place(client):
    photo = make_photo()
    readout = live(photos=[photo, make_photo()])
    seal(target=photo, by=administrator(), reason="rights")
    text = get(client, readout).text
    assert photo.token not in text
    assert "(rights of others)" in text
    assert text.count("At the table") == 1


def test_a_sealed_document_leaves_a_notice_in_its_place(client):
    document = make_document()
    readout = live(documents=[document])
    seal(target=document, by=administrator(), reason="error")
    text = get(client, readout).text
    assert document.token not in text
    assert "Joint Statement" not in text


# The desk's preview

DESK_FILES = FileAddresses(
    lambda token, width, form: f"/desk/{token}/{width}.{form}", lambda token: f"/desk/{token}.pdf"
)


def test_a_preview_shows_a_draft_as_it_will_stand(rf):
    draft = make_draft(photos=[make_photo()], documents=[make_document()], tags=[make_tag("Sea")])
    text = render_preview(draft, rf.get("/admin/"), DESK_FILES, timezone.now()).text
    assert lines_of(text)[:4] == [
        draft.relation.title,
        draft.title,
        "February 10, 2017",
        "At the table",
    ]
    assert "This is a preview" in text
    assert "Sea" in text
    assert re.search(r'src="/desk/[0-9a-z]{27}/720.jpeg"', text)
    assert "/photos/" not in text


def test_a_preview_shows_a_draft_in_which_nothing_is_filled_in(rf):
    draft = make_draft(passages=[], title="", introduction="", released_on=None, held_on=None)
    draft.relation = None
    draft.save()
    assert render_preview(draft, rf.get("/admin/"), DESK_FILES, timezone.now()).status_code == 200


def test_what_is_previewed_is_what_appears(client, rf):
    readout = make_sample()
    preview = render_preview(readout, rf.get("/admin/"), DESK_FILES, timezone.now()).text
    assert lines_of(preview) == lines_of(get(client, readout).text)


# The price


def test_a_page_asks_the_same_questions_however_many_rows_it_shows(client):
    small = live(participants=[make_person()], photos=[make_photo()], tags=[make_tag()])
    large = live(
        passages=[f"Passage {n}" for n in range(50)],
        participants=[make_person() for _ in range(50)],
        tags=[make_tag() for _ in range(30)],
        photos=[make_photo() for _ in range(3)],
        documents=[make_document() for _ in range(5)],
        occasion=make_occasion(),
    )
    assert queries_for(client, small) == queries_for(client, large) <= 8


def test_the_samples_page_without_its_json_ld_is_at_most_12_kb(client):
    readout = make_sample()
    for number, passage in enumerate(readout.passages.select_related("item")):
        tagging.attach(
            item=passage.item, tags=[make_tag(f"Topic {number}")], by=user_called("author")
        )
    page = re.sub(r"<script type=.application/ld.json.*?</script>", "", get(client, readout).text)
    assert len(page.encode()) <= 12 * 1024


def test_the_html_is_valid(client, java_path, tmp_path):
    readout = make_sample(documents=[make_document()])
    kinds = [{"label": "A.", "heading": "Kinds"}]
    kinds += [{"kind": kind, "label": "", "text": kind} for kind in Passage.Kind]
    rows = [*kinds, {"label": "(1)", "text": "x", "depth": 1}, {"heading": "y", "depth": 2}]
    varied = live(passages=rows, occasion=make_occasion(), source="The archive")
    make_edition(varied, live_from=ago(hours=1), passages=["z"], items=None)
    gone = live()
    withdraw(meeting=gone.meeting, language="en", by=administrator(), reason="error")
    address = varied.get_absolute_url()
    addresses = [readout.get_absolute_url(), f"{address}editions/1/", address]
    addresses += [f"{address}editions/", gone.get_absolute_url(), "/nothing/"]
    pages = {path: client.get(path).text for path in addresses}
    assert html_faults(java_path, pages, tmp_path) == []
