from django.db import migrations

FORMS = [
    "Meeting",
    "Summit meeting",
    "Telephone talk",
    "Video conference",
    "Working breakfast",
    "Working lunch",
    "Working dinner",
    "Breakfast",
    "Lunch",
    "Dinner",
    "Courtesy call",
    "Strategic dialogue",
    "Consultations",
    "Informal talk",
    "Signing ceremony",
]


def add(apps, schema_editor):
    model = apps.get_model("meetings", "MeetingForm")
    model.objects.bulk_create(model(key=name.lower().replace(" ", "-"), name=name) for name in FORMS)


def remove(apps, schema_editor):
    apps.get_model("meetings", "MeetingForm").objects.filter(name__in=FORMS).delete()


class Migration(migrations.Migration):
    dependencies = [("meetings", "0002_one_live_edition")]
    operations = [migrations.RunPython(add, remove)]
