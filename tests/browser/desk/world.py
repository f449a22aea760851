"""What the newsroom has before the first readout is entered, and what became of that readout."""

from django.urls import reverse

from meetings.models import Readout
from tests.factories import (
    make_appointment,
    make_party,
    make_person,
    make_post,
    make_region,
    make_relation,
    make_tag,
    make_user,
)

TOPICS = [
    "Japan-U.S. Alliance",
    "North Korea",
    "East China Sea",
    "Abductions issue",
    "Senkaku Islands",
    "Futenma relocation",
    "Trans-Pacific Partnership",
]


def make():
    """Make the staff, the relation with its parties and people, and the topics."""
    make_user("Author", username="author")
    make_user("Approver", username="approver")
    region = make_region("North America", slug="north-america")
    home, other = make_party("Japan"), make_party("United States of America", region=region)
    make_relation(
        "Japan-United States of America Relations", [other], short_title="Japan-U.S.", slug="us"
    )
    make_appointment(make_person("Fumio Kishida"), make_post("Minister for Foreign Affairs", home))
    make_appointment(make_person("Rex Tillerson"), make_post("Secretary of State", other))
    for name in TOPICS:
        make_tag(name)


def readout():
    """The newest edition of the one meeting."""
    return Readout.objects.order_by("pk").last()


def files_of(readout):
    """The addresses of a readout's photos, in one of their sizes, and of its documents."""
    photos = [use.photo for use in readout.photo_uses.select_related("photo")]
    documents = [use.document for use in readout.document_uses.select_related("document")]
    return [
        *(reverse("meetings:photo", args=[photo.token, 360, "jpeg"]) for photo in photos),
        *(reverse("meetings:document", args=[document.token]) for document in documents),
    ]
