"""The demonstration: the sample to the letter, an invented world around it, loaded once."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import TestCase, override_settings
from django.utils import timezone

from meetings.demonstration.accounts import PASSWORD
from meetings.invariants import breaches
from meetings.models import Entry, Passage, Photo, Readout, Snapshot, Tag
from relations.models import Region
from tests.factories import make_relation, make_user
from tests.page_text import folded, lines_of

SAMPLE = Path(__file__).parents[1] / "data" / "sample.txt"
BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "meetings.demonstration.accounts.DemonstrationAccounts",
]


def demo():
    """What the command says."""
    out = StringIO()
    call_command("demo", stdout=out)
    return out.getvalue()


def printed(document):
    """The lines of a document as a page prints them, photos by their captions."""
    yield document["section_label"]
    yield document["title"]
    yield "February 10, 2017"
    yield from (photo["caption"] for photo in document["photos"])
    yield document["introduction"]
    for passage in document["passages"]:
        # The sample has a no-break space after one label in place of a plain one.
        space = "" if passage["label"].endswith("\u00a0") else " "
        yield f"{passage['label']}{space}{passage['heading'] or passage['text']}"
        if passage["heading"] and passage["text"]:
            yield passage["text"]
    yield f"Back to {document['section_label']}"


@override_settings(DEBUG=True, AUTHENTICATION_BACKENDS=BACKENDS)
class DemonstrationTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.said = demo()
        cls.at = timezone.now()

    def sample(self):
        return Readout.objects.live(self.at).get(relation__slug="japan-united-states")

    def test_sample_stands_to_the_letter(self):
        sample = self.sample()
        document = sample.approved.document
        relation, *rest = [line for line in SAMPLE.read_text("utf-8").split("\n") if line]
        assert list(printed(document)) == [relation, sample.title, *rest]
        assert document["released_on"] == "2017-02-10"

    def test_page_of_the_sample_reads_as_the_sample(self):
        page = self.client.get(self.sample().get_absolute_url()).text
        relation, *rest = [line for line in SAMPLE.read_text("utf-8").split("\n") if line]
        expected = [relation, self.sample().title, *rest]
        assert [folded(x) for x in lines_of(page)] == [folded(x) for x in expected]

    def test_sample_knows_its_instant_and_claims_no_place(self):
        (sitting,) = self.sample().approved.document["sittings"]
        assert sitting["began_at"] == "2017-02-10T14:10:00+00:00"
        assert (sitting["zone"], sitting["precision"]) == ("America/New_York", "around")
        assert (sitting["minutes"], sitting["minutes_precision"]) == (30, "about")
        assert sitting["place"] == ""

    def test_sample_names_both_ministers_in_their_posts(self):
        seats = self.sample().participants.prefetch_related("appointments__post")
        posts = {str(seat.person): [str(a) for a in seat.appointments.all()] for seat in seats}
        assert posts == {
            "Fumio Kishida": [
                "Fumio Kishida, Minister for Foreign Affairs, Japan "
                "(26 December 2012 to 3 August 2017)"
            ],
            "Rex Tillerson": [
                "Rex Tillerson, Secretary of State, U.S. (1 February 2017 to 31 March 2018)"
            ],
        }

    def test_sample_carries_topics_on_the_rows_that_speak_of_them(self):
        rows = self.sample().passages.filter(item__tags__aliases__name="TPP")
        assert [row.heading for row in rows] == ["Japan-U.S. Economic Relations"]
        assert Tag.objects.filter(items__passages__readout=self.sample()).distinct().count() >= 6

    def test_sample_has_alternative_texts_that_are_not_its_captions(self):
        for use in self.sample().photo_uses.all():
            assert 15 <= len(use.alternative_text) <= 150
            assert "Meeting" not in use.alternative_text

    def test_every_release_is_signed_by_two_people_or_waits_for_the_second(self):
        editions = Readout.objects.approved_ones()
        alone = [e for e in editions if e.submitted_by_id == e.approved_by_id]
        assert alone == list(Readout.objects.to_countersign())
        assert len(alone) == 1

    def test_every_region_has_readouts_and_every_topic_its_items(self):
        live = Readout.objects.live(self.at)
        assert all(live.in_region(region).exists() for region in Region.objects.all())
        assert Tag.objects.live(self.at).count() == Tag.objects.count()
        assert live.count() >= 40

    def test_forms_of_real_readouts_are_there(self):
        assert Readout.objects.corrections(self.at).count() == 1
        assert Readout.objects.gone(self.at).count() == 1
        assert Readout.objects.live(self.at).in_language("ja").count() == 1
        assert Readout.objects.filter(live_from__gt=self.at).count() == 1
        assert Readout.objects.waiting().count() == 1
        assert Readout.objects.drafts().filter(submitted_at=None).count() == 2
        assert Photo.objects.count() == Photo.objects.public(self.at).count() + 1
        assert Passage.objects.live(self.at).filter(depth=3).exists()

    def test_what_happened_is_logged_on_the_day_it_happened(self):
        entry = self.sample().entries.get(act=Entry.Act.APPROVE)
        assert entry.at.date().isoformat() == "2017-02-10"
        assert entry.by.username == "approver"

    def test_record_holds(self):
        assert list(breaches(files=True)) == []

    def test_second_run_changes_nothing_and_says_so(self):
        before = (Entry.objects.count(), Snapshot.objects.count(), Readout.objects.count())
        said = demo()
        assert "nothing was changed" in said
        after = (Entry.objects.count(), Snapshot.objects.count(), Readout.objects.count())
        assert after == before

    def test_command_prints_accounts_that_can_log_in(self):
        for name in ("author", "approver", "night", "admin"):
            assert name in self.said
            assert self.client.login(username=name, password=PASSWORD)

    def test_accounts_cannot_log_in_with_debug_off(self):
        with self.settings(DEBUG=False):
            assert not self.client.login(username="admin", password=PASSWORD)

    def test_account_given_a_password_of_its_own_is_no_longer_open(self):
        editor = make_user(username="own", email="own@demonstration.example")
        assert not self.client.login(username="own", password=PASSWORD)
        assert self.client.login(username=editor.username, password="secret-word")


@pytest.mark.django_db
def test_demonstration_is_refused_with_debug_off():
    with pytest.raises(CommandError, match="only with DEBUG on"):
        demo()


@pytest.mark.django_db
def test_demonstration_is_refused_beside_anything_else(settings):
    settings.DEBUG = True
    make_relation("Japan-Elsewhere Relations")
    with pytest.raises(CommandError, match="it holds 1 relation"):
        demo()
    assert not Readout.objects.exists()
