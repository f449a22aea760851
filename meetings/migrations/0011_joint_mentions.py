import django.db.models.deletion
from django.db import migrations, models

COLUMNS = (
    "meeting_id, readout_id, relation_id, further, released_on, live_from, live_until, "
    "item_id, passage_id, position, facets, tag_id"
)
# All mentions of an item under a relation have the same times.
FILL = f"""
INSERT INTO meetings_jointmention ({COLUMNS}, other_id)
SELECT {", ".join(f"m.{column}" for column in COLUMNS.split(", "))}, o.tag_id
FROM meetings_mention m JOIN meetings_mention o
ON o.item_id = m.item_id AND o.relation_id = m.relation_id AND o.further = m.further
AND o.live_from = m.live_from AND o.tag_id > m.tag_id
"""


def kept(to):
    return models.ForeignKey(
        db_constraint=False,
        db_index=False,
        on_delete=django.db.models.deletion.DO_NOTHING,
        related_name="+",
        to=to,
    )


def topic():
    return models.ForeignKey(
        db_index=False,
        on_delete=django.db.models.deletion.CASCADE,
        related_name="+",
        to="meetings.tag",
    )


class Migration(migrations.Migration):
    """The agenda items of two topics at once, found without passing through those of either."""

    dependencies = [
        ("meetings", "0010_what_the_desk_remembers"),
        ("relations", "0001_initial"),
    ]
    operations = [
        migrations.CreateModel(
            name="JointMention",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("further", models.BooleanField(default=False)),
                ("released_on", models.DateField()),
                ("live_from", models.DateTimeField()),
                ("live_until", models.DateTimeField(null=True)),
                ("position", models.PositiveSmallIntegerField()),
                ("facets", models.TextField(blank=True)),
                ("item", kept("meetings.agendaitem")),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="meetings.meeting",
                    ),
                ),
                ("other", topic()),
                ("passage", kept("meetings.passage")),
                ("readout", kept("meetings.readout")),
                ("relation", kept("relations.relation")),
                ("tag", topic()),
            ],
            options={
                "indexes": [
                    models.Index(
                        models.F("tag"),
                        models.F("other"),
                        models.OrderBy(models.F("released_on"), descending=True),
                        models.OrderBy(models.F("meeting"), descending=True),
                        models.F("position"),
                        name="mention_of_two_tags",
                    )
                ],
            },
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
    ]
