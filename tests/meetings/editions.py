"""Editions in tests: what is live now, and a correction that is still to come."""

from django.utils import timezone

from meetings import release
from meetings.models import Readout


def live_titles():
    return list(Readout.objects.live(timezone.now()).values_list("title", flat=True))


def scheduled(first, at, author, approver):
    """A correction of a live readout, approved for an instant to come."""
    draft = release.correct(readout=first, by=author)
    Readout.objects.filter(pk=draft.pk).update(correction_note="A word.")
    release.submit(readout=draft, by=author)
    return release.approve(readout=draft, by=approver, at=at)
