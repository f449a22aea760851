import meetings.models.page
import meetings.models.readout
from django.db import migrations, models


class Migration(migrations.Migration):
    """The ministry's own pages."""

    dependencies = [("meetings", "0007_search_texts")]

    operations = [
        migrations.CreateModel(
            name='Page',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(help_text='“about” stands at /about/. The footer leads to about, legal and accessibility.', max_length=40, validators=[meetings.models.page.free_slug], verbose_name='address')),
                ('language', models.CharField(default=meetings.models.readout.first_language, max_length=12)),
                ('title', models.CharField(max_length=200)),
                ('text', models.TextField(help_text='A blank line begins a new paragraph; [text](address) and addresses are links.')),
                ('live_from', models.DateTimeField(blank=True, help_text='Empty: not public. Of several texts of a page the newest to begin is shown.', null=True, verbose_name='public from')),
            ],
            options={
                'ordering': ['slug', 'language', '-live_from'],
                'constraints': [models.UniqueConstraint(fields=('slug', 'language', 'live_from'), name='page_has_one_text_at_a_time', violation_error_message='Another text of this page begins at the same instant.')],
            },
        ),
    ]
