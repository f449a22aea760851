"""Finding by word: what visitors type, what the index holds, and what is shown of it.

Words are made the same way on both databases, here (`words`); the databases only keep them.
"""

from meetings.search.query import Query, read
from meetings.search.results import Filters, Results, search

__all__ = ["Filters", "Query", "Results", "read", "search"]
