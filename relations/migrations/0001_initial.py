
import django.core.validators
import django.db.models.deletion
import django.utils.timezone
import relations.identity
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Region',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.CharField(default=relations.identity.new_uid, editable=False, max_length=12, unique=True)),
                ('folded', models.CharField(editable=False, max_length=400, unique=True)),
                ('name', models.CharField(max_length=120)),
                ('slug', models.SlugField(max_length=120, unique=True)),
                ('position', models.PositiveSmallIntegerField(default=0, help_text='Its place among the regions, counted from the first.')),
            ],
            options={
                'ordering': ['position', 'name'],
            },
        ),
        migrations.CreateModel(
            name='Relation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.CharField(default=relations.identity.new_uid, editable=False, max_length=12, unique=True)),
                ('folded', models.CharField(editable=False, max_length=400, unique=True)),
                ('title', models.CharField(help_text='For example “Japan-United States of America Relations”.', max_length=200)),
                ('short_title', models.CharField(blank=True, help_text='For example “Japan-U.S.”.', max_length=80)),
                ('slug', models.SlugField(help_text='The last part of its address on the site.', max_length=120, unique=True)),
                ('listed_from', models.DateTimeField(blank=True, default=django.utils.timezone.now, help_text='From this moment the public finds it; empty for not yet.', null=True)),
            ],
            options={
                'ordering': ['title'],
            },
        ),
        migrations.CreateModel(
            name='Party',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.CharField(default=relations.identity.new_uid, editable=False, max_length=12, unique=True)),
                ('folded', models.CharField(editable=False, max_length=400, unique=True)),
                ('name', models.CharField(help_text='For example “United States of America”.', max_length=200)),
                ('short', models.CharField(blank=True, help_text='For example “U.S.”.', max_length=60, verbose_name='short name')),
                ('kind', models.CharField(choices=[('state', 'State'), ('region', 'Region'), ('organisation', 'Organisation'), ('group', 'Group of states')], default='state', max_length=12)),
                ('iso_code', models.CharField(blank=True, help_text='ISO 3166-1 alpha-2, if it has one.', max_length=2, null=True, unique=True, validators=[django.core.validators.RegexValidator('^[A-Z]{2}$', 'Two capital letters, such as “US”.')], verbose_name='ISO code')),
                ('predecessor', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='successors', to='relations.party')),
                ('region', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='parties', to='relations.region')),
            ],
            options={
                'verbose_name_plural': 'parties',
                'ordering': ['name'],
            },
        ),
        migrations.CreateModel(
            name='PartyName',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('language', models.CharField(help_text='For example “ja” or “en”.', max_length=12)),
                ('text', models.CharField(max_length=250, verbose_name='name')),
                ('short', models.CharField(blank=True, max_length=80, verbose_name='short form')),
                ('used_until', models.DateField(blank=True, help_text='The last day on which this form was used, if it ended.', null=True)),
                ('party', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='names', to='relations.party')),
            ],
            options={
                'ordering': ['language', 'used_until', 'pk'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Person',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.CharField(default=relations.identity.new_uid, editable=False, max_length=12, unique=True)),
                ('name', models.CharField(help_text='As we write it today.', max_length=200)),
                ('sort_name', models.CharField(blank=True, help_text='For lists: “Kishida Fumio”. Empty: as the name.', max_length=200)),
                ('slug', models.SlugField(max_length=120, unique=True)),
                ('merged_into', models.ForeignKey(blank=True, editable=False, help_text='The same person entered before, whose page is kept.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='merged', to='relations.person')),
            ],
            options={
                'verbose_name_plural': 'people',
                'ordering': ['sort_name', 'name'],
            },
        ),
        migrations.CreateModel(
            name='PersonName',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('language', models.CharField(help_text='For example “ja” or “en”.', max_length=12)),
                ('text', models.CharField(max_length=250, verbose_name='name')),
                ('short', models.CharField(blank=True, max_length=80, verbose_name='short form')),
                ('used_until', models.DateField(blank=True, help_text='The last day on which this form was used, if it ended.', null=True)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='names', to='relations.person')),
            ],
            options={
                'ordering': ['language', 'used_until', 'pk'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Post',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.CharField(default=relations.identity.new_uid, editable=False, max_length=12, unique=True)),
                ('title', models.CharField(help_text='For example “Secretary of State”.', max_length=200)),
                ('one_holder', models.BooleanField(default=True, help_text='Untick for posts such as “State Minister”, which several hold at once.', verbose_name='held by one person at a time')),
                ('party', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='posts', to='relations.party')),
            ],
            options={
                'ordering': ['party__name', 'title'],
            },
        ),
        migrations.CreateModel(
            name='Appointment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('started_on', models.DateField(blank=True, help_text='Empty: not known.', null=True, verbose_name='from')),
                ('ended_on', models.DateField(blank=True, help_text='The last day. Empty: in office as far as we know.', null=True, verbose_name='to')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='appointments', to='relations.person')),
                ('post', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='appointments', to='relations.post')),
            ],
            options={
                'ordering': ['-started_on', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='PostName',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('language', models.CharField(help_text='For example “ja” or “en”.', max_length=12)),
                ('text', models.CharField(max_length=250, verbose_name='name')),
                ('short', models.CharField(blank=True, max_length=80, verbose_name='short form')),
                ('used_until', models.DateField(blank=True, help_text='The last day on which this form was used, if it ended.', null=True)),
                ('post', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='names', to='relations.post')),
            ],
            options={
                'ordering': ['language', 'used_until', 'pk'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='RegionName',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('language', models.CharField(help_text='For example “ja” or “en”.', max_length=12)),
                ('text', models.CharField(max_length=250, verbose_name='name')),
                ('short', models.CharField(blank=True, max_length=80, verbose_name='short form')),
                ('used_until', models.DateField(blank=True, help_text='The last day on which this form was used, if it ended.', null=True)),
                ('region', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='names', to='relations.region')),
            ],
            options={
                'ordering': ['language', 'used_until', 'pk'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='RelationFact',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('label', models.CharField(max_length=120)),
                ('value', models.TextField()),
                ('as_of', models.CharField(blank=True, max_length=60, verbose_name='as of')),
                ('source', models.CharField(blank=True, max_length=200)),
                ('relation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='facts', to='relations.relation')),
            ],
            options={
                'verbose_name': 'basic-data row',
                'ordering': ['position', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='RelationLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('heading', models.CharField(default='Related Links', max_length=80)),
                ('text', models.CharField(max_length=200)),
                ('url', models.URLField(max_length=500, verbose_name='address')),
                ('relation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='links', to='relations.relation')),
            ],
            options={
                'verbose_name': 'link',
                'ordering': ['position', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='RelationName',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('language', models.CharField(help_text='For example “ja” or “en”.', max_length=12)),
                ('text', models.CharField(max_length=250, verbose_name='name')),
                ('short', models.CharField(blank=True, max_length=80, verbose_name='short form')),
                ('used_until', models.DateField(blank=True, help_text='The last day on which this form was used, if it ended.', null=True)),
                ('relation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='names', to='relations.relation')),
            ],
            options={
                'ordering': ['language', 'used_until', 'pk'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='RelationParty',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('party', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to='relations.party')),
                ('relation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='memberships', to='relations.relation')),
            ],
            options={
                'verbose_name': 'party',
                'verbose_name_plural': 'parties',
                'ordering': ['position', 'pk'],
            },
        ),
        migrations.AddField(
            model_name='relation',
            name='parties',
            field=models.ManyToManyField(related_name='relations', through='relations.RelationParty', to='relations.party'),
        ),
        migrations.CreateModel(
            name='PartyIdentifier',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('scheme', models.CharField(help_text='The register: “Wikidata”, “UN M49” …', max_length=40)),
                ('value', models.CharField(max_length=80)),
                ('party', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='identifiers', to='relations.party')),
            ],
            options={
                'ordering': ['scheme'],
                'constraints': [models.UniqueConstraint(fields=('scheme', 'value'), name='identifier_names_one_party', violation_error_message='Another party has this identifier.')],
            },
        ),
        migrations.AddConstraint(
            model_name='person',
            constraint=models.CheckConstraint(condition=models.Q(('merged_into__isnull', True), models.Q(('merged_into', models.F('id')), _negated=True), _connector='OR'), name='person_is_not_merged_into_themselves'),
        ),
        migrations.AddConstraint(
            model_name='post',
            constraint=models.UniqueConstraint(fields=('party', 'title'), name='post_is_there_once', violation_error_message='This party has this post already.'),
        ),
        migrations.AddConstraint(
            model_name='appointment',
            constraint=models.CheckConstraint(condition=models.Q(('ended_on__isnull', True), ('started_on__isnull', True), ('ended_on__gte', models.F('started_on')), _connector='OR'), name='appointment_ends_after_it_starts', violation_error_message='An appointment cannot end before it starts.'),
        ),
        migrations.AddConstraint(
            model_name='party',
            constraint=models.CheckConstraint(condition=models.Q(('predecessor__isnull', True), models.Q(('predecessor', models.F('id')), _negated=True), _connector='OR'), name='party_is_not_its_own_predecessor', violation_error_message='A party cannot come before itself.'),
        ),
        migrations.AddConstraint(
            model_name='relationparty',
            constraint=models.UniqueConstraint(fields=('relation', 'party'), name='party_stands_once_in_a_relation', violation_error_message='This party stands here already.'),
        ),
    ]
