from django.db import migrations

REMOVE = "ALTER TABLE meetings_readout DROP CONSTRAINT one_live_edition"
ADD = """
ALTER TABLE meetings_readout ADD CONSTRAINT one_live_edition EXCLUDE USING gist (
    meeting_id WITH =,
    language WITH =,
    tstzrange(live_from, live_until, '[)') WITH &&
) WHERE ({condition})
"""
BEFORE = "live_from IS NOT NULL"
AFTER = f"{BEFORE} AND (withdrawn_at IS NULL OR withdrawn_at > live_from)"


def on_postgresql(condition):
    def run(apps, schema_editor):
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(REMOVE)
            schema_editor.execute(ADD.format(condition=condition))

    return run


class Migration(migrations.Migration):
    """An edition that was withdrawn before its release keeps no other from being live.

    On SQLite a trigger keeps the same rule; it is created anew after each migration.
    """

    dependencies = [("meetings", "0017_finding_leans_on_the_record")]
    operations = [migrations.RunPython(on_postgresql(AFTER), on_postgresql(BEFORE))]
