from django.db import migrations, models


class Migration(migrations.Migration):
    """Until when a topic's stored counts hold: what is stored already is looked at each time."""

    dependencies = [("meetings", "0011_joint_mentions")]
    operations = [
        migrations.AddField(
            model_name="topiccounted",
            name="holds_until",
            field=models.DateTimeField(null=True),
        ),
        migrations.RunSQL(
            "UPDATE meetings_topiccounted SET holds_until = at", migrations.RunSQL.noop
        ),
    ]
