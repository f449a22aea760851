"""The people a site knows, and who of them was at the table."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from difflib import SequenceMatcher

from meetings.intake.reading import ReadParticipant

_CLOSE = 0.84
_MOST_COMPARED = 200


@dataclass(frozen=True, slots=True)
class KnownPost:
    """An office someone held, from a day to a day, both inclusive; None is not known."""

    key: object
    office: str
    held_from: date | None = None
    held_until: date | None = None

    def covers(self, day: date) -> bool:
        """Whether the office was held on a day, as far as known."""
        starts = self.held_from is None or self.held_from <= day
        return starts and (self.held_until is None or day <= self.held_until)


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """Someone the site knows: a key, every form of the name, the posts held."""

    key: object
    names: tuple[str, ...]
    posts: tuple[KnownPost, ...] = ()


class KnownPeople:
    """Known people, found by name in any order, with any capitals and accents."""

    def __init__(self, people: Iterable[KnownPerson]) -> None:
        self._exact: dict[tuple[str, ...], KnownPerson] = {}
        self._by_word: dict[str, list[tuple[str, KnownPerson, str]]] = {}
        for person in people:
            for name in person.names:
                words = folded_words(name)
                self._exact.setdefault(words, person)
                for word in words:
                    entry = (" ".join(words), person, name)
                    self._by_word.setdefault(word, []).append(entry)

    def find(self, name: str) -> KnownPerson | None:
        """Find the person of a printed name."""
        return self._exact.get(folded_words(name))

    def close_to(self, name: str) -> str | None:
        """The known name that a printed one nearly is."""
        words = folded_words(name)
        joined = " ".join(words)
        nearest, best = None, _CLOSE
        for word in words:
            for known, _, printed in self._by_word.get(word, ())[:_MOST_COMPARED]:
                ratio = SequenceMatcher(None, joined, known).ratio()
                if ratio >= best:
                    nearest, best = printed, ratio
        return nearest


@dataclass(frozen=True, slots=True)
class Matched:
    """Participants with who they are, and what is doubtful about it."""

    participants: tuple[ReadParticipant, ...]
    close: tuple[tuple[ReadParticipant, str], ...]
    not_held: tuple[tuple[ReadParticipant, str], ...]


def folded_words(name: str) -> tuple[str, ...]:
    """The words of a name in alphabetical order, without accents, capitals and stops."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    letters = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return tuple(sorted(re.findall(r"[^\W_]+", letters)))


def match_people(
    participants: Sequence[ReadParticipant],
    known: KnownPeople,
    held_on: date | None,
) -> Matched:
    """Match participants to known people, and their offices to the posts held that day.

    Someone unknown stays without a person, to be offered as new.
    """
    matched: list[ReadParticipant] = []
    close: list[tuple[ReadParticipant, str]] = []
    not_held: list[tuple[ReadParticipant, str]] = []
    for participant in participants:
        person = None if participant.group else known.find(participant.name)
        if person is None:
            matched.append(participant)
            near = None if participant.group else known.close_to(participant.name)
            if near is not None:
                close.append((participant, near))
            continue
        posts, missing = _posts(participant, person, held_on)
        found = replace(participant, person=person.key, posts=posts)
        matched.append(found)
        not_held.extend((found, office) for office in missing)
    return Matched(tuple(matched), tuple(close), tuple(not_held))


def _posts(
    participant: ReadParticipant, person: KnownPerson, held_on: date | None
) -> tuple[tuple[object, ...], list[str]]:
    if not person.posts:
        return (), []
    held = [post for post in person.posts if held_on is None or post.covers(held_on)]
    posts, missing = [], []
    for office in participant.offices:
        post = next((one for one in held if _same_office(one.office, office)), None)
        if post is not None:
            posts.append(post.key)
        elif held_on is not None:
            missing.append(office)
    return tuple(posts), missing


def _same_office(known: str, printed: str) -> bool:
    """ "Foreign Minister" and "Minister for Foreign Affairs" are one office."""
    return _office_words(known) == _office_words(printed)


def _office_words(office: str) -> frozenset[str]:
    words = re.findall(r"[^\W_]+", office.casefold())
    if words[:2] == ["foreign", "minister"]:
        words = ["minister", "foreign", "affairs"]
    return frozenset(words) - {"for", "of", "the", "and"}
