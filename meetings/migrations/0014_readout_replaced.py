from django.db import migrations, models


class Migration(migrations.Migration):
    """Corrections are found by the editions they replaced, of which there are few."""

    dependencies = [
        ('meetings', '0013_shared_topics'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='readout',
            index=models.Index(condition=models.Q(('live_until__isnull', False)), fields=['meeting'], name='readout_replaced'),
        ),
    ]
