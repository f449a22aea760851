"""Loading many released readouts at once, with every rule of the database on.

They go the way that each readout goes: they are entered as drafts, their documents are stored and
hashed, then all are approved, each approval with its entry in the log; what the public finds them
by is made at the end. Only the writing is done many rows at a time.
"""

from meetings.bulk.load import load
from meetings.bulk.told import Item, Seat, Told

__all__ = ["Item", "Seat", "Told", "load"]
