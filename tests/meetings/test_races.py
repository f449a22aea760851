"""What happens when several people act at the same moment."""

import threading

import pytest
from django.db import IntegrityError, OperationalError, connection, connections, transaction
from django.utils import timezone

from meetings import drafts, release, tagging
from meetings.models import Entry, Listing, Mention, Readout
from tests.factories import ago, ahead, make_draft, make_readout, make_tag, make_user

pytestmark = pytest.mark.django_db(transaction=True)

EIGHT = 8


def race(*acts):
    """Start all acts at one moment, each with a connection of its own; what each gave or raised."""
    start = threading.Barrier(len(acts))
    results = [None] * len(acts)

    def run(place, act):
        try:
            start.wait()
            results[place] = act()
        except Exception as error:
            results[place] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def sentences(results):
    """The refusals among the results; anything else that was raised fails the test."""
    errors = [result for result in results if isinstance(result, Exception)]
    assert all(isinstance(error, release.Refused) for error in errors), errors
    return [str(error) for error in errors]


def test_of_eight_racing_releases_one_is_accepted():
    draft = make_draft()
    release.submit(readout=draft, by=draft.created_by)
    approvers = [make_user("Approver") for _ in range(EIGHT)]

    refusals = sentences(
        race(*(lambda p=p: release.approve(readout=draft, by=p) for p in approvers))
    )

    assert len(refusals) == 7
    assert all("has approved this edition already" in refusal for refusal in refusals)
    assert Entry.objects.filter(act="approve").count() == 1
    assert Readout.objects.live(timezone.now()).count() == 1


def test_of_eight_racing_editions_one_is_moved_to_an_instant():
    """Eight processes that know nothing of our locks move eight editions to one hour."""
    first = make_draft()
    editions = [
        make_readout(
            live_from=ahead(days=2 * n + 1),
            live_until=ahead(days=2 * n + 2),
            meeting=first.meeting,
            relation=first.relation,
            language="ja",
        )
        for n in range(EIGHT)
    ]

    def move(pk):
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                "UPDATE meetings_readout SET live_from = %s, live_until = %s WHERE id = %s",
                [ahead(hours=1), ahead(hours=2), pk],
            )

    results = race(*(lambda pk=edition.pk: move(pk) for edition in editions))

    assert sum(result is None for result in results) == 1
    assert sum(map(is_refused, results)) == 7


def is_refused(result):
    """Whether the database refused a row, or ended a writer that waited for others in a circle.

    An exclusion constraint enters its own row before it looks for those of others.
    """
    is_ended = isinstance(result, OperationalError) and "deadlock detected" in str(result)
    return is_ended or isinstance(result, IntegrityError)


def test_one_of_eight_openers_opens_the_correction():
    edition = make_readout(live_from=ago(days=1))
    authors = [make_user() for _ in range(EIGHT)]

    refusals = sentences(
        race(*(lambda a=a: release.correct(readout=edition, by=a) for a in authors))
    )

    assert len(refusals) == 7
    assert Readout.objects.drafts().count() == 1


def test_one_of_eight_savers_claims_a_version():
    draft = make_draft()
    authors = [make_user() for _ in range(EIGHT)]

    def save(author):
        with transaction.atomic():
            mine = Readout.objects.get(pk=draft.pk)
            drafts.claim(readout=mine, by=author, version=1)
            Readout.objects.filter(pk=draft.pk).update(title=author.username)

    results = race(*(lambda a=a: save(a) for a in authors))

    assert sum(result is None for result in results) == 1
    assert sum(isinstance(result, drafts.Stale) for result in results) == 7


@pytest.mark.postgresql
def test_a_topic_attached_meanwhile_does_not_bring_a_withdrawn_readout_back():
    edition = make_readout(live_from=ago(days=1), tags=[make_tag()])
    item, tags = edition.passages.first().item, [make_tag() for _ in range(EIGHT)]
    approver, author = make_user("Approver"), make_user()

    race(
        lambda: release.withdraw(
            meeting=edition.meeting, language="en", by=approver, reason="error"
        ),
        *(lambda t=t: tagging.attach(item=item, tags=[t], by=author) for t in tags),
    )

    assert not Listing.objects.exists()
    assert not Mention.objects.exists()


@pytest.mark.postgresql
def test_two_corrections_of_one_day_are_approved_together():
    drafts_of_the_day = []
    for _ in range(EIGHT):
        first = make_readout(live_from=ago(days=1), title="One title")
        draft = release.correct(readout=first, by=first.created_by)
        Readout.objects.filter(pk=draft.pk).update(correction_note="A word.")
        release.submit(readout=draft, by=first.created_by)
        drafts_of_the_day.append(draft)
    approver = make_user("Approver")

    results = race(
        *(lambda d=d: release.approve(readout=d, by=approver) for d in drafts_of_the_day)
    )

    assert sentences(results) == []


def test_no_row_slips_into_an_edition_while_it_is_approved():
    """Whatever the order, what is published is what was hashed."""
    draft = make_draft(passages=["One"])
    release.submit(readout=draft, by=draft.created_by)
    approver = make_user("Approver")

    def edit(n):
        with transaction.atomic():
            draft.sittings.create(held_on=ago(days=1).date(), position=n)

    race(
        lambda: release.approve(readout=draft, by=approver),
        *(lambda n=n: edit(n) for n in range(1, EIGHT)),
    )

    from meetings.invariants import breaches

    assert list(breaches()) == []


def test_of_two_meetings_each_folded_into_the_other_one_stays():
    first, second = make_draft(), make_draft()
    author, other = make_user(), make_user()

    refusals = sentences(
        race(
            lambda: release.merge(meeting=first.meeting, into=second.meeting, by=author),
            lambda: release.merge(meeting=second.meeting, into=first.meeting, by=other),
        )
    )

    assert len(refusals) == 1
    assert "has been merged into" in refusals[0]
    assert Entry.objects.filter(act="merge").count() == 1
    assert Readout.objects.count() == 1
