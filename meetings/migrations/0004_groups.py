from django.db import migrations

ROWS = [
    "meeting", "readout", "readoutrelation", "sitting", "participant", "participantappointment",
    "agendaitem", "passage", "taggeditem", "photo", "photouse", "document", "documentuse",
]
REFERENCE = [
    "relations.region", "relations.regionname", "relations.party", "relations.partyidentifier",
    "relations.partyname", "relations.relation", "relations.relationparty", "relations.relationfact",
    "relations.relationlink", "relations.relationname", "relations.person", "relations.personname",
    "relations.post", "relations.postname", "relations.appointment", "meetings.occasion",
    "meetings.occasionname", "meetings.tag", "meetings.tagalias", "meetings.tagname",
    "meetings.meetingform", "meetings.place",
]
AT_NIGHT = ["meetings.place", "relations.person", "relations.post", "relations.appointment", "meetings.occasion"]
LOG = ["meetings.entry", "meetings.snapshot", "meetings.seal", "meetings.sourcetext"]


def rights():
    """The rights of each group as "app.codename"."""
    author = {f"meetings.{verb}_{row}" for row in ROWS for verb in ("add", "change", "delete", "view")}
    author -= {"meetings.delete_meeting", "meetings.delete_photo", "meetings.delete_document"}
    author |= {with_verb("view", model) for model in [*REFERENCE, *LOG]}
    author |= {with_verb("add", model) for model in AT_NIGHT}
    author |= {"meetings.submit_readout"}
    taking_back = {"meetings.withdraw_readout", "meetings.seal_readout"}
    night = author | taking_back | {"meetings.release_alone"}
    reference = {with_verb(verb, model) for model in REFERENCE for verb in ("add", "change", "delete")}
    approver = author | taking_back | reference | {"meetings.approve_readout"}
    administrator = approver | {
        f"auth.{verb}_{model}"
        for model in ("user", "group")
        for verb in ("add", "change", "delete", "view")
    }
    return {
        "Author": author,
        "Approver": approver,
        "Night duty": night,
        "Administrator": administrator,
    }


def with_verb(verb, model):
    app, name = model.split(".")
    return f"{app}.{verb}_{name}"


ACTS = {
    "submit_readout": "Can send readouts for review",
    "approve_readout": "Can approve, return, reschedule, revoke and countersign readouts",
    "release_alone": "Can release a readout alone on night duty",
    "withdraw_readout": "Can withdraw and restore readouts",
    "seal_readout": "Can seal and lift seals",
}


def permission(apps, right):
    """The permission, made here: Django makes its own only after the last migration."""
    app, codename = right.split(".")
    model = "readout" if codename in ACTS else codename.split("_", 1)[1]
    kind, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label=app, model=model
    )
    name = ACTS.get(codename, f"Can {codename.replace('_', ' ')}")
    return apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=kind, codename=codename, defaults={"name": name}
    )[0]


def add(apps, schema_editor):
    groups = apps.get_model("auth", "Group").objects
    for name, group_rights in rights().items():
        group, _ = groups.get_or_create(name=name)
        group.permissions.set([permission(apps, right) for right in sorted(group_rights)])


def remove(apps, schema_editor):
    apps.get_model("auth", "Group").objects.filter(name__in=rights()).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("meetings", "0003_forms_of_meeting"),
        ("relations", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]
    operations = [migrations.RunPython(add, remove)]
