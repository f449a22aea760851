"""The earlier meetings that an edition shares topics with: which are chosen, and when."""

from datetime import date

import pytest

from meetings import finding, invariants, release, tagging
from meetings.finding import shared
from meetings.models import SharedTopics
from tests.factories import ago, ahead, make_edition, make_readout, make_tag, make_user

pytestmark = pytest.mark.django_db


def live(*tags, day=1, **facts):
    """A readout of that day of January, with these topics."""
    return make_readout(
        live_from=ago(days=40 - day), released_on=date(2017, 1, day), tags=tags, **facts
    )


def chosen(readout):
    """The titles of those that an edition leads to, the first first."""
    rows = SharedTopics.objects.filter(readout=readout).order_by("-weight", "pk")
    return [row.earlier.readouts.earliest("pk").title for row in rows]


def test_those_that_share_most_topics_come_first():
    tags = [make_tag() for _ in range(3)]
    live(*tags, day=1, title="Shares all")
    for tag in tags:
        live(tag, day=2, title="Shares one")

    assert chosen(live(*tags, day=3))[:2] == ["Shares all", "Shares one"]


def test_a_rare_topic_weighs_more_than_a_common_one():
    common, rare = make_tag(), make_tag()
    live(rare, day=1, title="Rare")
    for day in range(2, 6):
        live(common, day=day)

    assert chosen(live(common, rare, day=7))[0] == "Rare"


def test_few_are_chosen_the_newest_of_equal_ones_first():
    tag = make_tag()
    titles = [live(tag, day=day, title=f"Of day {day}").title for day in range(1, 9)]

    assert chosen(live(tag, day=9)) == titles[: -shared.MOST - 1 : -1]


def test_what_is_hidden_and_what_comes_later_are_not_chosen():
    tag = make_tag()
    make_readout(live_from=ahead(days=1), released_on=date(2017, 1, 2), tags=[tag])
    live(tag, day=20)
    draft = make_readout(released_on=date(2017, 1, 3), tags=[tag])
    live(tag, day=4, title="Another topic's too")

    assert draft.title not in chosen(live(tag, day=5))
    assert SharedTopics.objects.count() == 1


def test_hidden_ones_take_no_place_among_those_looked_at():
    tag = make_tag()
    live(tag, day=1, title="Public")
    for _ in range(shared.WINDOW):
        make_readout(live_from=ahead(days=1), released_on=date(2017, 1, 2), tags=[tag])

    assert chosen(live(tag, day=3)) == ["Public"]


def test_an_act_on_a_hidden_edition_chooses_nothing_anew():
    tag = make_tag()
    readout = live(tag, day=5)
    live(tag, day=3, title="Came afterwards")
    make_edition(readout, live_from=ahead(hours=1))

    assert chosen(readout) == []
    assert chosen(readout.meeting.readouts.latest("pk")) == ["Came afterwards"]


def test_a_topic_attached_now_leads_to_others_at_once():
    tag = make_tag()
    live(tag, day=1, title="On it")
    readout = live(day=2)
    tagging.attach(item=readout.passages.get().item, tags=[tag], by=make_user())

    assert chosen(readout) == ["On it"]


def test_nothing_leads_to_what_has_lost_the_topic():
    lost, kept = make_tag(), make_tag()
    first = live(lost, kept, day=1)
    by_one, by_both = live(lost, day=2), live(lost, kept, day=3)
    tagging.detach(item=first.passages.get().item, tags=[lost], by=make_user())

    assert chosen(by_one) == []
    assert chosen(by_both) == [first.title, by_one.title]


def test_what_is_withdrawn_leads_nowhere_and_is_led_to_from_nowhere():
    tag = make_tag()
    live(tag, day=1)
    readout = live(tag, day=2)
    live(tag, day=3)
    release.withdraw(
        meeting=readout.meeting, language="en", by=make_user("Approver"), reason="error"
    )

    assert not SharedTopics.objects.filter(meeting=readout.meeting).exists()
    assert not SharedTopics.objects.filter(earlier=readout.meeting).exists()


def test_many_settled_at_once_choose_as_one_after_the_other():
    tags = [make_tag() for _ in range(4)]
    for day in range(1, 25):
        topics = {tags[day % 4], tags[day % 3], tags[day % 2]}
        live(*topics, day=1 + day // 4, title=f"The {day}th")
    rows = SharedTopics.objects.order_by("readout", "-weight", "pk").values_list(*shared.FIELDS)
    one_by_one = list(rows)
    SharedTopics.objects.all().delete()
    shared.renew([], finding.rows_of(_meetings(one_by_one)).mentions, ago())

    assert list(rows.all()) == one_by_one


def test_those_settled_at_once_know_what_stands_between_them():
    tag, joining = make_tag(), make_tag()
    first, last = live(joining, day=1), live(joining, day=9)
    live(tag, day=5, title="Between")
    for readout in (first, last):
        readout.passages.get().item.tags.set([tag])
    finding.settle([first.meeting, last.meeting])

    assert chosen(last) == ["Between", first.title]


def _meetings(rows):
    return sorted({key for meeting, _, earlier, _ in rows for key in (meeting, earlier)})


def test_a_site_without_any_such_rows_gets_them_when_all_is_settled():
    tag = make_tag()
    first, readout = live(tag, day=1), live(tag, day=2)
    SharedTopics.objects.all().delete()
    finding.settle_all()
    assert chosen(readout) == [first.title]


def test_stray_rows_are_found_in_the_record():
    tag = make_tag()
    first, readout = live(tag, day=1), live(tag, day=2)
    assert list(invariants.shared_topics()) == []

    for other in [readout, live(make_tag(), day=1), *[first] * shared.MOST]:
        SharedTopics.objects.create(
            meeting=readout.meeting, readout=readout, earlier=other.meeting, weight=1
        )
    said = sorted(sentence.split()[2] for sentence in invariants.shared_topics())
    assert said == ["leads", "shares", "shares"]
