"""The desk under its content security policy: nothing breaks it, nothing asks another host."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from meetings.models import Readout
from relations.models import Appointment, Relation
from tests.browser.checks import watch
from tests.browser.chromium import page_of
from tests.browser.desk.entering import choose
from tests.browser.desk.pages import KINDS
from tests.browser.desk.steps import log_in, open_form, press

# One world, in which one thing follows another: one process runs them all.
pytestmark = [pytest.mark.browser, pytest.mark.sqlite, pytest.mark.xdist_group("policy")]

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
    "font-src 'self'; connect-src 'self'; frame-src 'self'; form-action 'self'; "
    "frame-ancestors 'self'; base-uri 'none'"
)


def parts(policy):
    return {part.strip() for part in policy.split(";") if part.strip()}


def other_policies(page):
    """Note from now on the pages of the admin that come under any other policy than this one."""
    found = []

    def note(response):
        is_page = response.request.resource_type == "document" and response.status < 300
        sent = response.headers.get("content-security-policy", "")
        if is_page and parts(sent) != parts(POLICY):
            found.append(f"{response.url}: {sent}")

    page.on("response", note)
    return found


def test_no_kind_of_page_breaks_the_policy_or_asks_another_host(browser, site, furnished):
    with page_of(browser, site) as page:
        faults, others, seen = watch(page), other_policies(page), []
        log_in(page, "approver")
        for kind, go in KINDS.items():
            go(page, furnished)
            seen += [f"{kind}: {fault}" for fault in faults]
            faults.clear()
    assert seen == [], "\n".join(seen)
    assert others == []


def test_widgets_and_filters_are_used_within_the_policy(browser, site, furnished):
    with page_of(browser, site) as page:
        faults = watch(page)
        log_in(page, "approver")
        page.goto(reverse("admin:meetings_readout_add"))
        choose(page, "id_relation", "Japan")
        page.locator("#id_released_on + .datetimeshortcuts a").first.click()
        expect(page.locator("#id_released_on")).to_have_value(re.compile(r"\d{4}-\d\d-\d\d"))
        page.locator("#id_released_on + .datetimeshortcuts .date-icon").first.click()
        page.locator(".calendar td a").first.click()
        page.goto(reverse("admin:meetings_readout_changelist"))
        page.locator("#changelist-filter summary").first.click()
        page.locator("#changelist-filter").get_by_role("link", name="Draft", exact=True).click()
        page.locator("#action-toggle").check()
        open_form(page, furnished)
        page.locator("#passages-group .add-row a").click()
    assert faults == []


def test_a_newcomer_entered_from_the_participants_row_comes_back_chosen(form, draft):
    faults = watch(form)
    field = "#id_participants-0-held"
    form.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
    with form.expect_popup() as opened:
        form.locator("#add_id_participants-0-held").click()
    popup = opened.value
    seen = watch(popup)
    popup.get_by_label("Name:").fill("Ann Onym")
    popup.get_by_label("or a new post").fill("Envoy for Tides")
    choose(popup, "id_party", "Japan")
    with popup.expect_event("close"):
        popup.get_by_role("button", name="Enter", exact=True).click()
    chosen = Appointment.objects.get(person__name="Ann Onym")
    assert str(chosen.pk) in form.locator(field).evaluate(
        "field => [...field.selectedOptions].map(option => option.value)"
    )
    assert (faults, seen) == ([], [])


def test_the_preview_without_scripts_stands_in_its_frame(browser, site, draft):
    """`X-Frame-Options: DENY` gives way to `frame-ancestors 'self'` (CSP level 3, 7.7)."""
    with page_of(browser, site, java_script_enabled=False) as page:
        log_in(page, "approver")
        open_form(page, draft)
        page.locator("summary", has_text="Preview of the form").click()
        page.get_by_role("button", name="Show it").click()
        frame = page.frame_locator("#preview iframe")
        expect(frame.locator("h1")).to_have_text(draft.title)


def test_a_planted_inline_script_is_reported_and_does_not_run(browser, site, draft):
    with page_of(browser, site) as page:
        log_in(page, "approver")
        faults = watch(page)

        def plant(route):
            answer = route.fetch()
            body = answer.text().replace("</body>", "<script>window.planted = 1</script></body>")
            route.fulfill(response=answer, body=body)

        page.route("**/admin/", plant)
        page.goto(reverse("admin:index"))
        assert page.evaluate("window.planted") is None
    assert any("inline script" in fault for fault in faults)


def test_another_host_is_reported(form, draft):
    faults = watch(form)
    form.evaluate("fetch('https://elsewhere.test/').catch(() => {})")
    expect(form.locator("#content")).to_be_visible()
    form.wait_for_function("true")
    assert any("elsewhere.test" in fault for fault in faults)


def test_an_act_from_the_list_is_pressed_within_the_policy(browser, site, furnished):
    with page_of(browser, site) as page:
        faults = watch(page)
        log_in(page, "author")
        open_form(page, furnished)
        press(page, "Send for review")
    assert faults == []
    assert Readout.objects.get(pk=furnished.pk).submitted_at
    assert Relation.objects.exists()
