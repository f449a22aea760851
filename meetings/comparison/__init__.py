"""Two documents side by side: the words that changed, and the rows that came, went or moved.

It knows canonical documents (`meetings.record`) and nothing else, so that any two snapshots or
editions can be compared. A passage is the same passage where its agenda item is the same.
"""

from meetings.comparison.document import Comparison, compare
from meetings.comparison.rows import Change, Group, Part
from meetings.comparison.words import Piece, word_pieces

__all__ = ["Change", "Comparison", "Group", "Part", "Piece", "compare", "word_pieces"]
