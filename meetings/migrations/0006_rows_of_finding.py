
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('meetings', '0005_places'),
        ('relations', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='TopicCounted',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('tag', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='counted', to='meetings.tag')),
            ],
        ),
        migrations.CreateModel(
            name='Listing',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('further', models.BooleanField(default=False)),
                ('released_on', models.DateField()),
                ('live_from', models.DateTimeField()),
                ('live_until', models.DateTimeField(null=True)),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='meetings.meeting')),
                ('readout', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='meetings.readout')),
                ('relation', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='relations.relation')),
            ],
            options={
                'indexes': [models.Index(models.F('relation'), models.OrderBy(models.F('released_on'), descending=True), models.OrderBy(models.F('meeting'), descending=True), name='listing_of_relation'), models.Index(models.OrderBy(models.F('released_on'), descending=True), models.OrderBy(models.F('meeting'), descending=True), condition=models.Q(('further', False)), name='listing_by_day')],
            },
        ),
        migrations.CreateModel(
            name='Mention',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('further', models.BooleanField(default=False)),
                ('released_on', models.DateField()),
                ('live_from', models.DateTimeField()),
                ('live_until', models.DateTimeField(null=True)),
                ('position', models.PositiveSmallIntegerField()),
                ('facets', models.TextField(blank=True)),
                ('item', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='meetings.agendaitem')),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='meetings.meeting')),
                ('passage', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='meetings.passage')),
                ('readout', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='meetings.readout')),
                ('relation', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='relations.relation')),
                ('tag', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='mentions', to='meetings.tag')),
            ],
            options={
                'indexes': [models.Index(models.F('tag'), models.OrderBy(models.F('released_on'), descending=True), models.OrderBy(models.F('meeting'), descending=True), models.F('position'), condition=models.Q(('further', False)), name='mention_of_tag'), models.Index(models.F('tag'), models.F('relation'), models.OrderBy(models.F('released_on'), descending=True), models.OrderBy(models.F('meeting'), descending=True), models.F('position'), name='mention_of_tag_in_relation'), models.Index(models.F('tag'), models.F('live_from'), name='mention_begins'), models.Index(models.F('tag'), models.F('live_until'), name='mention_ends'), models.Index(models.F('item'), models.F('tag'), name='mention_of_item')],
            },
        ),
        migrations.CreateModel(
            name='TopicCount',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('facet', models.CharField(choices=[('all', 'all'), ('relation', 'relation'), ('own', 'own relation'), ('year', 'year'), ('person', 'person'), ('topic', 'other topic')], max_length=10)),
                ('key', models.BigIntegerField(default=0)),
                ('items', models.IntegerField(default=0)),
                ('tag', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='counts', to='meetings.tag')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('tag', 'facet', 'key'), name='topic_is_counted_once')],
                'indexes': [models.Index(fields=['facet', 'key'], name='topics_of_facet')],
            },
        ),
        migrations.CreateModel(
            name='Attendance',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('further', models.BooleanField(default=False)),
                ('released_on', models.DateField()),
                ('live_from', models.DateTimeField()),
                ('live_until', models.DateTimeField(null=True)),
                ('offices', models.TextField(blank=True)),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='meetings.meeting')),
                ('person', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='relations.person')),
                ('readout', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='meetings.readout')),
                ('relation', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='relations.relation')),
            ],
            options={
                'indexes': [models.Index(models.F('person'), models.OrderBy(models.F('released_on'), descending=True), models.OrderBy(models.F('meeting'), descending=True), name='attendance_of_person')],
            },
        ),
    ]
