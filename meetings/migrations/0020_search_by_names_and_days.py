from django.db import migrations


class Migration(migrations.Migration):
    """Who was at the table and the day are found; what stands over a piece has another mark.

    The rows say nothing that the record does not: `manage.py settle` makes them anew.
    """

    dependencies = [("meetings", "0019_one_copy_of_each_form")]
    operations: list = []
