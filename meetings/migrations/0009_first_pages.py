from datetime import UTC, datetime

from django.db import migrations

SINCE = datetime(2000, 1, 1, tzinfo=UTC)
TEXTS = {
    "about": (
        "About this Site",
        "On this site the ministry tells the public what was said at its meetings: with whom, when"
        " and where, and what was taken up.\n\n"
        "Each account stays as it was released. What is corrected is released anew, with a note"
        " that says what changed; [all corrections](/corrections/) are listed, and every earlier"
        " edition keeps its own address.\n\n"
        "Accounts are found by [country](/countries/), by [date](/readouts/), by"
        " [topic](/topics/) and by [word](/search/).",
    ),
    "legal": (
        "Legal Matters",
        "You may quote and copy what stands on this site if you name the ministry and the page as"
        " its source, and say so where you have changed it. Photographs bear the names of those"
        " who took them; rights of others remain theirs.\n\n"
        "A translation marked as provisional is for convenience; the original is authoritative.",
    ),
    "accessibility": (
        "Accessibility",
        "This site is made to be used with and without sight, mouse, JavaScript or a large screen,"
        " after the Web Content Accessibility Guidelines 2.2, level AA. Every photograph is"
        " described in words, and every page can be printed and enlarged.\n\n"
        "If something here keeps you from reading, tell us at the address at the foot of the page.",
    ),
}
VERBS = {
    "Author": ["view"],
    "Night duty": ["view"],
    "Approver": ["view", "add", "change"],
    "Administrator": ["view", "add", "change", "delete"],
}


def permission(apps, verb):
    """The permission, made here: Django makes its own only after the last migration."""
    kind, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="meetings", model="page"
    )
    return apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=kind, codename=f"{verb}_page", defaults={"name": f"Can {verb} page"}
    )[0]


def add(apps, schema_editor):
    model = apps.get_model("meetings", "Page")
    for slug, (title, text) in TEXTS.items():
        model.objects.create(slug=slug, language="en", title=title, text=text, live_from=SINCE)
    for group in apps.get_model("auth", "Group").objects.filter(name__in=VERBS):
        group.permissions.add(*(permission(apps, verb) for verb in VERBS[group.name]))


def remove(apps, schema_editor):
    apps.get_model("meetings", "Page").objects.filter(slug__in=TEXTS, live_from=SINCE).delete()
    apps.get_model("auth", "Permission").objects.filter(
        content_type__app_label="meetings", codename__endswith="_page"
    ).delete()


class Migration(migrations.Migration):
    """The pages to which the footer leads, with a text to begin with, and who may change them."""

    dependencies = [("meetings", "0008_pages")]
    operations = [migrations.RunPython(add, remove)]
