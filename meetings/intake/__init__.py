"""Reads a pasted readout into a structured record, and writes it back; nothing is lost.

Plain Python without Django: the admin, the commands and the tests call these few functions.
"""

from meetings.intake.captions import ReadCaption
from meetings.intake.home import JAPAN, Home
from meetings.intake.known import KnownPeople, KnownPerson, KnownPost
from meetings.intake.markup import read_html
from meetings.intake.places import Place, Places, shipped_cities, shipped_places
from meetings.intake.reader import read
from meetings.intake.reading import (
    Finding,
    ReadDocument,
    Reading,
    ReadItem,
    ReadParticipant,
    ReadSitting,
    ReadTime,
)
from meetings.intake.refusal import MAX_BYTES, MAX_PASSAGES, Refused
from meetings.intake.relabel import relabelled
from meetings.intake.rematch import Pair, Rematch, rematch
from meetings.intake.tags import Vocabulary, suggest_tags
from meetings.intake.transcript import to_json
from meetings.intake.word import read_docx
from meetings.intake.writing import write

__all__ = [
    "JAPAN",
    "MAX_BYTES",
    "MAX_PASSAGES",
    "Finding",
    "Home",
    "KnownPeople",
    "KnownPerson",
    "KnownPost",
    "Pair",
    "Place",
    "Places",
    "ReadCaption",
    "ReadDocument",
    "ReadItem",
    "ReadParticipant",
    "ReadSitting",
    "ReadTime",
    "Reading",
    "Refused",
    "Rematch",
    "Vocabulary",
    "read",
    "read_docx",
    "read_html",
    "relabelled",
    "rematch",
    "shipped_cities",
    "shipped_places",
    "suggest_tags",
    "to_json",
    "write",
]
