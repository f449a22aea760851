"""Pages as data: the same content under the same conditions, for programs.

Every answer is one JSON object with the number of its schema and a fixed order of keys. It names
things by their permanent identities (numbers, uids) and addresses, never by primary keys.
"""

from meetings.data.items import correction_data, listing_data, mention_data
from meetings.data.readout import editions_data, readout_data

SCHEMA = 1

__all__ = [
    "SCHEMA",
    "correction_data",
    "editions_data",
    "listing_data",
    "mention_data",
    "readout_data",
]
