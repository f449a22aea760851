from django.db import migrations


def make_anew(apps, schema_editor):
    """Rows that say nothing but what the record does: the code that keeps them makes them."""
    from meetings.search import index

    index.replace_all()


class Migration(migrations.Migration):
    """Who was at the table and the day are found; what stands over a piece has another mark."""

    dependencies = [("meetings", "0019_one_copy_of_each_form")]
    operations = [migrations.RunPython(make_anew, migrations.RunPython.noop)]
