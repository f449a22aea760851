"""The sixty invented readouts, and what of each was read right, field by field."""

import json
from pathlib import Path

DATA = Path(__file__).parent.parent / "data"
SAMPLE = (DATA / "sample.txt").read_text(encoding="utf-8")
SHAPES = [
    json.loads(line)
    for line in (DATA / "readout-shapes.jsonl").read_text(encoding="utf-8").splitlines()
]
CLOCKS = {"jst": "home", "local": "local", "untagged": "unstated"}


def outcomes(shape, read):
    """Give {field: (wanted, got)} for one shape and the JSON that was read from it."""
    wanted = shape["expect"]
    sitting = read["sittings"][0] if read["sittings"] else {"times": []}
    times = sitting["times"]
    rows = [item for item in read["items"] if item["kind"] == "item"]
    return {
        "page_date": (wanted["page_date"], read["released_on"]),
        "time_local": (_clock(wanted["time_local"]), _first(times, wanted)),
        "time_local_tagged": (
            CLOCKS[wanted["time_local_tagged"]] if times else "unstated",
            times[0]["clock"] if times else "unstated",
        ),
        "time_jst": (_clock(wanted["time_jst"]), _home(times, wanted)),
        "place": (wanted["place"], sitting.get("place")),
        "duration_minutes": (wanted["duration_minutes"], sitting.get("minutes")),
        "home": (wanted["home"], _named(read, "home", honorific="." in wanted["home"])),
        "counterpart": (wanted["counterpart"], _named(read, "counterpart", honorific=False)),
        "items": (wanted["items"], _tree(rows)),
        "top": (wanted["top"], sum(row["depth"] == 0 for row in rows)),
        "lead_numbered": (wanted["lead_numbered"], read["introduction"][:1] == "1"),
        "numbering_restarts": (
            wanted["numbering_restarts"],
            any(found["code"] == "label_restarts" for found in read["findings"]),
        ),
        "times_inconsistent": (
            wanted["times_inconsistent"],
            any(
                found["code"] in ("clocks_disagree", "dates_disagree") for found in read["findings"]
            ),
        ),
    }


def _clock(value):
    return value[:16] if value else None


def _first(times, wanted):
    value = times[0]["value"] if times else None
    if value and not wanted["page_date"]:
        return wanted["time_local"][:4] + value[4:]  # no year stands in these texts
    return value


def _home(times, wanted):
    found = [time["value"] for time in times if time["clock"] == "home"]
    return found[0] if found else None


def _named(read, side, *, honorific):
    people = [one for one in read["participants"] if one["side"] == side and not one["group"]]
    if not people:
        return None
    parts = [people[0]["honorific"] if honorific else None, people[0]["name"]]
    return " ".join(part for part in parts if part)


def _tree(rows):
    """The rows as `expect` draws them: a marker is the place in order, also after a restart."""
    tops, offset = [], 0
    for row in rows:
        figure = "".join(sign for sign in row["label"] or "" if sign.isdigit())
        if row["depth"] > 0:
            children = tops[-1]["children"]
            children.append(figure or str(len(children) + 1))
            continue
        if not tops and figure:
            offset = int(figure) - 1
        marker = "-" if row["label"] == "-" else str(len(tops) + 1 + offset)
        tops.append({"marker": marker, "heading": row["heading"], "children": []})
    return tops
