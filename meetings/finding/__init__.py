"""Making and reading the rows by which the public finds things.

`settle` makes those of a meeting anew after each act that changes what is public of it; reading
them is a question of the clock.
"""

from meetings.finding.counts import counted_anew, counts_of
from meetings.finding.rows import rows_of
from meetings.finding.settling import settle, settle_all

__all__ = ["counted_anew", "counts_of", "rows_of", "settle", "settle_all"]
