"""What people do at the desk, in a browser."""

from django.conf import settings
from django.urls import reverse
from playwright.sync_api import expect


def log_in(page, username):
    """Log in through the form as a user whom the factories made."""
    page.goto(reverse("admin:login"))
    page.get_by_label("Username").fill(username)
    page.get_by_label("Password").fill("secret-word")
    page.get_by_role("button", name="Log in").click()
    expect(page.locator("#user-tools")).to_be_visible()


def open_form(page, readout):
    """Open a readout's form."""
    page.goto(reverse("admin:meetings_readout_change", args=[readout.pk]))


def press(page, button):
    """Press a button of a form, and see on the next page that the desk took it."""
    with page.expect_navigation():
        page.get_by_role("button", name=button, exact=True).click()
    expect(page.locator(".messagelist .success")).to_be_visible()
    assert page.locator(".errornote, .errorlist").count() == 0


def approve_for(page, readout, moment):
    """Approve a readout for a moment, typed by the ministry's clock."""
    local = moment.astimezone(settings.MINISTRY.zone)
    open_form(page, readout)
    page.get_by_text("Approve for a time").click()
    page.locator("#id_approve_at-day").fill(f"{local:%Y-%m-%d}")
    page.locator("#id_approve_at-time").fill(f"{local:%H:%M:%S}")
    press(page, "Approve for this time")


def seal_photo(page, readout, place):
    """Seal one of a readout's photos; `place` counts from 0."""
    page.goto(reverse("admin:meetings_readout_seals", args=[readout.pk]))
    row = page.locator("tr", has=page.locator("img")).nth(place)
    row.get_by_label("Reason").select_option(index=1)
    row.get_by_role("button", name="Seal").click()
    expect(page.get_by_text("Lift the seal")).to_be_visible()


def withdraw(page, readout):
    """Withdraw a readout."""
    open_form(page, readout)
    page.locator("summary", has_text="Withdraw").click()
    page.locator("#id_withdraw-reason").select_option(index=1)
    press(page, "Withdraw")


def restore(page, readout):
    """Restore a withdrawn readout."""
    open_form(page, readout)
    page.locator("summary", has_text="Restore").click()
    press(page, "Restore")
