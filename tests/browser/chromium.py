"""The machine's own Chromium, driven by playwright."""

from contextlib import contextmanager

from playwright.sync_api import expect, sync_playwright

ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
PATIENCE_MS = 60_000


@contextmanager
def chromium_at(path):
    """Start the Chromium at `path` without a window; gives playwright's browser."""
    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=path, headless=True, args=ARGUMENTS)
        yield browser
        browser.close()


@contextmanager
def page_of(browser, site, **options):
    """Open a page in a context of its own, whose addresses begin at `site`."""
    context = browser.new_context(base_url=site, **options)
    context.set_default_timeout(PATIENCE_MS)
    yield context.new_page()
    context.close()
