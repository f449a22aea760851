import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """The few earlier meetings that an edition shares its topics with."""

    dependencies = [
        ('meetings', '0012_counts_hold_until'),
    ]

    operations = [
        migrations.CreateModel(
            name='SharedTopics',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('weight', models.PositiveIntegerField()),
                ('earlier', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='meetings.meeting')),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='meetings.meeting')),
                ('readout', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='meetings.readout')),
            ],
            options={
                'verbose_name_plural': 'shared topics',
            },
        ),
    ]
