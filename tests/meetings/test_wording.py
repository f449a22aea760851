"""How the words on a topic, within a relation, differ from one meeting to the next."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.finding.wording import ONLY_BEFORE, ONLY_HERE, SAME, differences
from tests.factories import ahead, make_relation, make_tag
from tests.meetings.pages import live, page

SENTENCE = "The two sides affirmed that the relocation to Henoko is the only solution."
SHORTER = SENTENCE.replace("only ", "")
ADDRESS = "/topics/futenma/wording/near/"


@pytest.fixture
def items(db):
    """Ten readouts of one sentence, in which one word is dropped in the eighth."""
    topic, relation = make_tag("Futenma"), make_relation("Near", slug="near")
    readouts = [
        live(
            passages=[SHORTER if n >= 7 else SENTENCE],
            tags=[topic],
            relation=relation,
            released_on=date(2008 + n, 3, 1),
        )
        for n in range(10)
    ]
    return [readout.passages.get().item for readout in readouts]


def plain(text):
    """What stands on a page, without what is for listeners alone."""
    return re.sub(r'<span class="visually-hidden">.*?</span>', "", text)


def marked(text):
    return re.findall(r"<(ins|del)>(.*?)</\1>", plain(text))


def test_a_dropped_word_is_marked_once_in_its_place(client, items):
    text = page(client, ADDRESS)

    steps = plain(text).split('<article class="step">')[1:]
    assert len(steps) == 10
    assert marked(text) == [("del", "only ")]
    assert "is the <del>only </del>solution." in steps[7]
    assert text.count("In the same words.") == 8
    assert [re.search(r"datetime=\"(\d+)", step).group(1) for step in steps] == [
        str(2008 + n) for n in range(10)
    ]


def test_any_two_stand_side_by_side(client, items):
    text = page(client, f"{ADDRESS}?first={items[9].uid}&second={items[0].uid}")

    first, second = plain(text).split('<article class="step">')[1:]
    assert marked(first) == []
    assert marked(second) == [("ins", "only ")]
    assert "March 1, 2017" in first


def test_only_items_of_the_topic_and_relation_are_compared(client, items):
    other = live(tags=[make_tag("Trade")]).passages.get().item
    hidden = live(
        tags=[items[0].tags.get()], relation=make_relation(), live_from=ahead(days=1)
    ).passages.get().item  # fmt: skip

    for uid in (other.uid, hidden.uid, "x", ""):
        page(client, f"{ADDRESS}?first={items[0].uid}&second={uid}", 404)
    for address in ("/topics/trade/wording/near/", "/topics/futenma/wording/far/"):
        page(client, address, 404)


def test_texts_in_two_languages_are_not_compared(client, items):
    japanese = live(
        passages=["辺野古への移設が唯一の解決策である。"], language="ja", title="会談",
        tags=[items[0].tags.get()], relation=items[0].meeting.readouts.get().relation,
        released_on=date(2013, 1, 1),
    ).passages.get().item  # fmt: skip

    text = page(client, ADDRESS)
    pair = page(client, f"{ADDRESS}?first={items[0].uid}&second={japanese.uid}")

    assert marked(text) == [("del", "only ")]
    assert marked(pair) == []


def test_a_topic_of_a_relation_leads_to_its_wording(client, items):
    assert f'href="{ADDRESS}"' in page(client, "/topics/futenma/?relation=near")
    assert "wording" not in page(client, "/topics/futenma/")


def test_it_can_be_switched_off(client, items, settings):
    settings.READOUT_WORDING = False

    page(client, ADDRESS, 404)
    assert "wording" not in page(client, "/topics/futenma/?relation=near")


words = st.lists(st.sampled_from("a b c d 会 談 , U.S.".split()), max_size=12).map(" ".join)


@given(words, words)
def test_both_texts_can_be_read_out_of_their_differences(before, here):
    pieces = differences(before, here)

    read = {
        kind: "".join("".join(p.text.split()) for p in pieces if p.kind in (SAME, kind))
        for kind in (ONLY_BEFORE, ONLY_HERE)
    }
    assert read == {
        ONLY_BEFORE: "".join(before.split()),
        ONLY_HERE: "".join(here.split()),
    }


def test_the_newest_and_the_one_before_it_are_proposed_to_stand_side_by_side(client, items):
    selects = re.findall(r"<select.*?</select>", page(client, ADDRESS), re.S)

    chosen = [re.findall(r'value="([^"]+)" selected', select) for select in selects]
    assert chosen == [[items[-2].uid], [items[-1].uid]]
