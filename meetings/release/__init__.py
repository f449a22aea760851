"""The acts of publication.

Each is one transaction and one entry in the log, and refuses with a sentence when it may not:
`Refused`. They are the only way to public sight; what they may not do, the database refuses too.
"""

from meetings.release.act import Refused
from meetings.release.approval import (
    approve,
    countersign,
    hindrance,
    release_at_night,
    reschedule,
    revoke,
)
from meetings.release.editions import correct, translate
from meetings.release.merging import merge
from meetings.release.next_meeting import next_meeting
from meetings.release.omissions import Omission, omissions
from meetings.release.review import return_to_author, submit
from meetings.release.seals import lift, seal
from meetings.release.withdrawal import restore, withdraw

__all__ = [
    "Omission",
    "Refused",
    "approve",
    "correct",
    "countersign",
    "hindrance",
    "lift",
    "merge",
    "next_meeting",
    "omissions",
    "release_at_night",
    "reschedule",
    "restore",
    "return_to_author",
    "revoke",
    "seal",
    "submit",
    "translate",
    "withdraw",
]
