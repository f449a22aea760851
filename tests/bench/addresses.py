"""The pages that are asked for, some of each kind."""

from datetime import timedelta

from django.urls import reverse

from meetings.models import Readout, Tag
from relations.models import Relation

READOUTS, RELATIONS, TOPICS = 200, 10, 10


def pages():
    """Give the addresses of each kind of page, by its name."""
    readouts = Readout.objects.select_related("meeting").order_by("pk")
    newest = readouts.latest("released_on").released_on
    full = _last_full_month(newest)
    return {
        "readout page": [readout.get_absolute_url() for readout in readouts[:READOUTS]],
        "relation list": [row.get_absolute_url() for row in Relation.objects.all()[:RELATIONS]],
        "topic page": [tag.get_absolute_url() for tag in Tag.objects.order_by("pk")[:TOPICS]],
        "press releases, month": [
            reverse("meetings:readouts-month", args=[f"{full:%Y}", f"{full:%m}"])
        ],
    }


def _last_full_month(day):
    return day.replace(day=1) - timedelta(days=1)
