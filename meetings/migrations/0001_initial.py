
import django.db.models.deletion
import meetings.models.readout
import meetings.models.sitting
import relations.identity
import taggit.managers
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('relations', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='MeetingForm',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.SlugField(help_text='Its permanent key in stored documents.', max_length=40, unique=True)),
                ('name', models.CharField(max_length=80, unique=True)),
            ],
            options={
                'verbose_name': 'form of meeting',
                'verbose_name_plural': 'forms of meeting',
                'ordering': ['name'],
            },
        ),
        migrations.CreateModel(
            name='Place',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('folded', models.CharField(editable=False, max_length=400, unique=True)),
                ('name', models.CharField(max_length=120)),
                ('zone', models.CharField(help_text='For example “America/New_York”.', max_length=60, validators=[meetings.models.sitting.known_zone])),
                ('country', models.CharField(help_text='ISO 3166-1 alpha-2, such as “US”.', max_length=2)),
                ('also_called', models.TextField(blank=True, help_text='Other names, one a line.')),
            ],
            options={
                'ordering': ['name'],
            },
        ),
        migrations.CreateModel(
            name='Tag',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.CharField(default=relations.identity.new_uid, editable=False, max_length=12, unique=True)),
                ('folded', models.CharField(editable=False, max_length=400, unique=True)),
                ('name', models.CharField(max_length=100)),
                ('slug', models.SlugField(allow_unicode=True, max_length=120, unique=True)),
                ('description', models.TextField(blank=True)),
            ],
            options={
                'verbose_name': 'topic',
                'verbose_name_plural': 'topics',
                'ordering': ['name'],
            },
        ),
        migrations.CreateModel(
            name='Document',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('token', models.CharField(default=relations.identity.new_token, editable=False, max_length=40, unique=True)),
                ('sha256', models.CharField(editable=False, max_length=64, unique=True)),
                ('name', models.CharField(editable=False, max_length=200, unique=True, verbose_name='stored under')),
                ('size', models.PositiveIntegerField(editable=False, verbose_name='bytes')),
                ('pages', models.PositiveIntegerField(editable=False)),
                ('uploaded_at', models.DateTimeField(auto_now_add=True)),
                ('uploaded_by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-uploaded_at'],
            },
        ),
        migrations.CreateModel(
            name='Meeting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(default=relations.identity.new_number, editable=False, max_length=12, unique=True)),
                ('address_on', models.DateField(editable=False, null=True, verbose_name='day of its address')),
                ('slug', models.SlugField(editable=False, max_length=140, null=True)),
                ('wanted_slug', models.SlugField(editable=False, max_length=120, null=True)),
            ],
            options={
                'ordering': ['-pk'],
                'constraints': [models.UniqueConstraint(fields=('address_on', 'slug'), name='address_is_one_meetings'), models.CheckConstraint(condition=models.Q(models.Q(('address_on__isnull', True), ('slug__isnull', True), ('wanted_slug__isnull', True)), models.Q(('address_on__isnull', False), ('slug__isnull', False), ('wanted_slug__isnull', False)), _connector='OR'), name='address_has_day_and_slug')],
            },
        ),
        migrations.CreateModel(
            name='AgendaItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.CharField(default=relations.identity.new_uid, editable=False, max_length=12, unique=True)),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='items', to='meetings.meeting')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Occasion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.CharField(default=relations.identity.new_uid, editable=False, max_length=12, unique=True)),
                ('folded', models.CharField(editable=False, max_length=400, unique=True)),
                ('name', models.CharField(max_length=200)),
                ('slug', models.SlugField(max_length=120, unique=True)),
                ('place', models.CharField(blank=True, max_length=120)),
                ('starts_on', models.DateField(blank=True, null=True, verbose_name='from')),
                ('ends_on', models.DateField(blank=True, null=True, verbose_name='to')),
                ('description', models.TextField(blank=True)),
            ],
            options={
                'ordering': ['-starts_on', 'name'],
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('starts_on__isnull', True), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='occasion_ends_after_it_starts', violation_error_message='An occasion cannot end before it starts.')],
            },
        ),
        migrations.CreateModel(
            name='OccasionName',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('language', models.CharField(help_text='For example “ja” or “en”.', max_length=12)),
                ('text', models.CharField(max_length=250, verbose_name='name')),
                ('short', models.CharField(blank=True, max_length=80, verbose_name='short form')),
                ('used_until', models.DateField(blank=True, help_text='The last day on which this form was used, if it ended.', null=True)),
                ('occasion', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='names', to='meetings.occasion')),
            ],
            options={
                'ordering': ['language', 'used_until', 'pk'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Participant',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('side', models.CharField(choices=[('home', 'Our side'), ('counterpart', 'Counterpart'), ('other', 'Other')], default='counterpart', max_length=12)),
                ('honorific', models.CharField(blank=True, max_length=80)),
                ('name', models.CharField(blank=True, max_length=300, verbose_name='name as printed')),
                ('short', models.CharField(blank=True, max_length=160, verbose_name='short form')),
                ('offices', models.TextField(blank=True, help_text='As printed, one office a line: “Minister for Foreign Affairs”.')),
                ('role', models.CharField(blank=True, help_text='For example “chair”.', max_length=80)),
                ('is_group', models.BooleanField(default=False, help_text='“Six governors”.', verbose_name='a group')),
                ('is_anonymous', models.BooleanField(default=False, verbose_name='anonymous by decision')),
                ('party', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='relations.party')),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='participations', to='relations.person')),
            ],
            options={
                'ordering': ['position', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='ParticipantAppointment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('appointment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='relations.appointment')),
                ('participant', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='held_appointments', to='meetings.participant')),
            ],
        ),
        migrations.AddField(
            model_name='participant',
            name='appointments',
            field=models.ManyToManyField(blank=True, related_name='participations', through='meetings.ParticipantAppointment', to='relations.appointment'),
        ),
        migrations.CreateModel(
            name='Photo',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('token', models.CharField(default=relations.identity.new_token, editable=False, max_length=40, unique=True)),
                ('sha256', models.CharField(editable=False, max_length=64, unique=True)),
                ('name', models.CharField(editable=False, max_length=200, unique=True, verbose_name='stored under')),
                ('content_type', models.CharField(editable=False, max_length=20)),
                ('width', models.PositiveIntegerField(editable=False)),
                ('height', models.PositiveIntegerField(editable=False)),
                ('size', models.PositiveIntegerField(editable=False, verbose_name='bytes')),
                ('uploaded_at', models.DateTimeField(auto_now_add=True)),
                ('uploaded_by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-uploaded_at'],
            },
        ),
        migrations.CreateModel(
            name='Readout',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('language', models.CharField(default=meetings.models.readout.first_language, max_length=12)),
                ('status', models.CharField(choices=[('original', 'Original'), ('official', 'Official translation'), ('provisional', 'Provisional translation')], default='original', max_length=12)),
                ('section_label', models.CharField(blank=True, help_text="The line above the title as printed. Empty: the relation's title.", max_length=200, verbose_name='relation line')),
                ('title', models.CharField(blank=True, max_length=300)),
                ('released_on', models.DateField(blank=True, help_text='The date printed on the page.', null=True, verbose_name='release date')),
                ('introduction', models.TextField(blank=True)),
                ('correction_note', models.TextField(blank=True, help_text='Public: what this edition changes and why.')),
                ('source', models.CharField(blank=True, help_text='Where it was taken from, if it was imported.', max_length=500)),
                ('internal_note', models.TextField(blank=True, help_text='Never public.')),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('changed_at', models.DateTimeField(auto_now_add=True)),
                ('submitted_at', models.DateTimeField(editable=False, null=True)),
                ('approved_at', models.DateTimeField(editable=False, null=True)),
                ('night_reason', models.TextField(blank=True, editable=False)),
                ('countersigned_at', models.DateTimeField(editable=False, null=True)),
                ('live_from', models.DateTimeField(editable=False, null=True)),
                ('live_until', models.DateTimeField(editable=False, null=True)),
                ('withdrawn_at', models.DateTimeField(editable=False, null=True)),
                ('withdrawal_reason', models.CharField(blank=True, choices=[('error', 'Error of fact'), ('personal', 'Protection of personal data'), ('rights', 'Rights of others'), ('security', 'Security')], editable=False, max_length=12)),
                ('approved_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('changed_by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('countersigned_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('created_by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('follows', models.ForeignKey(blank=True, editable=False, help_text='The edition from which this one was opened.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='followers', to='meetings.readout')),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='readouts', to='meetings.meeting')),
                ('occasion', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='readouts', to='meetings.occasion')),
                ('relation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='readouts', to='relations.relation')),
                ('submitted_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('translation_of', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='translations', to='meetings.readout')),
            ],
            options={
                'ordering': ['-released_on', '-pk'],
                'permissions': [('submit_readout', 'Can send readouts for review'), ('approve_readout', 'Can approve, return, reschedule, revoke and countersign readouts'), ('release_alone', 'Can release a readout alone on night duty'), ('withdraw_readout', 'Can withdraw and restore readouts'), ('seal_readout', 'Can seal and lift seals')],
            },
        ),
        migrations.CreateModel(
            name='PhotoUse',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('alternative_text', models.CharField(blank=True, help_text='What the picture shows, for those who do not see it; 15 to 150 signs.', max_length=300)),
                ('caption', models.CharField(blank=True, max_length=400, verbose_name='caption as printed')),
                ('credit', models.CharField(blank=True, help_text='Without “Photo:”.', max_length=160)),
                ('photo', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='uses', to='meetings.photo')),
                ('readout', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='photo_uses', to='meetings.readout')),
            ],
            options={
                'verbose_name': 'photo',
                'ordering': ['position', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Passage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('depth', models.PositiveSmallIntegerField(default=0)),
                ('kind', models.CharField(choices=[('item', 'Item'), ('preamble', 'Preamble'), ('note', 'Note'), ('reference', 'Reference'), ('attendance', 'Attendance')], default='item', max_length=12)),
                ('label', models.CharField(blank=True, help_text='“2”, “(1)”, “A.”, or empty.', max_length=30, verbose_name='label as printed')),
                ('heading', models.CharField(blank=True, max_length=400)),
                ('text', models.TextField(blank=True, help_text='A blank line begins a new paragraph.')),
                ('language', models.CharField(blank=True, help_text="If it is not in the readout's own language.", max_length=12)),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='passages', to='meetings.agendaitem')),
                ('readout', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='passages', to='meetings.readout')),
            ],
            options={
                'ordering': ['position', 'pk'],
            },
        ),
        migrations.AddField(
            model_name='participant',
            name='readout',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='participants', to='meetings.readout'),
        ),
        migrations.CreateModel(
            name='Erasure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ground', models.TextField(help_text='The law and the demand.')),
                ('opened_at', models.DateTimeField()),
                ('closed_at', models.DateTimeField(null=True)),
                ('agreed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('demanded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('readout', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='erasures', to='meetings.readout')),
            ],
        ),
        migrations.CreateModel(
            name='Entry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('act', models.CharField(choices=[('save', 'saved'), ('submit', 'sent for review'), ('return', 'returned'), ('approve', 'approved'), ('reschedule', 'rescheduled'), ('revoke', 'revoked the approval of'), ('night', 'released alone on night duty'), ('countersign', 'countersigned'), ('withdraw', 'withdrew'), ('restore', 'restored'), ('correct', 'opened a correction of'), ('translate', 'opened a translation of'), ('seal', 'sealed'), ('lift', 'lifted the seal on'), ('discard', 'discarded'), ('move', 'moved the address of'), ('tag', 'attached or detached topics of'), ('rename', 'renamed'), ('merge', 'merged')], max_length=12)),
                ('subject', models.CharField(max_length=400)),
                ('reason', models.TextField(blank=True)),
                ('before', models.CharField(blank=True, max_length=64, verbose_name='hash before')),
                ('after', models.CharField(blank=True, max_length=64, verbose_name='hash after')),
                ('details', models.JSONField(blank=True, default=dict)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('meeting', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='entries', to='meetings.meeting')),
                ('readout', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='entries', to='meetings.readout')),
            ],
            options={
                'verbose_name_plural': 'entries',
                'ordering': ['-at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='DocumentUse',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('title', models.CharField(max_length=300, verbose_name='title as printed')),
                ('kind', models.CharField(choices=[('statement', 'Joint statement'), ('fact sheet', 'Fact sheet'), ('agreement', 'Agreement'), ('annex', 'Annex'), ('other', 'Other')], default='statement', max_length=12)),
                ('language', models.CharField(blank=True, help_text="If not the readout's own.", max_length=12)),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='uses', to='meetings.document')),
                ('readout', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='document_uses', to='meetings.readout')),
            ],
            options={
                'verbose_name': 'document',
                'ordering': ['position', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='ReadoutRelation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('readout', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='listings', to='meetings.readout')),
                ('relation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='listings', to='relations.relation')),
            ],
            options={
                'verbose_name': 'further relation',
                'ordering': ['pk'],
            },
        ),
        migrations.AddField(
            model_name='readout',
            name='also_under',
            field=models.ManyToManyField(blank=True, related_name='also_readouts', through='meetings.ReadoutRelation', to='relations.relation'),
        ),
        migrations.CreateModel(
            name='Rendition',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('format', models.CharField(choices=[('avif', 'AVIF'), ('jpeg', 'JPEG')], max_length=4)),
                ('width', models.PositiveIntegerField()),
                ('height', models.PositiveIntegerField()),
                ('size', models.PositiveIntegerField(verbose_name='bytes')),
                ('sha256', models.CharField(max_length=64)),
                ('name', models.CharField(max_length=200, unique=True, verbose_name='stored under')),
                ('photo', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='renditions', to='meetings.photo')),
            ],
            options={
                'ordering': ['format', 'width'],
            },
        ),
        migrations.CreateModel(
            name='Seal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.CharField(choices=[('error', 'Error of fact'), ('personal', 'Protection of personal data'), ('rights', 'Rights of others'), ('security', 'Security')], max_length=12)),
                ('sealed_at', models.DateTimeField()),
                ('lifted_at', models.DateTimeField(null=True)),
                ('document', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='seals', to='meetings.document')),
                ('lifted_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('participant', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='seals', to='meetings.participant')),
                ('passage', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='seals', to='meetings.passage')),
                ('photo', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='seals', to='meetings.photo')),
                ('readout', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='seals', to='meetings.readout')),
                ('sealed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-sealed_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Sitting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('held_on', models.DateField(help_text='The day at the place of the meeting.', verbose_name='day')),
                ('began_at', models.DateTimeField(blank=True, null=True, verbose_name='began')),
                ('zone', models.CharField(blank=True, help_text='The zone of the place, such as “America/New_York”. Empty: not known.', max_length=60, validators=[meetings.models.sitting.known_zone])),
                ('precision', models.CharField(blank=True, choices=[('exact', 'exactly'), ('around', 'around'), ('just after', 'just after')], max_length=10)),
                ('minutes', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='lasted (minutes)')),
                ('minutes_precision', models.CharField(blank=True, choices=[('exact', 'exactly'), ('about', 'about'), ('over', 'over')], max_length=10, verbose_name='minutes are')),
                ('place', models.CharField(blank=True, max_length=160)),
                ('as_printed', models.CharField(blank=True, max_length=300, verbose_name='time as printed')),
                ('form', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='meetings.meetingform')),
                ('readout', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sittings', to='meetings.readout')),
            ],
            options={
                'ordering': ['position', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Snapshot',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField()),
                ('made_at', models.DateTimeField(auto_now_add=True)),
                ('schema', models.PositiveSmallIntegerField()),
                ('content', models.BinaryField()),
                ('sha256', models.CharField(max_length=64)),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('readout', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='snapshots', to='meetings.readout')),
            ],
            options={
                'ordering': ['made_at', 'pk'],
            },
        ),
        migrations.AddField(
            model_name='readout',
            name='approved',
            field=models.OneToOneField(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='approves', to='meetings.snapshot'),
        ),
        migrations.CreateModel(
            name='SourceText',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField()),
                ('sha256', models.CharField(max_length=64)),
                ('name', models.CharField(blank=True, max_length=200, verbose_name='file name')),
                ('received_at', models.DateTimeField(auto_now_add=True)),
                ('readout', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='source_texts', to='meetings.readout')),
                ('received_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['received_at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='FormerTagAddress',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(allow_unicode=True, max_length=120, unique=True)),
                ('tag', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='former_addresses', to='meetings.tag')),
            ],
            options={
                'verbose_name_plural': 'former topic addresses',
            },
        ),
        migrations.CreateModel(
            name='TagAlias',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('folded', models.CharField(editable=False, max_length=400, unique=True)),
                ('name', models.CharField(max_length=100)),
                ('tag', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='aliases', to='meetings.tag')),
            ],
            options={
                'verbose_name': 'alias',
                'verbose_name_plural': 'aliases',
                'ordering': ['name'],
            },
        ),
        migrations.CreateModel(
            name='TaggedItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('attached_at', models.DateTimeField(auto_now_add=True)),
                ('attached_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('content_object', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='tagged', to='meetings.agendaitem')),
                ('tag', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='tagged', to='meetings.tag')),
            ],
            options={
                'ordering': ['tag__name'],
            },
        ),
        migrations.AddField(
            model_name='agendaitem',
            name='tags',
            field=taggit.managers.TaggableManager(blank=True, help_text='A comma-separated list of tags.', through='meetings.TaggedItem', to='meetings.Tag', verbose_name='Tags'),
        ),
        migrations.CreateModel(
            name='TagName',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('language', models.CharField(help_text='For example “ja” or “en”.', max_length=12)),
                ('text', models.CharField(max_length=250, verbose_name='name')),
                ('short', models.CharField(blank=True, max_length=80, verbose_name='short form')),
                ('used_until', models.DateField(blank=True, help_text='The last day on which this form was used, if it ended.', null=True)),
                ('tag', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='names', to='meetings.tag')),
            ],
            options={
                'ordering': ['language', 'used_until', 'pk'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='FormerAddress',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('address_on', models.DateField()),
                ('slug', models.SlugField(max_length=140)),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='former_addresses', to='meetings.meeting')),
            ],
            options={
                'verbose_name_plural': 'former addresses',
                'constraints': [models.UniqueConstraint(fields=('address_on', 'slug'), name='former_address_is_one_meetings')],
            },
        ),
        migrations.AddConstraint(
            model_name='participantappointment',
            constraint=models.UniqueConstraint(fields=('participant', 'appointment'), name='sat_once_in_an_appointment'),
        ),
        migrations.AddConstraint(
            model_name='photouse',
            constraint=models.UniqueConstraint(fields=('readout', 'position'), name='photo_has_its_own_position'),
        ),
        migrations.AddConstraint(
            model_name='photouse',
            constraint=models.UniqueConstraint(fields=('readout', 'photo'), name='photo_stands_once_in_an_edition', violation_error_message='This photo stands in this readout already.'),
        ),
        migrations.AddConstraint(
            model_name='passage',
            constraint=models.UniqueConstraint(fields=('readout', 'position'), name='passage_has_its_own_position'),
        ),
        migrations.AddConstraint(
            model_name='passage',
            constraint=models.UniqueConstraint(fields=('readout', 'item'), name='item_stands_once_in_an_edition', violation_error_message='This agenda item stands in this edition already.'),
        ),
        migrations.AddConstraint(
            model_name='passage',
            constraint=models.CheckConstraint(condition=models.Q(('depth__lte', 3)), name='passage_is_at_most_four_deep', violation_error_message='Passages go four levels deep at most.'),
        ),
        migrations.AddConstraint(
            model_name='passage',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('label', ''), _negated=True), models.Q(('heading', ''), _negated=True), models.Q(('text', ''), _negated=True), _connector='OR'), name='passage_says_something', violation_error_message='A passage has a label, a heading or a text.'),
        ),
        migrations.AddConstraint(
            model_name='participant',
            constraint=models.UniqueConstraint(fields=('readout', 'position'), name='participant_has_their_own_position'),
        ),
        migrations.AddConstraint(
            model_name='participant',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('name', ''), _negated=True), models.Q(('is_anonymous', True), models.Q(('offices', ''), _negated=True)), _connector='OR'), name='participant_is_named_or_anonymous', violation_error_message='A participant has a name, or is anonymous by decision and has an office.'),
        ),
        migrations.AddConstraint(
            model_name='participant',
            constraint=models.CheckConstraint(condition=models.Q(('person__isnull', True), models.Q(('is_anonymous', False), ('is_group', False)), _connector='OR'), name='group_or_anonymous_is_no_person', violation_error_message='A group or an anonymous participant points to no person.'),
        ),
        migrations.AddConstraint(
            model_name='erasure',
            constraint=models.CheckConstraint(condition=models.Q(('demanded_by', models.F('agreed_by')), _negated=True), name='two_people_open_the_door', violation_error_message='Two different people agree to an erasure.'),
        ),
        migrations.AddConstraint(
            model_name='erasure',
            constraint=models.CheckConstraint(condition=models.Q(('ground', ''), _negated=True), name='erasure_has_its_ground'),
        ),
        migrations.AddConstraint(
            model_name='documentuse',
            constraint=models.UniqueConstraint(fields=('readout', 'position'), name='document_has_its_own_position'),
        ),
        migrations.AddConstraint(
            model_name='documentuse',
            constraint=models.UniqueConstraint(fields=('readout', 'document'), name='document_stands_once_in_an_edition', violation_error_message='This document stands in this readout already.'),
        ),
        migrations.AddConstraint(
            model_name='readoutrelation',
            constraint=models.UniqueConstraint(fields=('readout', 'relation'), name='listed_once_under_a_relation', violation_error_message='It is listed under this relation already.'),
        ),
        migrations.AddConstraint(
            model_name='rendition',
            constraint=models.UniqueConstraint(fields=('photo', 'format', 'width'), name='rendition_is_made_once'),
        ),
        migrations.AddConstraint(
            model_name='seal',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('document__isnull', True), ('participant__isnull', True), ('passage__isnull', True), ('photo__isnull', True), ('readout__isnull', False)), models.Q(('document__isnull', True), ('participant__isnull', True), ('passage__isnull', False), ('photo__isnull', True), ('readout__isnull', True)), models.Q(('document__isnull', True), ('participant__isnull', False), ('passage__isnull', True), ('photo__isnull', True), ('readout__isnull', True)), models.Q(('document__isnull', True), ('participant__isnull', True), ('passage__isnull', True), ('photo__isnull', False), ('readout__isnull', True)), models.Q(('document__isnull', False), ('participant__isnull', True), ('passage__isnull', True), ('photo__isnull', True), ('readout__isnull', True)), _connector='OR'), name='seal_lies_on_one_thing', violation_error_message='A seal lies on exactly one thing.'),
        ),
        migrations.AddConstraint(
            model_name='seal',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('lifted_at__isnull', True), ('lifted_by__isnull', True)), models.Q(('lifted_at__gte', models.F('sealed_at')), ('lifted_by__isnull', False)), _connector='OR'), name='seal_is_lifted_by_someone'),
        ),
        migrations.AddConstraint(
            model_name='seal',
            constraint=models.UniqueConstraint(condition=models.Q(('lifted_at__isnull', True)), fields=('readout',), name='one_seal_on_a_readout', violation_error_message='A seal lies on this already.'),
        ),
        migrations.AddConstraint(
            model_name='seal',
            constraint=models.UniqueConstraint(condition=models.Q(('lifted_at__isnull', True)), fields=('passage',), name='one_seal_on_a_passage', violation_error_message='A seal lies on this already.'),
        ),
        migrations.AddConstraint(
            model_name='seal',
            constraint=models.UniqueConstraint(condition=models.Q(('lifted_at__isnull', True)), fields=('participant',), name='one_seal_on_a_participant', violation_error_message='A seal lies on this already.'),
        ),
        migrations.AddConstraint(
            model_name='seal',
            constraint=models.UniqueConstraint(condition=models.Q(('lifted_at__isnull', True)), fields=('photo',), name='one_seal_on_a_photo', violation_error_message='A seal lies on this already.'),
        ),
        migrations.AddConstraint(
            model_name='seal',
            constraint=models.UniqueConstraint(condition=models.Q(('lifted_at__isnull', True)), fields=('document',), name='one_seal_on_a_document', violation_error_message='A seal lies on this already.'),
        ),
        migrations.AddConstraint(
            model_name='sitting',
            constraint=models.UniqueConstraint(fields=('readout', 'position'), name='sitting_has_its_own_position'),
        ),
        migrations.AddConstraint(
            model_name='sitting',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('began_at__isnull', True), ('precision', '')), models.Q(('began_at__isnull', False), models.Q(('precision', ''), _negated=True)), _connector='OR'), name='a_time_has_its_precision', violation_error_message='A time of beginning is exact, around or just after.'),
        ),
        migrations.AddConstraint(
            model_name='sitting',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('minutes__isnull', True), ('minutes_precision', '')), models.Q(('minutes__gt', 0), models.Q(('minutes_precision', ''), _negated=True)), _connector='OR'), name='minutes_have_their_precision', violation_error_message='Minutes are more than none, and exact, about or over.'),
        ),
        migrations.AddIndex(
            model_name='readout',
            index=models.Index(fields=['-released_on', '-id'], name='readout_by_day'),
        ),
        migrations.AddIndex(
            model_name='readout',
            index=models.Index(fields=['relation', '-released_on', '-id'], name='readout_by_relation'),
        ),
        migrations.AddIndex(
            model_name='readout',
            index=models.Index(fields=['live_from'], name='readout_by_release'),
        ),
        migrations.AddConstraint(
            model_name='readout',
            constraint=models.UniqueConstraint(condition=models.Q(('approved_at__isnull', True)), fields=('meeting', 'language'), name='one_draft_per_language', violation_error_message='A draft in this language is there already.'),
        ),
        migrations.AddConstraint(
            model_name='readout',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('approved__isnull', True), ('approved_at__isnull', True), ('approved_by__isnull', True), ('live_from__isnull', True), ('live_until__isnull', True), ('withdrawn_at__isnull', True)), models.Q(('approved__isnull', False), ('approved_at__isnull', False), ('approved_by__isnull', False), ('live_from__isnull', False), ('relation__isnull', False), ('released_on__isnull', False), ('submitted_by__isnull', False), models.Q(('title', ''), _negated=True), models.Q(('section_label', ''), _negated=True)), _connector='OR'), name='approval_is_whole', violation_error_message='An approved readout has a title, a relation, a release date, two signatures and a time of release; a draft has no time of release.'),
        ),
        migrations.AddConstraint(
            model_name='readout',
            constraint=models.CheckConstraint(condition=models.Q(('approved_at__isnull', True), models.Q(('night_reason', ''), _negated=True), models.Q(models.Q(('submitted_by', models.F('approved_by')), _negated=True), models.Q(('changed_by', models.F('submitted_by')), ('changed_by', models.F('approved_by')), _connector='OR')), _connector='OR'), name='two_people_sign', violation_error_message='Two different people sign a release, and whoever changed it last is one of them.'),
        ),
        migrations.AddConstraint(
            model_name='readout',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('countersigned_at__isnull', True), ('countersigned_by__isnull', True)), models.Q(('approved_at__isnull', False), ('countersigned_at__isnull', False), models.Q(('night_reason', ''), _negated=True), models.Q(('countersigned_by', models.F('approved_by')), _negated=True)), _connector='OR'), name='another_person_countersigns', violation_error_message='A second person countersigns a release made alone.'),
        ),
        migrations.AddConstraint(
            model_name='readout',
            constraint=models.CheckConstraint(condition=models.Q(('live_until__isnull', True), ('live_until__gt', models.F('live_from')), _connector='OR'), name='edition_ends_after_it_begins', violation_error_message='An edition cannot end before it begins.'),
        ),
        migrations.AddConstraint(
            model_name='readout',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('submitted_at__isnull', True), ('submitted_by__isnull', True)), models.Q(('submitted_at__isnull', False), ('submitted_by__isnull', False)), _connector='OR'), name='submission_is_signed'),
        ),
        migrations.AddConstraint(
            model_name='readout',
            constraint=models.CheckConstraint(condition=models.Q(('translation_of__isnull', True), models.Q(('status', 'original'), _negated=True), _connector='OR'), name='an_original_translates_nothing', violation_error_message='An original is not a translation of another edition.'),
        ),
        migrations.AddConstraint(
            model_name='readout',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('withdrawal_reason', ''), ('withdrawn_at__isnull', True)), models.Q(('withdrawn_at__isnull', False), models.Q(('withdrawal_reason', ''), _negated=True)), _connector='OR'), name='withdrawal_has_its_reason', violation_error_message='A withdrawal has a reason.'),
        ),
        migrations.AddIndex(
            model_name='sourcetext',
            index=models.Index(fields=['sha256'], name='source_by_digest'),
        ),
        migrations.AddIndex(
            model_name='taggeditem',
            index=models.Index(fields=['tag', 'content_object'], name='items_of_a_tag'),
        ),
        migrations.AddConstraint(
            model_name='taggeditem',
            constraint=models.UniqueConstraint(fields=('content_object', 'tag'), name='item_carries_a_tag_once'),
        ),
    ]
