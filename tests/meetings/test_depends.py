from datetime import date

import pytest
from django.utils import timezone

from meetings.models import Page, Tag
from meetings.page import depends, live_frame
from tests.factories import (
    ago,
    ahead,
    make_edition,
    make_occasion,
    make_readout,
    make_relation,
    make_tag,
)

pytestmark = pytest.mark.django_db


def live(**facts):
    return make_readout(**{"live_from": ago(days=2), **facts})


def of(readout):
    at = timezone.now()
    meeting = readout.meeting
    frame = live_frame(meeting.address_on, meeting.slug, readout.language, at)
    return depends.of_readout(frame, at)


def test_a_page_that_nothing_is_to_change_stays_for_ever():
    assert of(live(tags=[make_tag()])).until is None


def test_a_page_names_what_it_shows():
    tag, occasion = make_tag(), make_occasion()
    readout = live(tags=[tag], occasion=occasion)
    assert of(readout).names == {
        f"meeting:{readout.meeting.number}",
        f"relation:{readout.relation.slug}",
        f"occasion:{occasion.slug}",
        f"topic:{tag.slug}",
    }


def next_edition(readout, when):
    make_edition(readout, live_from=when)


def another_language(readout, when):
    make_readout(meeting=readout.meeting, language="ja", live_from=when)


def a_neighbour(readout, when):
    make_readout(relation=readout.relation, live_from=when, released_on=date(2017, 2, 11))


def one_of_its_occasion(readout, when):
    make_readout(occasion=readout.occasion, live_from=when)


def one_on_its_topic(readout, when):
    make_readout(tags=list(Tag.objects.all()), live_from=when)


def its_relation_is_listed(readout, when):
    readout.relation.listed_from = when
    readout.relation.save()


@pytest.mark.parametrize(
    "what",
    [
        next_edition,
        another_language,
        a_neighbour,
        one_of_its_occasion,
        one_on_its_topic,
        its_relation_is_listed,
    ],
)
def test_a_page_changes_next_when_something_it_shows_begins(what):
    readout, when = live(tags=[make_tag()], occasion=make_occasion()), ahead(hours=1)
    what(readout, when)
    assert of(readout).until == when


def test_what_a_page_does_not_show_changes_nothing():
    readout = live(tags=[make_tag()])
    make_readout(live_from=ahead(hours=1), tags=[make_tag()])
    make_readout(live_from=ahead(hours=1), withdrawn_at=ahead(minutes=1))
    assert of(readout).until is None


def test_lists_change_with_what_they_list():
    relation, other, at = make_relation(), make_relation(), timezone.now()
    when = ahead(hours=1)
    live(relation=relation)
    make_readout(relation=other, live_from=when)
    assert depends.of_list(at).until == when
    assert depends.of_list(at, relation.pk) == depends.Dependence(
        frozenset({f"relation:{relation.slug}"}), None
    )


def test_a_topic_changes_with_its_items():
    tag, at, when = make_tag(), timezone.now(), ahead(hours=1)
    live(tags=[tag])
    make_readout(tags=[tag], live_from=when)
    assert depends.of_topic(tag.pk, tag.slug, at).until == when
    assert depends.of_topic(make_tag().pk, "x", at).until is None


def test_a_page_of_the_ministry_changes_with_its_next_text():
    when = ahead(hours=1)
    Page.objects.create(slug="about", title="x", text="x", live_from=when)
    assert depends.of_page("about", timezone.now()).until == when
