"""The rows by which the public finds things say what the record says, at every instant."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from meetings import finding, invariants, release, tagging
from meetings.finding.calendar import newest_days
from meetings.finding.spans import Span, foremost
from meetings.models import Attendance, Listing, Mention, SearchText, TopicCount
from tests.factories import (
    ago,
    ahead,
    make_edition,
    make_person,
    make_readout,
    make_relation,
    make_tag,
    make_user,
)

instants = st.integers(0, 20)


@st.composite
def spans(draw):
    begins = draw(instants)
    ends = draw(st.none() | st.integers(begins + 1, 30))
    return Span(begins, ends, (draw(st.integers(0, 3)), draw(st.integers(0, 99))), object())


@given(st.lists(spans(), max_size=6, unique_by=lambda span: span.rank), st.integers(0, 40))
def test_at_each_instant_the_foremost_stands_for_all(known, at):
    holding = [span for span in known if span.holds(at)]
    standing = [span for span in foremost(known) if span.holds(at)]

    best = [min(holding, key=lambda span: span.rank).what] if holding else []
    assert [span.what for span in standing] == best


@pytest.mark.django_db
class TestRows:
    def test_a_scheduled_readout_is_listed_at_its_second(self):
        readout = make_readout(live_from=ahead(hours=1))

        assert not Listing.objects.live(timezone.now()).exists()
        assert Listing.objects.live(ahead(hours=1)).get().readout == readout

    def test_a_meeting_is_listed_once_in_several_languages(self):
        japanese = make_readout(live_from=ago(days=2), language="ja", title="会談")
        english = make_readout(
            live_from=ago(days=1), meeting=japanese.meeting, relation=japanese.relation
        )

        assert Listing.objects.live(ago(hours=36)).get().readout == japanese
        assert Listing.objects.live(timezone.now()).get().readout == english

    def test_it_is_listed_under_further_relations(self):
        further = make_relation()
        make_readout(live_from=ago(days=1), also_under=[further])

        listings = Listing.objects.live(timezone.now())
        assert listings.count() == 2
        assert listings.once().count() == 1
        assert listings.of(further).count() == 1

    def test_an_item_is_mentioned_in_the_words_of_its_live_edition(self):
        tag = make_tag()
        first = make_readout(live_from=ago(days=2), tags=[tag])
        second = make_edition(first, live_from=ago(days=1))

        assert Mention.objects.live(ago(hours=36)).get().readout == first
        assert Mention.objects.live(timezone.now()).get().readout == second

    @pytest.mark.parametrize("act", ["withdraw", "seal"])
    def test_what_is_taken_back_is_found_no_more(self, act):
        approver = make_user("Approver")
        readout = make_readout(live_from=ago(days=1), tags=[make_tag()])
        if act == "withdraw":
            release.withdraw(meeting=readout.meeting, language="en", by=approver, reason="error")
        else:
            release.seal(target=readout.passages.get(), by=approver, reason="error")

        assert not Mention.objects.exists()
        assert finding.counts_of(readout.passages.get().item.tags.get().pk, timezone.now()) == {}

    def test_what_is_given_back_is_found_again(self):
        approver = make_user("Approver")
        readout = make_readout(live_from=ago(days=1), tags=[make_tag()])
        release.withdraw(meeting=readout.meeting, language="en", by=approver, reason="error")
        release.restore(meeting=readout.meeting, language="en", by=approver)

        assert Mention.objects.live(timezone.now()).get().readout == readout

    def test_counts_follow_the_clock_without_a_worker(self):
        tag, other, person = make_tag(), make_tag(), make_person()
        make_readout(live_from=ago(days=1), tags=[tag])
        coming = make_readout(live_from=ahead(hours=1), tags=[tag, other], participants=[person])

        before, after = (finding.counts_of(tag.pk, at) for at in (timezone.now(), ahead(hours=2)))

        assert (before["all:0"], after["all:0"]) == (1, 2)
        assert before[f"topic:{other.pk}"] == 0
        assert after[f"topic:{other.pk}"] == 1
        assert after[f"person:{person.pk}"] == 1
        assert after[f"relation:{coming.relation_id}"] == 1

    def test_counts_follow_topics_attached_later(self):
        tag, late = make_tag(), make_tag()
        readout = make_readout(live_from=ago(days=1), tags=[tag])
        tagging.attach(item=readout.passages.get().item, tags=[late], by=make_user())

        counts = finding.counts_of(late.pk, timezone.now())
        assert counts["all:0"] == counts[f"topic:{tag.pk}"] == 1

    def test_a_merged_topic_brings_its_counts(self):
        tag, into = make_tag(), make_tag()
        make_readout(live_from=ago(days=1), tags=[tag])
        make_readout(live_from=ago(days=1), tags=[into])

        tagging.merge(tag=tag, into=into, by=make_user())

        assert finding.counts_of(into.pk, timezone.now())["all:0"] == 2

    @pytest.mark.parametrize("what", ["listing", "mention", "count", "text"])
    def test_a_row_that_the_record_does_not_bear_out_is_found(self, what):
        readout = make_readout(live_from=ago(days=1), tags=[make_tag()])
        assert list(invariants.breaches()) == []
        if what == "listing":
            Listing.objects.filter(meeting=readout.meeting).update(live_from=ago(days=9))
        elif what == "mention":
            Mention.objects.all().delete()
        elif what == "text":
            SearchText.objects.update(words="other")
        else:
            TopicCount.objects.update(items=7)

        assert len(list(invariants.breaches())) >= 1
        call_command("settle", stdout=StringIO())
        assert list(invariants.breaches()) == []

    def test_a_person_attends_in_the_offices_of_each_language_that_names_them(self):
        person = make_person()
        english = make_readout(live_from=ago(days=2), participants=[person])
        make_edition(english, live_from=ago(days=1))

        assert Attendance.objects.live(ago(hours=36)).get().readout == english
        assert not Attendance.objects.live(timezone.now()).exists()


@pytest.mark.django_db
class TestCalendar:
    def test_the_newest_day_of_each_year_and_month_is_found(self):
        days = [date(2015, 3, 1), date(2017, 1, 5), date(2017, 1, 9), date(2017, 2, 1)]
        for day in days:
            make_readout(live_from=ago(days=1), released_on=day)
        make_readout(live_from=ahead(days=1), released_on=date(2016, 1, 1))
        rows = Listing.objects.live(timezone.now()).once()

        assert newest_days(rows, "year") == [date(2017, 2, 1), date(2015, 3, 1)]
        assert newest_days(rows, "month") == [days[3], days[2], days[0]]
        assert newest_days(rows.of(make_relation()), "year") == []
