"""An approved edition and all its rows are closed; its life moves only forward."""

from __future__ import annotations

from relations.triggers import Rule, Trigger

READOUT = "meetings_readout"
FROZEN = "An approved edition never changes: open a correction instead."

# Tables of an edition's rows, each with the way from a row to its readout.
ROWS = {
    "meetings_readoutrelation": "{row}.readout_id",
    "meetings_sitting": "{row}.readout_id",
    "meetings_participant": "{row}.readout_id",
    "meetings_passage": "{row}.readout_id",
    "meetings_photouse": "{row}.readout_id",
    "meetings_documentuse": "{row}.readout_id",
    "meetings_asprinted": "{row}.readout_id",
    "meetings_participantappointment": (
        "(SELECT readout_id FROM meetings_participant WHERE id = {row}.participant_id)"
    ),
}


def door_is_shut(readout: str) -> str:
    """No erasure is open for the readout: the door is shut."""
    return (
        "NOT EXISTS (SELECT 1 FROM meetings_erasure e WHERE e.readout_id = "
        f"{readout} AND e.opened_at IS NOT NULL AND e.closed_at IS NULL)"
    )


def is_approved(readout: str) -> str:
    return (
        f"EXISTS (SELECT 1 FROM {READOUT} r WHERE r.id = {readout} AND r.approved_at IS NOT NULL)"
    )


def edition_rules() -> list[Rule]:
    """The rules of readouts and of every row of theirs."""
    closed = [rule for table, way in ROWS.items() for rule in _closed_rows(table, way)]
    live = [_one_live_edition(event) for event in ("INSERT", "UPDATE")]
    return [*_readout_rules(), *live, *closed, *_passage_rules()]


def _closed_rows(table: str, way: str) -> list[Rule]:
    rules: list[Rule] = []
    for event, rows in {"INSERT": ["NEW"], "UPDATE": ["OLD", "NEW"], "DELETE": ["OLD"]}.items():
        readouts = [way.format(row=row) for row in rows]
        closed = [f"({is_approved(readout)} AND {door_is_shut(readout)})" for readout in readouts]
        rules.append(
            Trigger(
                name=f"{table}_closed_{event.lower()}",
                table=table,
                event=event,
                when=" OR ".join(closed),
                message=FROZEN,
                lock=f"1 FROM {READOUT} WHERE id IN ({', '.join(readouts)}) FOR SHARE",
            )
        )
    return rules


def _frozen_columns() -> str:
    from meetings.models import Readout

    moving = Readout.lifecycle_fields()
    columns = [f.column for f in Readout._meta.concrete_fields if f.name not in moving]
    return " OR ".join(f"{{differs:{column}}}" for column in columns)


def _readout_rules() -> list[Rule]:
    door = door_is_shut("OLD.id")
    return [
        Trigger(
            "readout_begins_as_a_draft",
            READOUT,
            "INSERT",
            "NEW.approved_at IS NOT NULL",
            "A readout begins as a draft; approve it afterwards.",
        ),
        Trigger(
            "readout_stays_with_its_meeting",
            READOUT,
            "UPDATE",
            f"{{differs:meeting_id}} AND {door}",
            "A readout stays with its meeting.",
        ),
        Trigger(
            "readout_approved_as_it_stands",
            READOUT,
            "UPDATE",
            "{differs:approved_id} AND NEW.approved_id IS NOT NULL AND NOT EXISTS "
            "(SELECT 1 FROM meetings_snapshot s "
            "WHERE s.id = NEW.approved_id AND s.readout_id = NEW.id)",
            "What is approved is a version of this very readout.",
        ),
        Trigger(
            "readout_words_frozen",
            READOUT,
            "UPDATE",
            f"OLD.approved_at IS NOT NULL AND NEW.approved_at IS NOT NULL "
            f"AND ({_frozen_columns()}) AND {door}",
            FROZEN,
        ),
        Trigger(
            "readout_approval_stands",
            READOUT,
            "UPDATE",
            "OLD.approved_at IS NOT NULL AND OLD.live_from <= {clock} AND ("
            "{differs:approved_at} OR {differs:approved_by_id} OR {differs:live_from} OR "
            "{differs:submitted_at} OR {differs:submitted_by_id} OR {differs:night_reason} OR "
            "{differs:approved_id} AND " + door + ")",
            "This edition has been released; its approval stands. It can be withdrawn.",
        ),
        Trigger(
            "readout_signatures_stand",
            READOUT,
            "UPDATE",
            "OLD.approved_at IS NOT NULL AND NEW.approved_at IS NOT NULL AND ("
            "{differs:approved_by_id} OR {differs:submitted_at} OR {differs:submitted_by_id} OR "
            "{differs:approved_at} OR {differs:night_reason} OR {differs:approved_id} AND "
            + door
            + ")",
            "The signatures under an approved edition stand; revoke the approval first.",
        ),
        Trigger(
            "readout_past_stands",
            READOUT,
            "UPDATE",
            "OLD.live_until IS NOT NULL AND OLD.live_until <= {clock} AND {differs:live_until}",
            "A later edition has begun; the earlier one does not come back.",
        ),
        Trigger(
            "readout_countersignature_stands",
            READOUT,
            "UPDATE",
            "OLD.countersigned_at IS NOT NULL AND NEW.approved_at IS NOT NULL "
            "AND ({differs:countersigned_at} OR {differs:countersigned_by_id})",
            "A countersignature stands.",
        ),
        Trigger(
            "readout_approved_is_kept",
            READOUT,
            "DELETE",
            f"OLD.approved_at IS NOT NULL AND {door}",
            "An approved edition is never deleted; it can be withdrawn.",
        ),
    ]


class SqliteOnly(Trigger):
    """A rule for which PostgreSQL has a constraint of its own."""

    def create_sql(self, vendor: str) -> list[str]:
        return super().create_sql(vendor) if vendor == "sqlite" else []


def _in_succession(row: str) -> str:
    """It has a time of release, and was not withdrawn before it."""
    seen = f"({row}.withdrawn_at IS NULL OR {row}.withdrawn_at > {row}.live_from)"
    return f"{row}.live_from IS NOT NULL AND {seen}"


# SQLite has no exclusion constraint; PostgreSQL's is `one_live_edition`, made by a migration.
def _one_live_edition(event: str) -> SqliteOnly:
    own = "COALESCE(NEW.id, -1)" if event == "INSERT" else "OLD.id"
    return SqliteOnly(
        f"one_live_edition_{event.lower()}",
        READOUT,
        event,
        f"{_in_succession('NEW')} AND EXISTS (SELECT 1 FROM meetings_readout r "
        "WHERE r.meeting_id = NEW.meeting_id AND r.language = NEW.language "
        f"AND r.id <> {own} AND {_in_succession('r')} "
        "AND r.live_from < COALESCE(NEW.live_until, '9999-12-31') "
        "AND NEW.live_from < COALESCE(r.live_until, '9999-12-31'))",
        "Another edition of this readout is live then.",
    )


def _passage_rules() -> list[Rule]:
    foreign = (
        "(SELECT meeting_id FROM meetings_agendaitem WHERE id = NEW.item_id) <> "
        f"(SELECT meeting_id FROM {READOUT} WHERE id = NEW.readout_id)"
    )
    return [
        Trigger(
            f"passage_of_its_meeting_{event.lower()}",
            "meetings_passage",
            event,
            foreign,
            "A passage belongs to an agenda item of its own meeting.",
        )
        for event in ("INSERT", "UPDATE")
    ]
