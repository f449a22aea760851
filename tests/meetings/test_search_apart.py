"""Search by words that stand apart from one another: names, days and several passages."""

from datetime import date

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from meetings import release, tagging
from meetings.models import SearchText, TagAlias
from meetings.search import Filters, index, search
from meetings.search.words import MARK, words_of
from relations.models import Person
from tests.factories import (
    ahead,
    make_edition,
    make_person,
    make_readout,
    make_relation,
    make_tag,
    user_called,
)
from tests.meetings.pages import live, page

pytestmark = pytest.mark.django_db

SENTENCE = "No single passage has all these words; these readouts have each of them."


def find(text, **filters):
    return search(text, at=timezone.now(), filters=Filters(**filters))


def titles(text, **filters):
    return [hit.readout.title for hit in find(text, **filters).hits]


@pytest.fixture
def talks():
    """Talks with Ada Quill about an island in one passage, and about beads in another."""
    return live(
        title="Talks",
        passages=["About the island.", "About beads.", "Of other things."],
        participants=[make_person("Ada Quill")],
        released_on=date(2017, 2, 10),
    )


@pytest.mark.parametrize(
    "typed", ["island beads", "quill island", "Talks Quill beads", "beads 2017", "ada island -rain"]
)
def test_a_readout_that_has_each_word_somewhere_is_found(talks, typed):
    live(title="Other", passages=["Of islands."], released_on=date(2018, 1, 1))

    assert titles(typed) == ["Talks"]


def test_what_stands_over_a_readout_counts_beside_a_mention_elsewhere(talks):
    relation = make_relation("Japan-Narnia Relations")
    live(title="Harbours", relation=relation, passages=["Of a harbour.", "Of the climate."])
    live(title="Other", passages=["They spoke of Narnia."], released_on=date(2016, 1, 1))

    assert titles("Narnia harbour climate") == ["Harbours"]


@pytest.mark.parametrize(
    "typed", ["quill", "Quill 2017", "talks 2017", "February 10, 2017", "2017", '"Ada Quill" 2017']
)
def test_a_readout_is_found_by_who_was_there_and_by_its_day(talks, typed):
    live(title="Talks", passages=["Of islands."], released_on=date(2018, 1, 1))

    assert [hit.readout.readout for hit in find(typed).hits] == [talks.pk]
    assert not find(typed).is_apart


def test_a_word_of_the_relations_line_alone_counts_as_well(talks):
    line = talks.section_label.split()[0]

    assert titles(f"island quill {line}") == ["Talks"]
    assert titles("island quill zebra") == []


@pytest.mark.parametrize(
    "typed", ["island rain", "quill rain", "island quill -beads", "2018 quill"]
)
def test_a_readout_that_lacks_a_word_or_has_one_unwanted_is_not_found(talks, typed):
    live(title="Wet", passages=["Rain."], released_on=date(2018, 1, 1))

    assert titles(typed) == []


def test_the_page_says_that_the_words_stand_apart(client, talks):
    assert SENTENCE in page(client, "/search/?q=island+quill")
    assert SENTENCE not in page(client, "/search/?q=island+2017")
    assert SENTENCE not in page(client, "/search/?q=island+rain")


def test_of_such_a_readout_the_passages_with_most_of_the_words_come_first():
    live(title="Talks", passages=["Beads.", "Beads, islands.", "Rain."])

    [hit] = find("island beads rain").hits

    assert [str(place.words).count("<mark>") for place in hit.places] == [2, 1, 1]


def test_words_apart_are_narrowed_as_others_are(talks):
    topic, other = make_tag("Islands"), make_tag("Rain")
    tagging.attach(item=talks.passages.first().item, tags=[topic], by=user_called("author"))

    assert titles("island quill", topic=topic, year=2017) == ["Talks"]
    assert titles("island quill", topic=other) == []
    assert titles("island quill", year=2018) == []
    assert titles("island quill", person=Person.objects.get(name="Ada Quill")) == ["Talks"]


def test_whoever_is_sealed_or_anonymous_is_not_found(talks):
    approver = user_called("approver", "Approver")
    [seal] = release.seal(target=talks.participants.get(), by=approver, reason="rights")

    assert titles("quill") == titles("quill island") == []
    assert list(index.breaches()) == []
    release.lift(seal=seal, by=approver)
    assert titles("quill island") == ["Talks"]


def test_sealed_words_and_those_to_come_are_not_found_apart(talks):
    approver = user_called("approver", "Approver")
    make_edition(talks, live_from=ahead(hours=1), passages=["Rain."], title="Rain")
    make_readout(title="Talks", passages=["Rain.", "Island."], live_from=ahead(hours=1))

    assert titles("island rain") == []
    release.seal(target=talks.passages.first(), by=approver, reason="rights")
    assert titles("island beads") == []


def test_the_index_tells_of_a_name_too_many(talks):
    rows = SearchText.objects.filter(part=SearchText.Part.TITLE)
    rows.update(words=rows.get().words + " rain")

    assert "differs from the record" in " ".join(index.breaches())


# What is counted, and what stands over others


def test_the_places_counted_are_those_shown(client):
    live(title="Beads", passages=["Beads."] * 5)
    live(title="Beads again", passages=["Of rain."])

    results = find("beads")

    assert results.count == sum(len(hit.places) + hit.further for hit in results.hits) == 6
    assert "6 places in 2 readouts" in page(client, "/search/?q=beads")


@given(st.text(max_size=300))
def test_no_word_begins_with_the_mark_of_what_stands_over_others(text):
    assert not [word for word in words_of(text) if MARK in word]


@pytest.mark.parametrize("typed", ["zztalks", f"{MARK}talks", f"beads {MARK}talks", "-zztalks"])
def test_what_stands_over_others_cannot_be_typed(talks, typed):
    assert titles(typed) == []


# Names with accents


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("Ján Hruzínsky", "Hruzinsky"),
        ("José Arbeloa Pinzón", "Arbeloa Pinzon"),
        ("Éva Örsi", "Éva ÖRSI"),
        ("Éva Örsi", "Örsi"),
        ("Eva Orsi", "Örsi"),
        ("ÉVA ÖRSI", "éva örsi"),
        ("Лев ТЕСТОВ", "тестов"),
        ("Ｗｉｄｅ Ｎａｍｅ", "wide"),
    ],
)
def test_people_are_found_whatever_accents_and_case_are_typed(name, typed):
    live(participants=[make_person(name, slug="wanted"), make_person("Orso Wadé Arbelo")])

    people = find(typed).known.people

    assert [each.address for each in people] == ["/people/wanted/"]


# What was perhaps meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("islnads -beads", "islands -beads"),
        ('islnads -"glass beads"', 'islands -"glass beads"'),
        ('"of all" islnads -islnads', '"of all" islands -islnads'),
    ],
)
def test_what_was_perhaps_meant_keeps_phrases_and_exclusions(typed, meant):
    live(tags=[make_tag("Islands")], passages=["Nothing."])

    assert find(typed).suggestion == meant


# Former slugs


@pytest.fixture
def moved(talks):
    """A topic and a person who were merged into others, with a readout that has all of them."""
    topics, people = [make_tag("Beads"), make_tag("Glass")], [make_person("Ann"), make_person("B")]
    live(title="Glass", passages=["Glass."], tags=topics, participants=people)
    former = {"topic": topics[0].slug, "person": people[0].slug}
    present = {"topic": topics[1].slug, "person": people[1].slug}
    tagging.merge(tag=topics[0], into=topics[1], by=user_called("author"))
    people[0].merged_into = people[1]
    people[0].save()
    return former, present


def test_former_slugs_of_conditions_lead_to_the_present_ones_in_one_step(client, moved):
    former, present = moved

    response = client.get("/search/", {"q": "glass", **former})

    assert response.status_code == 301
    assert response.url == "/search/?q=glass&person={person}&topic={topic}".format(**present) or (
        response.url == "/search/?q=glass&topic={topic}&person={person}".format(**present)
    )
    assert client.get(response.url).status_code == 200


def test_a_topics_page_and_feed_know_former_slugs_of_conditions(client, moved):
    former, present = moved
    other = make_tag("Sand")
    live(title="Sand", passages=["."], tags=[other, TagAlias.objects.get(name="Beads").tag],
         participants=[Person.objects.get(slug=former["person"])])  # fmt: skip

    for form in ("", "feed.atom"):
        address = f"/topics/{other.slug}/{form}"
        response = client.get(address, {"topic": former["topic"]})
        assert response.url == f"{address}?topic={present['topic']}"
        assert client.get(response.url).status_code == 200
        assert client.get(address, {"topic": "none"}).status_code == 404


@pytest.mark.parametrize("form", ["", "feed.atom", "feed.json"])
def test_an_address_that_moved_keeps_its_conditions(client, moved, form):
    former, present = moved

    for kind, page_of in (("topic", "topics"), ("person", "people")):
        response = client.get(f"/{page_of}/{former[kind]}/{form}?year=2017")
        assert response.url == f"/{page_of}/{present[kind]}/{form}?year=2017"
