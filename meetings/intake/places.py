"""Places where ministers meet, with their zones; the shipped list is `places.tsv`."""

import csv
import importlib.resources
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

# As the zone table of tzdata abbreviates names that texts print in full.
_COUNTRY_NAMES = {
    "GB": ("United Kingdom", "Britain", "UK", "U.K."),
    "KR": ("Republic of Korea", "ROK", "Korea"),
    "VN": ("Viet Nam", "Vietnam"),
    "TR": ("Türkiye", "Turkey"),
    "CZ": ("Czechia", "Czech Republic"),
    "LA": ("Laos", "Lao PDR"),
    "BN": ("Brunei", "Brunei Darussalam"),
    "MM": ("Myanmar",),
    "AE": ("United Arab Emirates", "UAE"),
    "SA": ("Saudi Arabia",),
    "TW": ("Taiwan",),
    "CI": ("Côte d'Ivoire", "Ivory Coast"),
    "US": ("United States", "U.S.", "USA"),
    "RU": ("Russia", "Russian Federation"),
    "CN": ("China",),
    "PS": ("Palestine",),
    "VA": ("Vatican", "Holy See"),
    "MK": ("North Macedonia",),
    "TL": ("Timor-Leste",),
    "CV": ("Cabo Verde", "Cape Verde"),
    "SZ": ("Eswatini",),
    "CG": ("Republic of the Congo",),
    "CD": ("Democratic Republic of the Congo",),
    "SY": ("Syria",),
    "KP": ("North Korea",),
    "FM": ("Micronesia",),
    "NL": ("Netherlands", "the Netherlands"),
    "BO": ("Bolivia",),
}


_ABBREVIATED = re.compile(r"\.[A-Z]\.$")
_STATE_FORM = re.compile(
    r"^(?:the )?(?:[A-Z]\w+ )?(?:Republic|Kingdom|State|Commonwealth|Sultanate) of (?:the )?"
)


@dataclass(frozen=True, slots=True)
class Place:
    """A city or a country: its name, its IANA zone (None where a country has several)."""

    name: str
    zone: str | None
    country: str
    aliases: tuple[str, ...] = ()
    is_country: bool = False
    zones: tuple[str, ...] = ()


class Places:
    """Places by every name they go by."""

    def __init__(self, cities: Iterable[Place]) -> None:
        self._by_name: dict[str, Place] = {}
        self.cities = tuple(cities)
        for place in (*_countries(), *self.cities):
            for name in (place.name, *place.aliases):
                self._by_name[_fold(name)] = place

    def find(self, name: str) -> Place | None:
        """Find a place by a name or an alias, whatever its accents and capitals."""
        return self._by_name.get(_fold(name))

    def first_in(self, phrase: str) -> tuple[Place, str] | None:
        """Find the place that a phrase begins with: ("Munich, Germany") gives Munich."""
        words = phrase.split()
        for count in range(min(len(words), 5), 0, -1):
            name = " ".join(words[:count]).rstrip(",;")
            name = name if _ABBREVIATED.search(name) else name.rstrip(".")
            place = self.find(name) or self.find(_STATE_FORM.sub("", name))
            if place is not None:
                return place, name
        return None


@lru_cache(maxsize=8192)
def _fold(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name.casefold().replace("ø", "o").replace("ł", "l"))
    letters = "".join(sign for sign in plain if not unicodedata.combining(sign))
    words = re.sub(r"[^\w\s]", "", letters).split()
    return " ".join(words[1:] if words[:1] == ["the"] and len(words) > 1 else words)


@lru_cache(maxsize=1)
def shipped_places() -> Places:
    """The places that come with the software, read once."""
    return Places(shipped_cities())


def shipped_cities() -> list[Place]:
    """The rows of `places.tsv`: name, zone, country code, aliases."""
    source = importlib.resources.files("meetings.intake").joinpath("places.tsv")
    with source.open(encoding="utf-8") as file:
        rows = csv.DictReader(file, delimiter="\t")
        return [
            Place(
                row["name"],
                row["zone"],
                row["country"],
                tuple(alias for alias in row["aliases"].split(";") if alias),
            )
            for row in rows
        ]


@lru_cache(maxsize=1)
def _countries() -> tuple[Place, ...]:
    """Countries from tzdata's tables; a country with one zone settles the zone."""
    zones: dict[str, list[str]] = {}
    for row in _table("zone.tab"):
        zones.setdefault(row[0], []).append(row[2])
    places = []
    for code, name in _table("iso3166.tab"):
        own = tuple(zones.get(code, ()))
        zone = own[0] if len(own) == 1 else None
        aliases = _COUNTRY_NAMES.get(code, ())
        places.append(Place(name, zone, code, aliases, is_country=True, zones=own))
    return tuple(places)


def _table(name: str) -> list[list[str]]:
    source = importlib.resources.files("tzdata.zoneinfo").joinpath(name)
    lines = source.read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]
