from __future__ import annotations

from typing import Any

from django.http import Http404
from django.utils.translation import gettext as _

from meetings.models import Page
from meetings.models.readout import first_language
from meetings.page.history import language_name
from meetings.page.text import paragraphs
from meetings.views.common import ListPage
from relations.models import Region


class PageDetail(ListPage):
    """One of the ministry's own pages, in one language."""

    template_name = "meetings/page_detail.html"
    section = ""

    def content(self) -> dict[str, Any]:
        language = self.kwargs.get("language", first_language())
        live = Page.objects.live(self.request.at).filter(slug=self.kwargs["slug"])
        found = {page.language: page for page in live}
        page = found.pop(language, None)
        if page is None:
            raise Http404
        return {
            "page": page,
            "language": "" if language == "en" else language,
            "paragraphs": paragraphs(page.text),
            "address": self.request.build_absolute_uri(page.get_absolute_url()),
            "languages": [(other, language_name(code)) for code, other in sorted(found.items())],
        }


class SiteMap(ListPage):
    """The site's pages by their kinds, for those who look for one."""

    template_name = "meetings/site_map.html"
    section = ""

    def content(self) -> dict[str, Any]:
        at = self.request.at
        pages = Page.objects.live(at).filter(language=first_language()).order_by("title")
        return {
            "here": _("Site Map"),
            "address": self.request.build_absolute_uri(),
            "regions": Region.objects.with_relations(at),
            "pages": pages,
        }
