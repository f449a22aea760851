"""Pictures of every kind of public page and of the desk, to be looked at.

`python -m tests.browser.screenshots FOLDER` saves them, wide and narrow, light and dark.
"""

import os
import sys
from contextlib import contextmanager
from pathlib import Path

import django

from tests import environment, machine

WIDTHS = (1280, 360)
SCHEMES = ("light", "dark")


def main(folder):
    """Save the pictures into `folder`, each named for its page, width and scheme."""
    folder.mkdir(parents=True, exist_ok=True)
    path = machine.chromium()
    if path is None:
        sys.exit(f"This needs a Chromium: install {machine.CHROMIUM_PACKAGE}.")
    with running_site() as site:
        from tests.browser.chromium import chromium_at

        with chromium_at(path) as browser:
            take_public(browser, site, folder)
            take_desk(browser, site, folder)


@contextmanager
def running_site():
    """Serve the demonstration from a database that is gone afterwards."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
    django.setup()
    from django.conf import settings

    from tests.browser.site import database_at, load_demonstration, serving
    from tests.factories import make_user

    settings.DEBUG = False
    with database_at(Path(environment.folder) / "site.sqlite3"):
        load_demonstration()
        make_user("Approver", username="looking", is_superuser=True)
        with serving() as site:
            yield site


def take_public(browser, site, folder):
    """Picture every kind of public page."""
    from tests.browser.kinds import addresses

    with looking(browser, site) as page:
        for kind, address in addresses().items():
            take(page, address, folder / kind.replace(" ", "-"))


def take_desk(browser, site, folder):
    """Picture the desk's main pages."""
    from tests.browser.desk.steps import log_in

    with looking(browser, site) as page:
        take(page, "/admin/login/", folder / "desk-log-in")
        log_in(page, "looking")
        for name, address in desk_addresses().items():
            take(page, address, folder / f"desk-{name}")


def desk_addresses():
    """Give the addresses of the desk's main pages, by name."""
    from django.urls import reverse

    from meetings.models import Readout, Tag
    from tests.browser.kinds import SAMPLE

    approved = Readout.objects.filter(title=SAMPLE).latest("pk")
    draft = Readout.objects.drafts().filter(submitted_at__isnull=True).first()
    in_review = Readout.objects.waiting().first()
    change = "admin:meetings_readout_change"
    return {
        "index": reverse("admin:index"),
        "readouts": reverse("admin:meetings_readout_changelist"),
        "new-readout": reverse("admin:meetings_readout_add"),
        "draft": reverse(change, args=[draft.pk]),
        "in-review": reverse(change, args=[in_review.pk]),
        "approved": reverse(change, args=[approved.pk]),
        "preview": reverse("admin:meetings_readout_preview", args=[in_review.pk]),
        "seals": reverse("admin:meetings_readout_seals", args=[approved.pk]),
        "topics-of-a-readout": reverse("admin:meetings_readout_topics", args=[approved.pk]),
        "history": reverse("admin:meetings_readout_history", args=[approved.pk]),
        "topics": reverse("admin:meetings_tag_changelist"),
        "topic": reverse("admin:meetings_tag_change", args=[Tag.objects.first().pk]),
        "relation": reverse("admin:relations_relation_change", args=[approved.relation_id]),
        "log": reverse("admin:meetings_entry_changelist"),
    }


@contextmanager
def looking(browser, site):
    from tests.browser.chromium import page_of

    with page_of(browser, site) as page:
        yield page


def take(page, address, path):
    """Picture one page in every width and scheme."""
    page.goto(address)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        # What sticks to the window's edge is to stand at the end of the page.
        height = page.evaluate("document.documentElement.scrollHeight")
        page.set_viewport_size({"width": width, "height": height})
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            page.screenshot(path=f"{path}-{width}-{scheme}.png", full_page=True)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("Say into which folder: python -m tests.browser.screenshots FOLDER")
    main(Path(sys.argv[1]))
