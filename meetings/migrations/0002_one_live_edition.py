from django.contrib.postgres.operations import BtreeGistExtension
from django.db import migrations

ADD = """
ALTER TABLE meetings_readout ADD CONSTRAINT one_live_edition EXCLUDE USING gist (
    meeting_id WITH =,
    language WITH =,
    tstzrange(live_from, live_until, '[)') WITH &&
) WHERE (live_from IS NOT NULL)
"""
REMOVE = "ALTER TABLE meetings_readout DROP CONSTRAINT one_live_edition"


def on_postgresql(sql):
    def run(apps, schema_editor):
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(sql)

    return run


class Migration(migrations.Migration):
    """At any instant at most one edition of a meeting is live in a language.

    As `ExclusionConstraint` in the model's Meta it would not migrate on SQLite, where a trigger
    keeps the same rule.
    """

    dependencies = [("meetings", "0001_initial")]
    operations = [
        BtreeGistExtension(),
        migrations.RunPython(on_postgresql(ADD), on_postgresql(REMOVE)),
    ]
