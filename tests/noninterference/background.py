"""What stands in every drawn world before its first act."""

from datetime import UTC, datetime, timedelta

from tests.factories import (
    make_document,
    make_occasion,
    make_party,
    make_person,
    make_photo,
    make_region,
    make_relation,
    make_tag,
    user_called,
)

START = datetime(2017, 5, 1, 12, 0, tzinfo=UTC)
"""When the first act is done; each later one comes an hour after."""
NOW = START + timedelta(days=2)
"""When the public asks. What is hidden is released in the five days after."""


class World:
    """Rows that acts choose from. What a hidden act makes is in none of these lists."""

    def __init__(self):
        region = make_region("North", slug="north")
        self.author = user_called("author", "Author")
        self.approver = user_called("approver", "Approver")
        self.administrator = user_called("administrator", "Administrator")
        party = make_party("Testland", region=region)
        self.relations = [
            make_relation("Japan-Testland Relations", [party], slug="testland"),
            make_relation("Japan-Velmora Relations", [make_party("Velmora")], slug="velmora"),
        ]
        self.unlisted = [
            make_relation("Japan-Ostrana Relations", [make_party(region=region)],
                          slug="ostrana", listed_from=None),
        ]  # fmt: skip
        self.people = [make_person("Ann Example", slug="ann"), make_person("Bo", slug="bo")]
        self.tags = [make_tag("Trade"), make_tag("Peace"), make_tag("Fishing")]
        self.occasions = [make_occasion("Summit", slug="summit")]
        self.photos = [make_photo(b"one"), make_photo(b"two")]
        self.documents = [make_document(b"%PDF-1.4 one")]
        self.seals = []


class NotNow(Exception):
    """An act that a world has no place for, such as restoring where nothing was withdrawn."""


class Picks:
    """Choices that a few drawn numbers make, one after another."""

    def __init__(self, numbers):
        self.numbers = list(numbers)

    def number(self):
        self.numbers.append(self.numbers.pop(0))
        return self.numbers[-1]

    def one(self, rows):
        """One of the rows. Raises NotNow for none."""
        rows = list(rows)
        if not rows:
            raise NotNow
        return rows[self.number() % len(rows)]

    def some(self, rows):
        """A part of the rows, any from none to all."""
        mask = self.number()
        return [row for place, row in enumerate(rows) if mask >> place & 1]

    def whether(self):
        return self.number() % 2 == 1
