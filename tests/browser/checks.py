"""What a page in the browser is asked."""

import json
from http import HTTPStatus
from urllib.parse import urlsplit

from axe_playwright_python.base import AXE_SCRIPT

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"]


def axe_faults(page):
    """Give what axe finds against WCAG 2.2 A and AA in the page as it stands, a line a fault."""
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(AXE_SCRIPT)
    options = {"runOnly": {"type": "tag", "values": WCAG}, "resultTypes": ["violations"]}
    found = page.evaluate(f"axe.run({json.dumps(options)})")["violations"]
    return [
        f"{rule['id']}: {rule['help']} at {node['target']}: {node['html'][:200]}"
        for rule in found
        for node in rule["nodes"]
    ]


def width_beyond_screen(page):
    """Give by how many pixels the page is wider than its window."""
    root = "document.documentElement"
    return page.evaluate(f"{root}.scrollWidth - {root}.clientWidth")


def lines_of_the_page_proper(page):
    """Give the lines a reader sees in the article, without what the ministry's page lacks."""
    page.evaluate("document.querySelectorAll('[data-apparatus]').forEach(part => part.remove())")
    lines = page.locator("#contents-article").inner_text().splitlines()
    return [line for line in map(folded, lines) if line]


def folded(line):
    """Give a line with straight quotes, and any white space as one plain space."""
    quotes = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"'})
    return " ".join(line.translate(quotes).split())


def watch(page):
    """Note from now on what a page of ours never does; gives the list that will hold it.

    That is: ask another host, lack a file, break the security policy, fail in a script.
    """
    faults = []

    def note_request(request):
        asked, ours = urlsplit(request.url), urlsplit(page.url)
        if asked.scheme in ("http", "https") and ours.netloc not in ("", asked.netloc):
            faults.append(f"asks another host: {request.url}")

    def note_answer(response):
        # A page may be told to answer 404; what it is made of may not. With 422 the preview
        # answers that what was typed makes no page.
        is_lacking = response.status >= 400 and response.status != HTTPStatus.UNPROCESSABLE_ENTITY
        if is_lacking and not response.request.is_navigation_request():
            faults.append(f"lacks {response.url}: {response.status}")

    def note_message(message):
        is_status = message.text.startswith("Failed to load resource")
        if message.type in ("error", "warning") and not is_status:
            faults.append(f"says: {message.text}")

    page.on("request", note_request)
    page.on("response", note_answer)
    page.on("console", note_message)
    page.on("pageerror", lambda error: faults.append(f"fails: {error}"))
    return faults
