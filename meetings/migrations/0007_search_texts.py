import django.db.models.deletion
from django.db import migrations, models

TABLE = "meetings_searchtext"
FTS = "meetings_searchtext_fts"
COLUMNS = "heading, words, context"

# Between the columns a sign that no text holds, so that no phrase reaches from one into the next.
POSTGRESQL = f"""
ALTER TABLE {TABLE} ADD COLUMN vector tsvector GENERATED ALWAYS AS (
    to_tsvector('simple', heading) || '''_'':1'::tsvector ||
    to_tsvector('simple', words) || '''_'':1'::tsvector ||
    to_tsvector('simple', context)
) STORED;
CREATE INDEX {TABLE}_vector ON {TABLE} USING gin (vector);
"""

# The words are made already: the ASCII tokenizer leaves every other sign as it is.
ADD = f"INSERT INTO {FTS}(rowid, {COLUMNS}) VALUES (NEW.id, NEW.heading, NEW.words, NEW.context);"
DROP = (
    f"INSERT INTO {FTS}({FTS}, rowid, {COLUMNS}) "
    "VALUES ('delete', OLD.id, OLD.heading, OLD.words, OLD.context);"
)
SQLITE = [
    f"CREATE VIRTUAL TABLE {FTS} USING fts5"
    f"({COLUMNS}, content='{TABLE}', content_rowid='id', tokenize='ascii')",
    f"CREATE TRIGGER {FTS}_insert AFTER INSERT ON {TABLE} BEGIN {ADD} END",
    f"CREATE TRIGGER {FTS}_delete AFTER DELETE ON {TABLE} BEGIN {DROP} END",
    f"CREATE TRIGGER {FTS}_update AFTER UPDATE ON {TABLE} BEGIN {DROP} {ADD} END",
]


def add(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(POSTGRESQL)
        return
    for statement in SQLITE:
        schema_editor.execute(statement)


def remove(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute(f"DROP TABLE {FTS}")


def kept(to, **facts):
    return models.ForeignKey(
        db_constraint=False,
        db_index=False,
        on_delete=django.db.models.deletion.DO_NOTHING,
        related_name="+",
        to=to,
        **facts,
    )


class Migration(migrations.Migration):
    """What is found by its words, with each database's own full-text index over it.

    A later migration that makes this table anew on SQLite takes its triggers with it: it has to
    put them back.
    """

    dependencies = [("meetings", "0006_rows_of_finding"), ("relations", "0001_initial")]
    operations = [
        migrations.CreateModel(
            name="SearchText",
            fields=[
                ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                (
                    "part",
                    models.CharField(
                        choices=[
                            ("title", "Title"),
                            ("introduction", "Introduction"),
                            ("passage", "Passage"),
                        ],
                        max_length=12,
                    ),
                ),
                ("language", models.CharField(max_length=12)),
                ("released_on", models.DateField()),
                ("live_from", models.DateTimeField()),
                ("live_until", models.DateTimeField(null=True)),
                ("heading", models.TextField(blank=True)),
                ("context", models.TextField(blank=True)),
                ("words", models.TextField(blank=True)),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="meetings.meeting",
                    ),
                ),
                ("readout", kept("meetings.readout")),
                ("relation", kept("relations.relation")),
                ("item", kept("meetings.agendaitem", null=True)),
                ("passage", kept("meetings.passage", null=True)),
            ],
            options={"ordering": ["-id"]},
        ),
        migrations.RunPython(add, remove),
    ]
