"""Whose site this is: the party, zone and words by which a text names the home side."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Home:
    """The ministry's own side, as texts name it."""

    name: str = "Japan"
    adjective: str = "Japanese"
    zone: str = "Asia/Tokyo"
    label: str = "JST"
    also: tuple[str, ...] = ("日本",)
    offices: tuple[str, ...] = (
        "Minister for Foreign Affairs",
        "Deputy Minister for Foreign Affairs",
        "State Minister for Foreign Affairs",
        "Parliamentary Vice-Minister for Foreign Affairs",
        "Vice-Minister for Foreign Affairs",
    )

    def is_named_in(self, text: str) -> bool:
        """Whether a text names the home party."""
        return any(name in text for name in (self.name, self.adjective, *self.also))


JAPAN = Home()
