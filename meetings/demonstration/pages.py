"""The demonstration's own word about itself, in place of the text that a new site begins with."""

from meetings.demonstration.reference import LISTED_FROM
from meetings.models import Page

ABOUT = {
    "en": (
        "About this Site",
        "This is a demonstration. One readout, the Japan-U.S. Foreign Ministers' Meeting of"
        " February 10, 2017, was really published; the countries, people and meetings around it"
        " are invented, and so are their photographs.\n\n"
        "What was corrected is listed under [corrections](/corrections/); what was taken up, under"
        " [topics](/topics/).",
    ),
    "ja": (
        "このサイトについて",
        "これは見本のサイトです。2017年2月10日の日米外相会談を除き、国も人物も会談も架空のものです。",
    ),
}


def make_pages() -> None:
    """Make the page about the site, unless it is there."""
    for language, (title, text) in ABOUT.items():
        Page.objects.get_or_create(
            slug="about",
            language=language,
            live_from=LISTED_FROM,
            defaults={"title": title, "text": text},
        )
