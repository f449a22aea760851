"""What a line is by its words: a heading, a note, a reference, a list of who was there."""

import re

from meetings.intake.lines import narrow

_FINITE = re.compile(
    r"\b(?:is|are|was|were|be|been|will|would|has|have|had|can|could|should|may|"
    r"stated|explained|expressed|welcomed|shared|concurred|agreed|exchanged|discussed|"
    r"confirmed|affirmed|reaffirmed|noted|asked|appreciated|referred|conveyed|replied|"
    r"pointed|emphasized|emphasised|stressed|held|requested|set|told|said|congratulated|"
    r"thanked|reviewed|introduced|proposed|hoped|mentioned|urged|reiterated|touched|signed|"
    r"extended|raised|gave|responded|praised|supported|decided|condemned|met|spoke|attended|"
    r"resume|resumed|looks?|looked|made|took|called)\b"
)
_JAPANESE_SENTENCE = re.compile(r"(?:た|です|ます|る|である)$")
_JAPANESE = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")
_STOPS = ".!?;,。、！？"
_OPEN_END = re.compile(r"\b(?:of|the|to|and|for|in|on|at|by|with|from|a|an|or|as|that)$")
_SENTENCE_START = re.compile(
    r"(?:With|In|During|Following|Furthermore|Moreover|Based|As|At|After|Both|They|He|She|Minister"
    r"|Secretary|President|Prime Minister)\b"
)
_ABBREVIATION_END = re.compile(r"\b[A-Z]\.[A-Z]\.$")
_LONGEST_HEADING = 100
_LONGEST_HEADING_ABOVE_TEXT = 60

_NOTE = re.compile(
    r"\(\s?[*※]|※|\((?:END|End|了|以上)\)|END$|以上$"
    r"|[(\[【*]{0,2}\s?(?:This is an? )?(?:[Pp]rovisional|[Uu]nofficial) [Tt]ranslation"
    r"|[(\[]?Notes? ?\d*[:.)\]]|\(?注\d*[:)]"
    r"|\*\s?[^\n]{0,40}(?:foregoing|above|translation|[Nn]ote)"
)
_REFERENCE = re.compile(
    r"[(\[【<]\s?(?:Reference|REFERENCE|Ref\.|参考|参考資料)s?\s?\d*\s?[)\]】>]"
    r"|(?:Reference|参考)\s?\d*:?$|Related (?:Information|Links?|Documents?)\b"
    r"|(?:関連リンク|関連情報)$"
)
_ATTENDANCE_TITLE = re.compile(
    r"(?:List of )?(?:Participants|Attendees|Attendance|Delegations?)(?: list)?\s?:?$"
    r"|[(【\[]?(?:出席者|参加者)[)】\]]?:?$"
)
_ATTENDANCE = re.compile(
    r"\b(?:was|were) also (?:present|in attendance)\b"
    r"|\balso (?:attended|joined|participated|took part)\b"
    r"|\b(?:delegation|side) (?:was|were) (?:led|headed|represented) by\b"
    r"|^\(?(?:From|On) the [\w-]+ side\b"
    r"|^\(?(?:Participants|Attendees|Attendance|Present|Attended by)\b ?:?"
    r"|\battended (?:the (?:meeting|talks?|dinner|lunch)|as well)\b|^\(?\s?出席者|が同席"
)
_ENDS = re.compile(r"[.!?:。！？：)）\]】」』”\"'’]$")


def is_heading(line: str, *, text_follows_at_once: bool, following: str = "") -> bool:
    """Whether a line is short, says no sentence and ends in no stop."""
    longest = _LONGEST_HEADING_ABOVE_TEXT if text_follows_at_once else _LONGEST_HEADING
    if len(line) > longest or "\n" in line or not any(sign.isalpha() for sign in line[:longest]):
        return False
    if text_follows_at_once and (following[:1].islower() or _SENTENCE_START.match(line)):
        return False
    if _OPEN_END.search(line):
        return False
    if line[0] in "(（" and line[-1] in ")）":
        return False
    if _JAPANESE.search(line):
        return len(line) <= 40 and line[-1] not in _STOPS and not _JAPANESE_SENTENCE.search(line)
    words = line.split()
    if line[-1] == ":" and len(words) > 5:
        return False
    if line[-1] in _STOPS and not _ABBREVIATION_END.search(line):
        return False
    return len(words) <= 14 and not line[0].islower() and _FINITE.search(line) is None


def ends_paragraph(line: str) -> bool:
    """Whether a line ends as a paragraph does, and is not broken in mid-sentence."""
    return _ENDS.search(line) is not None


def special_kind(line: str) -> str | None:
    """Tell a note, a reference block or a list of participants by how it begins."""
    shadow = narrow(line[:120])
    if _NOTE.match(shadow):
        return "note"
    if _REFERENCE.match(shadow):
        return "reference"
    return "attendance" if _ATTENDANCE_TITLE.match(shadow) else None


def says_who_was_there(paragraph: str) -> bool:
    """Whether a paragraph before the items says who else was at the table."""
    return _ATTENDANCE.search(narrow(paragraph[:2000])) is not None
