"""One rich world: what is public in it, and everything hidden that can be made in between."""

from datetime import UTC, date, datetime, timedelta

from meetings import release, tagging
from meetings.models import Page, Readout, TagAlias
from tests.factories import (
    make_appointment,
    make_document,
    make_edition,
    make_occasion,
    make_party,
    make_person,
    make_photo,
    make_readout,
    make_region,
    make_relation,
    make_tag,
    user_called,
)

NOW = datetime(2017, 6, 1, 12, 0, tzinfo=UTC)
SAME_TITLE = "Foreign Ministers' Meeting"
SAME_DAY = date(2017, 2, 10)


def before(**delta):
    return NOW - timedelta(**delta)


def after(**delta):
    return NOW + timedelta(**delta)


# The public acts


def prepare(world):
    region = make_region("North", slug="north")
    parties = [make_party("Testland", region=region)]
    world["relation"] = make_relation("Japan-Testland Relations", parties, slug="testland")
    world["occasion"] = make_occasion("Summit", slug="summit")
    world["people"] = [make_person("Ann Example", slug="ann"), make_person("Bo", slug="bo")]
    world["tags"] = [make_tag("Trade"), make_tag("Peace"), make_tag("Fishing")]
    TagAlias.objects.create(tag=world["tags"][0], name="Commerce")
    own = {"slug": "visiting", "title": "訪問", "text": "受付。"}
    for language in ("en", "ja"):
        Page.objects.create(**own, language=language, live_from=before(days=20))


def release_plainly(world):
    world["plain"] = make_readout(
        live_from=before(days=9), tags=world["tags"], participants=world["people"],
        photos=[make_photo()], documents=[make_document()],
        passages=["They spoke of goods.", "They spoke of peace."], **ours(world),
    )  # fmt: skip


def correct(world):
    first = make_readout(live_from=before(days=8), tags=world["tags"][:2], **ours(world))
    make_edition(first, live_from=before(days=7), participants=world["people"][:1])


def translate(world):
    items = [passage.item for passage in world["plain"].passages.all()]
    japanese = make_readout(
        live_from=before(days=6), meeting=world["plain"].meeting, items=items, language="ja",
        title="会談", passages=["物品", "平和"], relation=world["relation"],
    )  # fmt: skip
    make_edition(japanese, live_from=before(days=5), passages=["物資", "平和"])


def withdraw(world):
    make_readout(
        live_from=before(days=5), withdrawn_at=before(days=4), tags=world["tags"], **ours(world)
    )


def seal(world):
    readout = make_readout(
        live_from=before(days=3), photos=[make_photo()], participants=world["people"][1:],
        tags=world["tags"][1:], passages=["Words that stay.", "Words that go."], **ours(world),
    )  # fmt: skip
    for target in (readout.passages.last(), readout.photo_uses.first().photo):
        release.seal(target=target, by=user_called("approver", "Approver"), reason="rights")


def rename_a_topic(world):
    tagging.rename(tag=world["tags"][2], name="Fisheries", by=user_called("approver"))


def release_now(world):
    draft = make_readout(title=SAME_TITLE, released_on=SAME_DAY, **ours(world))
    release.submit(readout=draft, by=draft.created_by)
    release.approve(readout=draft, by=user_called("approver", "Approver"))


def ours(world):
    return {"relation": world["relation"], "occasion": world["occasion"]}


ACTS = [
    prepare, release_plainly, correct, translate, withdraw, seal, rename_a_topic, release_now,
]  # fmt: skip


# What is hidden


def hide(world, number):
    """Make hidden readouts in all states, on public relations and occasions and on hidden ones."""
    hidden = {
        "relation": make_relation(
            parties=[make_party(region=make_region())],
            listed_from=[None, after(days=1)][number % 2],
        ),
        "occasion": make_occasion(),
        "participants": [make_person(), *world["people"]],
        "tags": [make_tag(), *world["tags"]],
        "photos": [make_photo()],
        "documents": [make_document()],
        "released_on": SAME_DAY - timedelta(days=60 * number),
    }
    TagAlias.objects.create(tag=hidden["tags"][0], name=f"Alias {number}")
    make_appointment(world["people"][0], started_on=date(2001 + number, 1, 1))
    make_person(merged_into=world["people"][0])
    for slug, begins in [(f"hidden-{number}", None), ("about", after(days=1 + number))]:
        Page.objects.create(slug=slug, title="Hidden page", text="Hidden.", live_from=begins)
    listed = {**hidden, **ours(world), "also_under": [hidden["relation"]]}
    make_readout(**hidden)
    make_readout(**hidden, live_from=after(minutes=1))
    make_readout(
        **{**listed, "released_on": SAME_DAY, "title": SAME_TITLE}, live_from=after(days=1)
    )
    make_readout(**listed, live_from=after(hours=1), withdrawn_at=after(minutes=1))
    in_review = make_readout(**listed)
    release.submit(readout=in_review, by=in_review.created_by)
    returned = make_readout(**listed, language="ja")
    release.submit(readout=returned, by=returned.created_by)
    approver = user_called("approver", "Approver")
    release.return_to_author(readout=returned, by=approver, comment="Not yet.")


def hide_beside_what_is_public():
    """On each public meeting: the next edition, and other languages, drafts and to come."""
    for readout in list(Readout.objects.live(NOW)):
        items = [passage.item for passage in readout.passages.all()]
        same = {
            "meeting": readout.meeting,
            "relation": readout.relation,
            "items": items,
            "passages": ["Hidden words." for _ in items],
            "participants": [make_person()],
            "photos": [make_photo()],
            "occasion": make_occasion(),
            "title": "A hidden title",
        }
        make_edition(readout, live_from=after(hours=2), **same)
        if readout.meeting.readouts.live(NOW).first() == readout:
            make_readout(language="fr", **same)
            make_readout(language="de", live_from=after(hours=3), **same)
