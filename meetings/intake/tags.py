"""Suggests tags: names and aliases of a vocabulary found in a row's words."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

_WORD = re.compile(r"[a-z0-9]+(?:'(?=[a-z]))?|[^\W\d_a-z]+")
_JAPANESE = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")
_LONGEST_ACRONYM = 5


@dataclass(frozen=True, slots=True)
class _Entry:
    words: tuple[str, ...]
    key: str
    acronym: str | None


class Vocabulary:
    """An index over names and aliases; made once, asked often."""

    def __init__(self, names: Iterable[tuple[str, str]]) -> None:
        """Index pairs of a name or alias and the key of its tag."""
        self._by_word: dict[str, list[_Entry]] = {}
        self._by_signs: dict[str, list[tuple[str, str]]] = {}
        for name, key in names:
            self._add(name, key)
        for entries in self._by_word.values():
            entries.sort(key=lambda entry: -len(entry.words))

    def _add(self, name: str, key: str) -> None:
        if _JAPANESE.search(name):
            self._by_signs.setdefault(name[:2], []).append((name, key))
            return
        words = tuple(_stem(word) for word in _words(name))
        if words:
            acronym = name if _is_acronym(name) else None
            self._by_word.setdefault(words[0], []).append(_Entry(words, key, acronym))

    def suggest(self, text: str) -> tuple[str, ...]:
        """The keys of what a text names, each once, in order of first mention."""
        found = self._spelled(text)
        if self._by_signs and _JAPANESE.search(text):
            found += self._signed(text)
        return tuple(dict.fromkeys(key for _, key in sorted(found, key=lambda one: one[0])))

    def _spelled(self, text: str) -> list[tuple[int, str]]:
        folded = _fold(text)
        spans = [(match.start(), match.end()) for match in _WORD.finditer(folded)]
        words = [_stem(folded[start:end]) for start, end in spans]
        found: list[tuple[int, str]] = []
        past = 0
        for at, word in enumerate(words):
            for entry in self._by_word.get(word, ()) if at >= past else ():
                length = len(entry.words)
                if tuple(words[at : at + length]) != entry.words:
                    continue
                if entry.acronym and not _stands(entry.acronym, text, folded, spans, at, length):
                    continue
                found.append((at, entry.key))
                past = at + length
                break
        return found

    def _signed(self, text: str) -> list[tuple[int, str]]:
        found = []
        for at in range(len(text) - 1):
            for name, key in self._by_signs.get(text[at : at + 2], ()):
                if text.startswith(name, at):
                    found.append((at, key))
        return found


def suggest_tags(
    rows: Sequence[tuple[str | None, str]],
    vocabulary: Vocabulary,
    earlier: Mapping[str, Sequence[str]] | None = None,
) -> list[tuple[str, ...]]:
    """Suggest tags for rows of (heading, text): what they name, then what earlier rows carried.

    `earlier` gives the keys that the relation's earlier items carried under each heading.
    """
    carried = {heading.casefold(): keys for heading, keys in (earlier or {}).items()}
    suggested = []
    for heading, text in rows:
        keys = vocabulary.suggest(f"{heading or ''}\n{text}")
        before = carried.get((heading or "").casefold(), ()) if heading else ()
        suggested.append(tuple(dict.fromkeys((*keys, *before))))
    return suggested


def _fold(text: str) -> str:
    """Small letters without accents where that keeps the length; offsets stay the same."""
    if text.isascii():
        return text.lower()
    return "".join(_fold_sign(sign) for sign in text)


def _fold_sign(sign: str) -> str:
    plain = unicodedata.normalize("NFKD", sign)[0].lower()
    if plain in "\u2019\u2018":
        return "'"
    return plain if len(plain) == 1 else sign


def _words(name: str) -> list[str]:
    return _WORD.findall(_fold(name))


def _stem(word: str) -> str:
    """One form for singular and plural, and for British and American spelling of defence."""
    word = word.rstrip("'")
    if len(word) > 3 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 3 and word.endswith("s") and not word.endswith("ss"):
        word = word[:-1]
    return "defense" if word == "defence" else word


def _is_acronym(name: str) -> bool:
    return len(name) <= _LONGEST_ACRONYM and name.isupper()


def _stands(
    acronym: str, text: str, folded: str, spans: list[tuple[int, int]], at: int, length: int
) -> bool:
    """Whether the text has the acronym in its capitals: "OSA", not a place called Osa."""
    if len(folded) != len(text):
        return True
    return text[spans[at][0] : spans[at + length - 1][1]].startswith(acronym)
