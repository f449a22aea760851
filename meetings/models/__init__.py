from meetings.models.agenda import AgendaItem, Passage
from meetings.models.desk import AsPrinted, Presence, RecoveryCopy, SavedEntry, WithoutKeys
from meetings.models.files import (
    Document,
    DocumentUse,
    Photo,
    PhotoUse,
    Rendition,
)
from meetings.models.finding import (
    Attendance,
    JointMention,
    Listing,
    Mention,
    SharedTopics,
    TopicCount,
    TopicCounted,
)
from meetings.models.log import Entry, Erasure, Seal, Snapshot
from meetings.models.meeting import FormerAddress, Meeting
from meetings.models.occasion import Occasion, OccasionName
from meetings.models.page import Page
from meetings.models.participant import Participant, ParticipantAppointment
from meetings.models.readout import Readout, ReadoutRelation
from meetings.models.search import SearchText
from meetings.models.sitting import MeetingForm, Sitting
from meetings.models.source import Place, SourceText
from meetings.models.tag import FormerTagAddress, Tag, TagAlias, TaggedItem, TagName

__all__ = [
    "AgendaItem",
    "AsPrinted",
    "Attendance",
    "Document",
    "DocumentUse",
    "Entry",
    "Erasure",
    "FormerAddress",
    "FormerTagAddress",
    "JointMention",
    "Listing",
    "Meeting",
    "MeetingForm",
    "Mention",
    "Occasion",
    "OccasionName",
    "Page",
    "Participant",
    "ParticipantAppointment",
    "Passage",
    "Photo",
    "PhotoUse",
    "Place",
    "Presence",
    "Readout",
    "ReadoutRelation",
    "RecoveryCopy",
    "Rendition",
    "SavedEntry",
    "Seal",
    "SearchText",
    "SharedTopics",
    "Sitting",
    "Snapshot",
    "SourceText",
    "Tag",
    "TagAlias",
    "TagName",
    "TaggedItem",
    "TopicCount",
    "TopicCounted",
    "WithoutKeys",
]
