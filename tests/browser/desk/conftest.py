"""A newsroom: people, topics and relations, and the sample entered by hand and released."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.test import override_settings
from django.utils import timezone

from meetings.files.keep import keep_photo
from meetings.files.paint import draw_meeting_picture
from relations.models import Person, Relation
from tests.browser.chromium import page_of
from tests.browser.desk import world
from tests.browser.desk.counting import Counter
from tests.browser.desk.entering import enter_sample
from tests.browser.desk.pages import furnish
from tests.browser.desk.steps import approve_for, log_in, open_form, press
from tests.browser.site import database_like, serving
from tests.factories import make_draft, make_tag, make_user, user_called
from tests.meetings.sample import TITLE, passages

# As in every test: what is made for all tests of a package is made before their own settings.
QUICK_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


class Clock:
    """The clock that requests and acts read: the machine's, put forward."""

    def __init__(self):
        self.forward = timedelta()
        self.machines = timezone.now

    def now(self):
        return self.machines() + self.forward

    def go_to(self, moment):
        self.forward = moment - self.machines()


@pytest.fixture(scope="package")
def process_clock():
    """The clock of this process, the server's threads included."""
    clock = Clock()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(timezone, "now", clock.now)
        yield clock


@pytest.fixture
def clock(process_clock):
    """A clock to be put forward in one test."""
    yield process_clock
    process_clock.forward = timedelta()


@pytest.fixture(scope="package")
def site(process_clock, django_db_blocker):
    """The address of a server over whatever database a test works on."""
    with django_db_blocker.unblock(), serving() as address:
        yield address


@pytest.fixture(scope="package")
def approved_database(browser, site, empty_database, tmp_path_factory):
    """The file of a database in which the sample was entered and approved for a minute later."""
    folder = tmp_path_factory.mktemp("approved")
    quick = override_settings(PASSWORD_HASHERS=QUICK_HASHERS)
    with database_like(empty_database, folder) as path, quick:
        world.make()
        with page_of(browser, site) as page:
            log_in(page, "author")
            enter_sample(page, folder)
            press(page, "Send for review")
        with page_of(browser, site) as page:
            log_in(page, "approver")
            approve_for(page, world.readout(), timezone.now() + timedelta(minutes=1))
    return path


@pytest.fixture
def approved(approved_database, tmp_path):
    """The sample, approved for a time that the clock has yet to reach, in a database of its own."""
    with database_like(approved_database, tmp_path):
        yield world.readout()


@pytest.fixture
def released(approved, clock):
    """The sample, whose time has come."""
    clock.go_to(approved.live_from + timedelta(minutes=1))
    return approved


@pytest.fixture
def reader(browser, site):
    with page_of(browser, site) as page:
        yield page


@pytest.fixture
def author(browser, site, approved):
    with page_of(browser, site) as page:
        log_in(page, "author")
        yield page


@pytest.fixture
def approver(browser, site, approved):
    with page_of(browser, site) as page:
        log_in(page, "approver")
        yield page


@pytest.fixture
def draft(empty_database, tmp_path, site):
    """The sample's text as a draft of the author's, in a database of its own."""
    with database_like(empty_database, tmp_path):
        world.make()
        make_tag("Okinawa")
        yield make_draft(
            by=user_called("author"), relation=Relation.objects.get(), passages=passages(),
            participants=Person.objects.order_by("name"), title=TITLE,
        )  # fmt: skip


@pytest.fixture
def furnished(draft):
    """The draft, with a photo and whatever else some page of the desk shows."""
    upload = BytesIO(draw_meeting_picture("Out", (1440, 960)))
    furnish(keep_photo(upload=upload, by=user_called("author")))
    return draft


@pytest.fixture
def form(browser, site, draft):
    """The draft's form, before a second person."""
    with page_of(browser, site) as page:
        log_in(page, "approver")
        open_form(page, draft)
        yield page


@pytest.fixture
def newsroom(empty_database, tmp_path, site):
    with database_like(empty_database, tmp_path):
        world.make()
        make_user("Night duty", username="night")
        yield


@pytest.fixture
def photos(tmp_path):
    paths = [tmp_path / f"{name}.jpg" for name in ("handshake", "table")]
    for path in paths:
        path.write_bytes(draw_meeting_picture(path.stem, (1440, 960)))
    return paths


@pytest.fixture
def sit_down(browser, site):
    """Let someone log in; gives their first page and what counts from there on."""
    opened = []

    def sit(username, **options):
        context = page_of(browser, site, **options)
        opened.append(context)
        page = context.__enter__()
        log_in(page, username)
        if options.get("java_script_enabled", True):
            return page, Counter(page)
        return page, None

    yield sit
    for context in opened:
        context.__exit__(None, None, None)
