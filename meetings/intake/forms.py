"""Forms of meeting as texts name them: "Foreign Ministers' Telephone Talk", "working lunch"."""

import re
from dataclasses import dataclass

# Longest and most telling first: what a text calls it, the form it is, by which means.
_FORMS: tuple[tuple[str, str, str], ...] = (
    (
        r"video[- ](?:tele)?conference(?: (?:meeting|call))?|tv conference|online meeting"
        r"|virtual (?:meeting|summit)|meeting via video|テレビ会談|テレビ会議|オンライン会談",
        "video conference",
        "video",
    ),
    (
        r"summit telephone (?:talks?|call|conversation)|telephone summit|首脳電話会談",
        "telephone talk",
        "telephone",
    ),
    (
        r"telephone (?:talks?|conversations?|meeting|conference|consultations?|discussions?)"
        r"|phone (?:talks?|conversations?|calls?|meeting)|telephone calls?|conference call"
        r"|sp(?:oke|eak|oken)(?: with [^,;.]{1,60})? (?:over the (?:tele)?phone|by (?:tele)?phone"
        r"|on the (?:tele)?phone)|over the (?:tele)?phone|by (?:tele)?phone|電話会談|電話協議"
        r"|電話で会談|(?<!courtesy )calls?(?= with| between)",
        "telephone talk",
        "telephone",
    ),
    (
        r"working lunch(?:eon)?|lunch(?:eon)? meeting|over (?:a )?(?:working )?lunch(?:eon)?"
        r"|ワーキング・?ランチ|昼食会",
        "working lunch",
        "in person",
    ),
    (
        r"working dinner|dinner meeting|over (?:a )?(?:working )?dinner|ワーキング・?ディナー",
        "working dinner",
        "in person",
    ),
    (
        r"working breakfast|breakfast meeting|over (?:a )?(?:working )?breakfast|breakfast style"
        r"|朝食会",
        "working breakfast",
        "in person",
    ),
    (r"courtesy calls?|表敬(?:訪問)?", "courtesy call", "in person"),
    (r"summit meetings?|summit talks?|首脳会談", "meeting", "in person"),
    (
        r"vice[- ]ministers?'?s? (?:meetings?|talks|consultations?)|次官(?:級)?協議",
        "meeting",
        "in person",
    ),
    (
        r"policy consultations?|consultations|dialogues? meeting|協議(?:会)?",
        "consultations",
        "in person",
    ),
    (r"strategic dialogues?|戦略対話", "strategic dialogue", "in person"),
    (r"dialogues?|対話", "dialogue", "in person"),
    (
        r"informal talks?|informal (?:meeting|conversation)|pull-aside|懇談|立ち話",
        "informal talks",
        "in person",
    ),
    (r"banquet|晩餐会", "banquet", "in person"),
    (r"luncheon|lunch", "lunch", "in person"),
    (r"dinner|夕食会", "dinner", "in person"),
    (r"breakfast", "breakfast", "in person"),
    (r"foreign ministers?'?s?'? (?:meetings?|talks)|外相会談|外相会合", "meeting", "in person"),
    (r"meetings?|talks?|met(?= with| [A-Z])|会談|会合", "meeting", "in person"),
)
_PATTERN = re.compile(
    "|".join(
        rf"(?P<f{at}>(?<![A-Za-z])(?:{words})(?![A-Za-z]))"
        if words[0] < "\u3000"
        else rf"(?P<f{at}>{words})"
        for at, (words, _, _) in enumerate(_FORMS)
    ),
    re.IGNORECASE,
)
_LEVELS = (
    ("leaders", re.compile(r"\bsummit\b|首脳", re.IGNORECASE)),
    ("vice-ministers", re.compile(r"\bvice[- ]minister|次官", re.IGNORECASE)),
    ("ministers", re.compile(r"\bforeign minister|\bministerial\b|外相", re.IGNORECASE)),
)
_NAME_BEFORE = re.compile(r"((?:(?:[A-Z0-9][\w.\-–]*(?:'s?|s')?|and|of)\s){0,9})$")


@dataclass(frozen=True, slots=True)
class Form:
    """A form of meeting where a text names it."""

    start: int
    end: int
    name: str
    means: str
    level: str | None


def find_forms(text: str) -> list[Form]:
    """Find every form of meeting named in a narrowed text, in order."""
    found = []
    for match in _PATTERN.finditer(text):
        _, name, means = _FORMS[int((match.lastgroup or "f0")[1:])]
        start = match.start() - len(_before(text, match.start()))
        found.append(Form(start, match.end(), name, means, _level(text[start : match.end()])))
    return found


def names_a_form(text: str) -> bool:
    """Whether a line names a form of meeting, as titles do."""
    return _PATTERN.search(text) is not None


def _before(text: str, at: int) -> str:
    """The words of the name that stand before: "14th Japan-Velmora "."""
    if text.startswith("met", at):
        return ""
    match = _NAME_BEFORE.search(text[max(0, at - 90) : at])
    return match.group(1).removeprefix("The ") if match else ""


def _level(text: str) -> str | None:
    return next((name for name, pattern in _LEVELS if pattern.search(text)), None)
