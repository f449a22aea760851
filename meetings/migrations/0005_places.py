from django.db import migrations

from meetings.intake.places import shipped_cities
from relations.identity import fold


def add(apps, schema_editor):
    model = apps.get_model("meetings", "Place")
    model.objects.bulk_create(
        model(
            name=city.name,
            folded=fold(city.name),
            zone=city.zone,
            country=city.country,
            also_called="\n".join(city.aliases),
        )
        for city in shipped_cities()
    )


def remove(apps, schema_editor):
    apps.get_model("meetings", "Place").objects.all().delete()


class Migration(migrations.Migration):
    """The capitals and cities that come with the software; editors add to them."""

    dependencies = [("meetings", "0004_groups")]
    operations = [migrations.RunPython(add, remove)]
