"""A readout that begins with what is known: the next meeting of a trip, and a translation."""

from datetime import UTC, date, datetime

import pytest

from meetings import release, tagging
from meetings.models import Entry, Readout, ReadoutRelation, Sitting
from relations.models import Person, PersonName, PostName
from tests.factories import (
    hold,
    make_appointment,
    make_draft,
    make_occasion,
    make_party,
    make_person,
    make_photo,
    make_post,
    make_relation,
    make_tag,
    make_user,
    user_called,
)
from tests.meetings.desk_form import change, form_of, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def minister():
    return make_person("Anna Kovar")


@pytest.fixture
def known(minister):
    """A readout of the first meeting of a trip to Velmora, with both sides."""
    visit = make_occasion("Visit to Velmora")
    known = make_draft(
        occasion=visit, participants=[minister, make_person("Ivo Dahl")], held_on=None,
        photos=[make_photo()], tags=[make_tag("Ports")],
    )  # fmt: skip
    ReadoutRelation.objects.create(readout=known, relation=make_relation())
    first, second = known.participants.all()
    first.side, second.side = "home", "counterpart"
    first.save()
    second.save()
    hold(first, make_appointment(minister, make_post("Minister", make_party("Testland"))))
    Sitting.objects.create(
        readout=known, held_on=date(2024, 5, 3), zone="Europe/Vienna", place="Velm", minutes=30,
        began_at=datetime(2024, 5, 3, 9, tzinfo=UTC), precision="exact", minutes_precision="exact",
    )  # fmt: skip
    return known


def next_of(known):
    return release.next_meeting(readout=known, by=user_called("author"))


# The next meeting


def test_next_meeting_has_the_trip_and_nothing_that_was_said(known):
    draft = next_of(known)
    assert draft.meeting_id != known.meeting_id
    for name in ("occasion", "relation", "released_on", "language"):
        assert getattr(draft, name) == getattr(known, name), name
    assert draft.listings.get().relation == known.listings.get().relation
    assert (draft.title, draft.introduction, draft.passages.count()) == ("", "", 0)
    assert draft.photo_uses.count() == 0


def test_next_meeting_has_our_side_alone_in_the_posts_they_hold(known, minister):
    participant = next_of(known).participants.get()
    assert (participant.person, participant.position) == (minister, 0)
    held = known.participants.first().held_appointments.get().appointment
    assert participant.held_appointments.get().appointment == held


def test_next_meeting_has_day_zone_and_place_and_no_time(known):
    sitting = next_of(known).sittings.get()
    assert (sitting.held_on, sitting.zone, sitting.place) == (
        date(2024, 5, 3), "Europe/Vienna", "Velm",
    )  # fmt: skip
    assert (sitting.began_at, sitting.minutes) == (None, None)


def test_next_meeting_is_kept_and_logged_as_a_save(known):
    draft = next_of(known)
    assert draft.snapshots.count() == 1
    assert [entry.act for entry in draft.entries.all()] == [Entry.Act.SAVE]


def test_next_meeting_is_refused_without_the_right_or_anything_known(known):
    with pytest.raises(release.Refused, match="may not start readouts"):
        release.next_meeting(readout=known, by=make_user("No such group"))
    bare = make_draft()
    Readout.objects.filter(pk=bare.pk).update(relation=None, occasion=None)
    with pytest.raises(release.Refused, match="nothing to go on from"):
        next_of(bare)


def test_the_form_leads_to_the_next_meeting_after_saving_what_was_typed(known):
    client = signed_in("Author")
    data = form_of(client, change(known)) | {"title": "First talks", "_next": "1"}
    response = client.post(change(known), data)
    draft = Readout.objects.order_by("pk").last()
    assert response["Location"] == change(draft)
    assert Readout.objects.get(pk=known.pk).title == "First talks"


# A translation


def translated(known):
    return release.translate(
        readout=known, by=user_called("author"), language="ja", status="provisional"
    )


def test_translation_shares_meeting_items_topics_sittings_and_files(known):
    draft = translated(known)
    assert draft.meeting_id == known.meeting_id
    mine, theirs = (list(one.passages.values_list("item", flat=True)) for one in (draft, known))
    assert mine == theirs
    assert [tag.name for tag in draft.passages.first().item.tags.all()] == ["Ports"]
    assert draft.sittings.get().began_at == known.sittings.get().began_at
    assert draft.photo_uses.get().photo == known.photo_uses.get().photo


def test_people_and_offices_are_named_in_the_other_language_where_it_is_known(known, minister):
    PersonName.objects.create(person=minister, language="ja", text="アンナ・コヴァル")
    post = known.participants.first().held_appointments.get().appointment.post
    PostName.objects.create(post=post, language="ja", text="外務大臣")
    known.participants.update(honorific="Ms.", short="Minister Kovar")
    first, second = translated(known).participants.all()
    assert (first.name, first.honorific, first.short) == ("アンナ・コヴァル", "", "")
    assert (first.offices, first.person) == ("外務大臣", minister)
    assert (second.name, second.honorific) == ("Ivo Dahl", "Ms.")


def test_in_the_first_language_all_are_named_whom_the_site_knows(known, minister):
    Readout.objects.filter(pk=known.pk).update(language="ja")
    known.refresh_from_db()
    known.participants.filter(person=minister).update(name="アンナ・コヴァル", offices="外務大臣")
    draft = release.translate(
        readout=known, by=user_called("author"), language="en", status="official"
    )
    first = draft.participants.first()
    assert (first.name, first.offices) == ("Anna Kovar", "Minister")


def test_one_who_was_entered_twice_has_the_names_of_the_kept_entry(known, minister):
    kept = make_person("Anna M. Kovar")
    PersonName.objects.create(person=kept, language="ja", text="アンナ・コヴァル")
    Person.objects.filter(pk=minister.pk).update(merged_into=kept)
    assert translated(known).participants.first().name == "アンナ・コヴァル"


def test_the_name_is_the_one_in_use_on_the_day(known, minister):
    for text, until in (("旧", date(2020, 1, 1)), ("当時", date(2024, 12, 31)), ("新", None)):
        PersonName.objects.create(person=minister, language="ja", text=text, used_until=until)
    assert translated(known).participants.first().name == "当時"


def test_a_correction_names_nobody_anew(known, minister):
    PersonName.objects.create(person=minister, language="en", text="Another")
    release.submit(readout=known, by=user_called("author"))
    release.approve(readout=known, by=user_called("approver", "Approver"))
    draft = release.correct(readout=known, by=user_called("author"))
    assert draft.participants.first().name == "Anna Kovar"


def test_topics_of_the_original_are_those_of_the_translation(known):
    draft = translated(known)
    item = known.passages.first().item
    tagging.attach(item=item, tags=[make_tag("Tides")], by=user_called("author"))
    assert "Tides" in [tag.name for tag in draft.passages.first().item.tags.all()]
