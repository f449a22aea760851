"""The invented words of the archive. No country, topic or person in it exists."""

from __future__ import annotations

REGIONS = [
    "Lantern Sea", "Umber Coast", "Seven Straits", "Upper Glasslands", "Windward Isles",
    "Old Orchard Lands",
]  # fmt: skip
BEGINNINGS = [
    "Vel", "Kor", "Tam", "Bri", "Osk", "Lum", "Fen", "Gra", "Zel", "Nor", "Pel", "Dun", "Ari",
    "Cas", "Mir",
]  # fmt: skip
ENDINGS = ["mora", "avia", "ethia", "onde"]

KINDS = [
    "Coastal", "Northern", "Joint", "Ancient", "Floating", "Seasonal", "Common", "Open", "Young",
    "Silent", "Glass", "Amber", "River", "Island", "Night", "Winter", "Shared", "Distant",
    "Traditional", "Orbital",
]  # fmt: skip
MATTERS = [
    "Fisheries", "Harbours", "Railways", "Orchards", "Archives", "Lighthouses", "Ferries",
    "Observatories", "Treaties", "Weavers", "Bells", "Tariffs", "Forests", "Bridges", "Scholars",
    "Wells", "Markets", "Vaccines", "Cables", "Glaciers",
]  # fmt: skip

GIVEN = [
    "Ada", "Bram", "Celia", "Doran", "Edda", "Falk", "Gisa", "Hale", "Ines", "Jorun", "Kaspar",
    "Lioba",
]  # fmt: skip
FAMILY = ["Quill", "Tarn", "Vesper", "Lockwood-Imre", "Sandoval-Ott", "Brack", "Moss", "Irongate"]
MINISTERS = ["Taro Nanashi", "Hana Kuukyo", "Jiro Kasou", "Sora Mumei", "Rin Sorairo"]

FORMS = ["Foreign Ministers' Meeting", "Foreign Ministers' Telephone Talk", "Courtesy Call"]
SUBJECTS = [
    "The two sides", "Minister Nanashi", "Both ministers", "The visiting side", "The two countries",
]  # fmt: skip
VERBS = [
    "affirmed the importance of", "exchanged views on", "agreed to deepen cooperation on",
    "welcomed the progress in", "explained their position on", "concurred in advancing",
    "shared their concern about", "confirmed that they would continue to consult on",
]  # fmt: skip
ENDS = [
    "and will meet again in spring", "with a view to the coming conference",
    "as a matter of common interest", "in close contact with their neighbours",
    "on the basis of what had been agreed before", "at the earliest possible date",
]  # fmt: skip
