"""Every kind of page at the desk: how one gets there, with all of it open."""

from contextlib import contextmanager

from django.contrib.auth.models import User
from django.db.models import F
from django.urls import reverse
from playwright.sync_api import expect

from meetings import release
from meetings.models import Readout, RecoveryCopy, Tag
from relations.models import Person
from tests.browser.desk.steps import open_form
from tests.factories import ago, ahead, make_draft, make_edition, make_readout, user_called

OPEN_ALL = "document.querySelectorAll('details').forEach(one => { one.open = true; })"


def furnish(picture):
    """Make what these pages show, beside the one draft: readouts in each state, with a photo."""
    author = user_called("author")
    waiting = make_draft(title="Waiting", by=author, photos=[picture])
    release.submit(readout=waiting, by=author)
    out = make_readout(title="Out", live_from=ago(hours=1), photos=[picture])
    make_edition(out, introduction="They met, it was said, for 40 minutes.")
    make_readout(title="To come", live_from=ahead(hours=3))


def called(title):
    return Readout.objects.filter(title=title).order_by("pk").first()


def goes_to(name, *args, query=""):
    """A page that is there at an address; `args` may be asked for when it is gone to."""

    def go(page, draft):
        keys = [arg() if callable(arg) else arg for arg in args]
        page.goto(reverse(f"admin:{name}", args=keys) + query)
        page.evaluate(OPEN_ALL)

    return go


def key_of(title):
    return lambda: called(title).pk


def number_of(title):
    return lambda: called(title).meeting.number


def of_draft(name, query=""):
    def go(page, draft):
        page.goto(reverse(f"admin:{name}", args=[draft.pk]) + query)
        page.evaluate(OPEN_ALL)

    return go


@contextmanager
def logged_out(page):
    """For a moment the log-in has expired."""
    session = [one for one in page.context.cookies() if one["name"] == "sessionid"]
    page.context.clear_cookies(name="sessionid")
    yield
    page.context.add_cookies(session)


def log_in_page(page, draft):
    with logged_out(page):
        page.goto(reverse("admin:login"))


def refused_log_in(page, draft):
    with logged_out(page):
        page.goto(reverse("admin:login"))
        page.get_by_label("Username").fill("nobody")
        page.get_by_label("Password").fill("wrong")
        page.get_by_role("button", name="Log in").click()
        expect(page.locator(".errornote")).to_be_visible()


def form_with_errors(page, draft):
    open_form(page, draft)
    for day in page.locator("input.vDateField:not([name*=__prefix__])").all():
        day.fill("no day")
    page.get_by_role("button", name="Save and continue editing").click()
    expect(page.locator(".errornote").first).to_be_visible()
    page.evaluate(OPEN_ALL)


def conflict(page, draft):
    """A save that met a colleague's."""
    open_form(page, draft)
    page.locator("#id_title").fill("Mine")
    Readout.objects.filter(pk=draft.pk).update(
        version=F("version") + 1, title="Theirs", changed_by=User.objects.get(username="author")
    )
    page.get_by_role("button", name="Save and continue editing").click()
    expect(page.locator(".differences")).to_be_visible()


def tag_merge_confirmed(page, draft):
    tag, into = Tag.objects.order_by("pk")[:2]
    page.goto(reverse("admin:meetings_tag_merge", args=[tag.pk]))
    page.evaluate(
        "key => document.querySelector('#id_into').append(new Option('x', key, true, true))",
        into.pk,
    )
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_text("This cannot be undone.")).to_be_visible()


def meeting_merge_confirmed(page, draft):
    RecoveryCopy.objects.all().delete()  # what the pages before have left unsaved
    page.goto(reverse("admin:meetings_readout_merge", args=[draft.pk]))
    page.get_by_label("or its number").fill(called("Out").meeting.number)
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_text("This cannot be undone.")).to_be_visible()


def carried(page, draft):
    """A log-in page that carries what was sent."""
    page.goto(reverse("admin:desk_newcomer"))
    page.get_by_label("Name:").fill("Ann Onym")
    with logged_out(page):
        page.get_by_role("button", name="Enter", exact=True).click()
        expect(page.get_by_text("kept on this page")).to_be_visible()


def given_back(page, draft):
    """What was sent before the log-in, on a page of its own."""
    carried(page, draft)
    page.get_by_label("Username").fill("approver")
    page.get_by_label("Password").fill("secret-word")
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_role("button", name="Send it now")).to_be_visible()


def without_its_token(page, draft):
    """What was sent with a token that is not asked for any more."""
    page.goto(reverse("admin:desk_newcomer"))
    page.get_by_label("Name:").fill("Ann Onym")
    token = page.locator("form:has([name=name]) [name=csrfmiddlewaretoken]")
    token.evaluate("field => { field.value = 'x'.repeat(64); }")
    page.get_by_role("button", name="Enter", exact=True).click()
    expect(page.get_by_role("button", name="Send it now")).to_be_visible()


def first(model):
    return lambda: model.objects.order_by("pk").first().pk


KINDS = {
    "log-in": log_in_page,
    "log-in refused": refused_log_in,
    "log-in that carries a form": carried,
    "form given back": given_back,
    "form without its token": without_its_token,
    "first page": goes_to("index"),
    "list": goes_to("meetings_readout_changelist"),
    "list, searched": goes_to("meetings_readout_changelist", query="?q=out"),
    "list of topics": goes_to("meetings_tag_changelist"),
    "add": goes_to("meetings_readout_add"),
    "add, without scripts": goes_to("meetings_readout_add", query="?plain=1&rows=2"),
    "change": of_draft("meetings_readout_change"),
    "change of an edition": goes_to("meetings_readout_change", key_of("To come")),
    "change with errors": form_with_errors,
    "delete": of_draft("meetings_readout_delete"),
    "history": goes_to("meetings_readout_history", key_of("Out")),
    "preview": of_draft("meetings_readout_preview"),
    "topics": of_draft("meetings_readout_topics"),
    "seals": goes_to("meetings_readout_seals", key_of("Out")),
    "compare": goes_to("meetings_readout_compare", key_of("Out")),
    "decide": goes_to("meetings_readout_decide", key_of("Waiting")),
    "stop": goes_to("desk_stop"),
    "stop one": goes_to("desk_stop_one", number_of("Out"), "withdraw"),
    "stop a photo": goes_to("desk_stop_one", number_of("Out"), "seal"),
    "stop, sure": goes_to(
        "desk_stop_one", number_of("Out"), "withdraw", query="?part=en&reason=error"
    ),
    "reshuffle": goes_to("desk_reshuffle"),
    "newcomer": goes_to("desk_newcomer"),
    "newcomer, popup": goes_to("desk_newcomer", query="?_popup=1"),
    "person": goes_to("relations_person_change", first(Person)),
    "person, popup": goes_to("relations_person_add", query="?_popup=1"),
    "merge of people": goes_to("relations_person_merge", first(Person)),
    "merge of meetings": of_draft("meetings_readout_merge"),
    "merge of meetings, sure": meeting_merge_confirmed,
    "topic": goes_to("meetings_tag_change", first(Tag)),
    "merge of topics": goes_to("meetings_tag_merge", first(Tag)),
    "merge of topics, sure": tag_merge_confirmed,
    "log": goes_to("meetings_entry_changelist"),
    "change of password": goes_to("password_change"),
    "conflict": conflict,
}
