"""The editions of a meeting that were public: their numbers, their languages, their changes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from meetings.models import Readout
from meetings.models.meeting import address_args
from meetings.models.readout import first_language
from meetings.page.shown import Shown
from meetings.page.text import printed_clock, printed_day
from meetings.prepared import Row, prepared
from meetings.querysets import unsealed

if TYPE_CHECKING:
    from meetings.models import Meeting


@dataclass(frozen=True, slots=True)
class Edition(Shown):
    """One edition that was released, by its number among those of its language."""

    key: int
    number: int
    language: str
    live_from: datetime
    live_until: datetime | None
    correction_note: str
    is_public: bool
    is_live: bool
    meeting: Address

    @property
    def address(self) -> str:
        return self.meeting.edition(self.language, self.number)

    def changes_from(self, earlier: Edition) -> str:
        """The address of what changed from another edition to this one."""
        return self.meeting.changes(self.language, earlier.number, self.number)

    @property
    def released(self) -> str:
        """When it was released, in the ministry's zone: “February 10, 2017, 11:45 p.m. JST”."""
        return printed_moment(self.live_from)

    @property
    def replaced(self) -> str:
        return printed_moment(self.live_until) if self.live_until else ""


@dataclass(frozen=True, slots=True)
class OtherLanguage(Shown):
    """The same meeting's page in another language."""

    code: str
    name: str
    address: str


class Address(NamedTuple):
    """The day and the slug under which a meeting stands."""

    day: date
    slug: str

    def page(self, language: str) -> str:
        return self._reverse("readout", language)

    def edition(self, language: str, number: int) -> str:
        return self._reverse("edition", language, number)

    def editions(self, language: str) -> str:
        return self._reverse("editions", language)

    def changes(self, language: str, number: int, other: int) -> str:
        return self._reverse("changes", language, number, other)

    def _reverse(self, name: str, language: str, number: int = 0, other: int = 0) -> str:
        year, month, day, slug = address_args(self.day, self.slug)
        pattern = _pattern(name, language == first_language())
        return pattern.format(
            year=year, month=month, day=day, slug=slug,
            language=language, number=number, other=other,
        )  # fmt: skip


@cache
def _pattern(name: str, is_first: bool) -> str:
    """A page holds several addresses of meetings: each kind is resolved once."""
    parts = {"year": "1111", "month": "22", "day": "33", "slug": "slug-of-it"}
    if name in ("edition", "changes"):
        parts["number"] = "4444"
    if name == "changes":
        parts["other"] = "5555"
    if not is_first:
        name, parts["language"] = f"{name}-language", "zzz"
    pattern = reverse(f"meetings:{name}", kwargs=parts)
    for part, value in parts.items():
        pattern = pattern.replace(f"/{value}/", f"/{{{part}}}/")
    return pattern


def page_address(meeting: Meeting, language: str, number: int | None = None) -> str:
    """The address of a meeting's page in a language, or of its edition of that number."""
    # A meeting of which something was released has its day and slug.
    address = Address(meeting.address_on or date.min, meeting.slug or "")
    return address.page(language) if number is None else address.edition(language, number)


def editions_of(meeting: int, address: Address, at: datetime) -> list[Edition]:
    """Every edition of a meeting that was released by `at`, oldest first, in all languages.

    Those taken back keep their number and tell nothing else: they are not public. `meeting` is
    the meeting's key.
    """
    return numbered(begun_editions(meeting=meeting, at=at), address, at)


def numbered(rows: Iterable[Row], address: Address, at: datetime) -> list[Edition]:
    """The editions that `begun_editions` found."""
    counts: dict[str, int] = {}
    editions = []
    for key, language, since, until, note, withdrawn, is_seen in rows:
        number = counts[language] = counts.get(language, 0) + 1
        is_public = bool(is_seen) and withdrawn is None
        # An end that is still to come would tell of the next edition.
        ended = until if until and until <= at else None
        editions.append(
            Edition(
                key, number, language, since, ended, note if is_public else "", is_public,
                is_public and ended is None, address,
            )
        )  # fmt: skip
    return editions


@prepared
def begun_editions(meeting: int, at: datetime) -> QuerySet[Any, Any]:
    rows = Readout.objects.begun(at).filter(meeting=meeting).annotate(is_seen=unsealed("readout"))
    columns = ("language", "live_from", "live_until", "correction_note", "withdrawn_at", "is_seen")
    return rows.order_by("live_from", "pk").values_list("pk", *columns)


def other_languages(
    editions: list[Edition], address: Address, language: str
) -> list[OtherLanguage]:
    """The other languages in which the meeting is live, in the site's order."""
    live = {edition.language for edition in editions if edition.is_live} - {language}
    order = dict.fromkeys([*settings.READOUT_LANGUAGES, *sorted(live)])
    return [
        OtherLanguage(code, language_name(code), address.page(code))
        for code in order
        if code in live
    ]


def language_name(code: str) -> str:
    """A language's name in that language: 日本語."""
    try:
        return get_language_info(code)["name_local"]
    except KeyError:
        return code


@dataclass(frozen=True, slots=True)
class Correction(Shown):
    """An edition that replaced another, and where the two stand side by side."""

    edition: Edition
    changes: str


def corrections_of(public: list[Edition]) -> list[Correction]:
    """Of the public editions of one language, oldest first, those that replaced another of them."""
    return [Correction(later, later.changes_from(earlier)) for earlier, later in pairwise(public)]


def released_in_words(editions: list[Edition]) -> str:
    """When the first of these was released, and when the others corrected it.

    “February 10, 2017, 11:45 p.m. JST; corrected 11:57 p.m.”
    """
    first, *others = editions
    words, before = [first.released], timezone.localtime(first.live_from)
    for edition in others:
        home = timezone.localtime(edition.live_from)
        is_same_day = home.date() == before.date()
        when = printed_clock(home) if is_same_day else edition.released
        words.append(_("corrected %(when)s") % {"when": when})
        before = home
    return "; ".join(words)


def printed_moment(moment: datetime) -> str:
    """An instant in the ministry's zone: “February 10, 2017, 11:45 p.m. JST”."""
    home = timezone.localtime(moment)
    return f"{printed_day(home.date())}, {printed_clock(home)} {settings.MINISTRY.zone_label}"
