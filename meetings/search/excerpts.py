"""What is shown of a text that was found: a part of it with the words found marked, as HTML."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from meetings.search.query import Phrase
from meetings.search.words import Token, tokens_of

LENGTH = 280
"""Signs of an excerpt."""
BEFORE = 80
"""Signs of it that stand before the first word marked."""
SLACK = 24
"""Signs by which it is cut shorter so that no word is cut."""

Span = tuple[int, int]


def marked(text: str, phrases: Sequence[Phrase]) -> SafeString:
    """The whole text as HTML, with what is found in it in `<mark>`."""
    return _html(text, found_in(text, phrases), (0, len(text)))


def excerpt(text: str, phrases: Sequence[Phrase]) -> SafeString:
    """The part of the text that has most of what is found, as HTML; its beginning if none is."""
    plain = " ".join(text.split())
    spans = found_in(plain, phrases)
    return _html(plain, spans, _window(plain, spans))


def found_in(text: str, phrases: Iterable[Phrase]) -> list[Span]:
    """Where in the text the phrases stand, in order and without overlap."""
    by_first: dict[str, list[Phrase]] = defaultdict(list)
    beginnings = []
    for phrase in phrases:
        if phrase.begins and len(phrase.words) == 1:
            beginnings.append(phrase)
        else:
            by_first[phrase.words[0]].append(phrase)
    tokens = list(tokens_of(text))
    return _joined(
        _span(phrase, tokens, place)
        for place, token in enumerate(tokens)
        for phrase in (*by_first.get(token.word, ()), *beginnings)
        if _stands(phrase, tokens, place)
    )


def _stands(phrase: Phrase, tokens: list[Token], place: int) -> bool:
    there = [token.word for token in tokens[place : place + len(phrase.words)]]
    if not phrase.begins:
        return there == list(phrase.words)
    return (
        len(there) == len(phrase.words)
        and there[:-1] == list(phrase.words[:-1])
        and there[-1].startswith(phrase.words[-1])
    )


def _span(phrase: Phrase, tokens: list[Token], place: int) -> Span:
    last = tokens[place + len(phrase.words) - 1]
    # Of a pair that begins with the one sign wanted, that sign.
    short = phrase.begins and last.end - last.start == len(last.word)
    end = last.start + len(phrase.words[-1]) if short else last.end
    return tokens[place].start, end


def _joined(spans: Iterable[Span]) -> list[Span]:
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _window(text: str, spans: list[Span]) -> Span:
    if len(text) <= LENGTH:
        return 0, len(text)
    start = max(_fullest(spans) - BEFORE, 0)
    start = min(start, len(text) - LENGTH)
    end = start + LENGTH
    if start:
        space = text.find(" ", start, start + SLACK)
        start = space + 1 if space >= 0 else start
    if end < len(text):
        space = text.rfind(" ", end - SLACK, end)
        end = space if space >= 0 else end
    return start, end


def _fullest(spans: list[Span]) -> int:
    """Where the first word stands of those that fit into one excerpt and are most."""
    best, most, end = 0, 0, 0
    for place, (start, _) in enumerate(spans):
        while end < len(spans) and spans[end][1] <= start + LENGTH - BEFORE:
            end += 1
        if end - place > most:
            best, most = start, end - place
    return best


def _html(text: str, spans: list[Span], window: Span) -> SafeString:
    start, end = window
    parts = ["…" if start else ""]
    place = start
    for first, last in spans:
        if first < start or last > end:
            continue
        parts += [escape(text[place:first]), "<mark>", escape(text[first:last]), "</mark>"]
        place = last
    parts += [escape(text[place:end]), "…" if end < len(text) else ""]
    return mark_safe("".join(parts))  # noqa: S308  # every part of the text is escaped above
