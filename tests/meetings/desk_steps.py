"""What is done and read at the desk's own pages, in their tests."""

from pathlib import Path

from django.urls import reverse

from meetings import release
from meetings.models import Entry
from tests.admin_forms import signed_in
from tests.factories import (
    make_draft,
)

SAMPLE = (Path(__file__).parents[1] / "data" / "sample.txt").read_text(encoding="utf-8")
MOST_BYTES = 50_000


def submitted(**facts):
    draft = make_draft(**facts)
    return release.submit(readout=draft, by=draft.changed_by)


def page(user, name, *args):
    return signed_in(user).get(reverse(f"admin:{name}", args=args))


def decide(user, readout, client=None, **data):
    """Press a button on Decide, as the page that is shown now has it."""
    client = client or signed_in(user)
    url = reverse("admin:meetings_readout_decide", args=[readout.pk])
    if "seen" not in data:
        data["seen"] = client.get(url).context["seen"]
    return client.post(url, data, follow=True)


def stop_one(user, readout, what, *, parts, reason="", seen=None):
    client = signed_in(user)
    url = reverse("admin:desk_stop_one", args=[readout.meeting.number, what])
    asked = {"part": parts, "reason": reason}
    if seen is None:
        seen = client.get(url, asked).context["seen"]
    return client.post(url, {**asked, "seen": seen}, follow=True)


def texts(response):
    return [str(message) for message in response.context["messages"]]


def acts(readout=None):
    entries = Entry.objects.filter(readout=readout) if readout else Entry.objects.all()
    return list(entries.order_by("pk").values_list("act", flat=True))


def html(response):
    return response.content.decode()
