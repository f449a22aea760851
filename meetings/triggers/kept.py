"""The log, snapshots, seals, files and identities: what is only added to, or never changes."""

from __future__ import annotations

from meetings.triggers.edition import READOUT, door_is_shut, is_approved
from relations.triggers import Rule, Trigger


def kept_rules() -> list[Rule]:
    """The rules of all that stands beside the editions."""
    return [*_log_rules(), *_tag_rules(), *_key_rules()]


def _never(table: str, event: str, message: str, when: str = "1 = 1") -> Trigger:
    return Trigger(f"{table}_never_{event.lower()}", table, event, when, message)


def _identity(table: str, columns: list[str]) -> Trigger:
    when = " OR ".join(f"{{differs:{column}}}" for column in columns)
    return Trigger(f"{table}_identity", table, "UPDATE", when, "An identity never changes.")


def _log_rules() -> list[Rule]:
    from meetings.models.log import TARGETS

    shut = door_is_shut("OLD.readout_id")
    snapshot_closed = f"{is_approved('OLD.readout_id')} AND {shut}"
    laid = [*(f"{target}_id" for target in TARGETS), "reason", "sealed_at", "sealed_by_id"]
    return [
        _never("meetings_entry", "UPDATE", "The log is only added to."),
        _never("meetings_entry", "DELETE", "The log is only added to."),
        _never(
            "meetings_snapshot",
            "UPDATE",
            "A snapshot never changes.",
            door_is_shut("OLD.readout_id"),
        ),
        _never(
            "meetings_snapshot",
            "DELETE",
            "Snapshots of an approved edition are kept.",
            snapshot_closed,
        ),
        _never("meetings_sourcetext", "UPDATE", "A source text stays as it came."),
        _never("meetings_seal", "DELETE", "A seal is lifted, not deleted."),
        Trigger(
            "seal_is_only_lifted",
            "meetings_seal",
            "UPDATE",
            "OLD.lifted_at IS NOT NULL OR "
            + " OR ".join(f"{{differs:{column}}}" for column in laid),
            "A seal can be lifted, and nothing else.",
        ),
        _never("meetings_erasure", "DELETE", "An erasure stays on record."),
        Trigger(
            "erasure_is_only_closed",
            "meetings_erasure",
            "UPDATE",
            "OLD.closed_at IS NOT NULL OR {differs:readout_id} OR {differs:ground} OR "
            "{differs:demanded_by_id} OR {differs:agreed_by_id} OR {differs:opened_at}",
            "An erasure can be closed, and nothing else.",
        ),
        *(
            _never(table, "UPDATE", "A stored file never changes.")
            for table in ("meetings_photo", "meetings_rendition", "meetings_document")
        ),
        _identity("meetings_meeting", ["number"]),
        _identity("meetings_agendaitem", ["uid", "meeting_id"]),
        _identity("meetings_meetingform", ["key"]),
        *(
            _identity(table, ["uid"])
            for table in (
                "relations_party",
                "relations_person",
                "relations_region",
                "relations_post",
                "relations_relation",
                "meetings_occasion",
                "meetings_tag",
            )
        ),
    ]


def _key_rules() -> list[Rule]:
    """What documents know by another row's identity leads to that identity for good."""
    sat = "SELECT 1 FROM meetings_participantappointment h WHERE h.appointment_id = OLD.id"
    return [
        Trigger(
            "appointment_stays_in_its_post",
            "relations_appointment",
            "UPDATE",
            f"{{differs:post_id}} AND EXISTS ({sat})",
            "Someone sat at a table in this appointment: it stays in its post.",
        ),
        Trigger(
            "translated_keeps_its_language",
            READOUT,
            "UPDATE",
            "{differs:language} AND EXISTS "
            f"(SELECT 1 FROM {READOUT} r WHERE r.translation_of_id = OLD.id)",
            "A translation has been made from it: it stays in its language.",
        ),
    ]


def _tag_rules() -> list[Rule]:
    twins = {"meetings_tag": "meetings_tagalias", "meetings_tagalias": "meetings_tag"}
    return [
        Trigger(
            f"{table}_name_is_free_{event.lower()}",
            table,
            event,
            f"EXISTS (SELECT 1 FROM {other} t WHERE t.folded = NEW.folded)",
            "A topic or an alias has this name already.",
            lock="pg_advisory_xact_lock(hashtext(NEW.folded))",
        )
        for table, other in twins.items()
        for event in ("INSERT", "UPDATE")
    ]
