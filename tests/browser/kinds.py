"""Every kind of public page, and where the demonstration's content has one."""

from django.urls import reverse
from django.utils import timezone

from meetings.models import (
    DocumentUse,
    Meeting,
    Occasion,
    PhotoUse,
    Readout,
    Seal,
    Sitting,
    Tag,
)
from meetings.querysets import public_people
from relations.models import Region

SAMPLE = "Japan-U.S. Foreign Ministers' Meeting"

KINDS = [
    "home",
    "countries",
    "region",
    "relation",
    "relation archive",
    "readouts",
    "month",
    "readout",
    "readout of several sittings",
    "readout with a document",
    "readout with a photo removed",
    "language version",
    "editions",
    "earlier edition",
    "changes between editions",
    "topics",
    "topic",
    "topic of a relation and year",
    "topic, one facet",
    "wording",
    "person",
    "occasion",
    "corrections",
    "search",
    "page of the ministry",
    "site map",
    "404",
    "410",
]
STATUS = {"404": 404, "410": 410}


def addresses():
    """Give the address of a page of each kind, by its name in KINDS."""
    return {
        **_fixed(),
        **_of_the_sample(timezone.now()),
        **_of_readouts(timezone.now()),
        **_of_lists(timezone.now()),
    }


def _fixed():
    names = ("home", "countries", "readouts", "topics", "corrections")
    own = {"page of the ministry": "/about/", "site map": reverse("meetings:site-map")}
    lists = {name: reverse(f"meetings:{name}") for name in names}
    return {**lists, **own, "404": "/nothing/is/here/"}


def _of_the_sample(at):
    readout = Readout.objects.live(at).get(title=SAMPLE)
    relation, day = readout.relation, readout.released_on
    return {
        "relation": relation.get_absolute_url(),
        "relation archive": reverse("meetings:relation-archive", args=[relation.slug, day.year]),
        "month": reverse("meetings:readouts-month", args=[f"{day:%Y}", f"{day:%m}"]),
        "readout": readout.get_absolute_url(),
    }


def _of_readouts(at):
    live = Readout.objects.live(at).order_by("pk")
    removed = Seal.objects.filter(lifted_at__isnull=True).values("photo")
    found = {
        "readout of several sittings": _with(live, Sitting.objects.filter(position=1)),
        "readout with a document": _with(live, DocumentUse.objects.all()),
        "readout with a photo removed": _with(live, PhotoUse.objects.filter(photo__in=removed)),
        "language version": live.exclude(language="en").first(),
        "410": Meeting.objects.filter(readouts__withdrawn_at__isnull=False).first(),
    }
    editions = Readout.objects.corrections(at).first().get_absolute_url() + "editions/"
    pages = {kind: row.get_absolute_url() for kind, row in found.items()}
    return {
        **pages,
        "editions": editions,
        "earlier edition": f"{editions}1/",
        "changes between editions": f"{editions}1/changes/2/",
    }


def _with(readouts, rows):
    return readouts.filter(pk__in=rows.values("readout")).first()


def _of_lists(at):
    topic = Tag.objects.live(at).with_counts(at).order_by("-item_count", "name").first()
    readout = Readout.objects.live(at).get(title=SAMPLE)
    of_one = Tag.objects.get(name="North Korea").get_absolute_url()
    asked = f"?relation={readout.relation.slug}&year={readout.released_on.year}"
    return {
        "region": Region.objects.with_relations(at).first().get_absolute_url(),
        "topic": topic.get_absolute_url(),
        "topic of a relation and year": of_one + asked,
        "topic, one facet": topic.get_absolute_url() + "?facet=topic",
        "wording": f"{of_one}wording/{readout.relation.slug}/",
        "person": public_people(at).get(name__contains="Kishida").get_absolute_url(),
        "search": reverse("meetings:search") + "?q=North+Korea",
        "occasion": Occasion.objects.public(at).first().get_absolute_url(),
    }
