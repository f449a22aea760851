"""What was read out of a text: plain records that know nothing of the site."""

from dataclasses import dataclass
from datetime import date, datetime

from meetings.intake.captions import ReadCaption
from meetings.intake.cleaning import Cleaned
from meetings.intake.lines import Placement


@dataclass(frozen=True, slots=True)
class Finding:
    """Something doubtful: a code, a sentence for the editor, its place in the cleaned text."""

    code: str
    message: str
    line: int | None = None
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class ReadTime:
    """A clock as printed: its day where known, and whose clock the text says it is."""

    hour: int
    minute: int
    on: date | None
    month: int | None
    day: int | None
    clock: str
    precision: str
    printed: str

    @property
    def value(self) -> str | None:
        """Day and time without offset: "2017-02-10T23:10".

        Digits that the text leaves open are "X", as in Extended Date/Time Format (ISO 8601-2).
        """
        clock = f"{self.hour:02}:{self.minute:02}"
        if self.on is not None:
            return f"{self.on.isoformat()}T{clock}"
        if self.month and self.day:
            return f"XXXX-{self.month:02}-{self.day:02}T{clock}"
        return f"XXXX-XX-XXT{clock}"

    @property
    def at(self) -> datetime | None:
        """The printed day and time, naive; None where the day is not known."""
        if self.on is None:
            return None
        return datetime(self.on.year, self.on.month, self.on.day, self.hour, self.minute)  # noqa: DTZ001


@dataclass(frozen=True, slots=True)
class ReadSitting:
    """One continuous part of a meeting.

    `began_at` is the instant, where a stated clock fixes it. `presumed_at` is what it would be if
    a clock the text does not name were the home one: to be confirmed, never taken silently.
    """

    form: str | None
    form_printed: str | None
    held_on: date | None
    times: tuple[ReadTime, ...]
    zone: str | None
    minutes: int | None
    minutes_precision: str | None
    place: str | None
    place_key: str | None
    venue: str | None
    began_at: datetime | None
    presumed_at: datetime | None
    times_printed: str


@dataclass(frozen=True, slots=True)
class ReadParticipant:
    """Someone at the table, as printed; `person` is the key of the known person, if any."""

    side: str
    honorific: str | None
    name: str
    short: str | None
    offices: tuple[str, ...]
    party: str | None
    group: bool
    visit: str | None
    person: object | None
    posts: tuple[object, ...]
    line: int


@dataclass(frozen=True, slots=True)
class ReadItem:
    """A row of the outline; `key` is set when it continues a row that was there before."""

    kind: str
    depth: int
    label: str | None
    heading: str | None
    text: str
    tags: tuple[str, ...]
    line: int


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """A document that link debris gives away: the words before "(PDF)"."""

    title: str
    line: int


@dataclass(frozen=True, slots=True)
class Reading:
    """A whole text as it was read; `placements` covers every character of `cleaned_text`."""

    relation: str | None
    title: str | None
    title_is_printed: bool
    released_on: date | None
    released_printed: str | None
    captions: tuple[ReadCaption, ...]
    introduction: str | None
    closing: str | None
    sittings: tuple[ReadSitting, ...]
    participants: tuple[ReadParticipant, ...]
    items: tuple[ReadItem, ...]
    documents: tuple[ReadDocument, ...]
    left_out: tuple[str, ...]
    cleaned: tuple[Cleaned, ...]
    findings: tuple[Finding, ...]
    cleaned_text: str
    placements: tuple[Placement, ...]
    unplaced: tuple[Placement, ...]
