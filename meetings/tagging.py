"""Topics on agenda items, and the vocabulary: each change is logged.

Topics are finding aids and no part of what is approved; on public rows they show at once.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from meetings import finding, log
from meetings.models import (
    AgendaItem,
    Entry,
    FormerTagAddress,
    Meeting,
    Tag,
    TagAlias,
    TaggedItem,
    TagName,
)
from relations.identity import fold

if TYPE_CHECKING:
    from django.contrib.auth.models import User

MOST = 30


class TooManyTopics(ValueError):
    """More topics on one agenda item than anyone could mean."""


def find(name: str) -> Tag | None:
    """The topic that bears this name or alias, however it is spelled."""
    key = fold(name)
    return Tag.objects.filter(folded=key).first() or Tag.objects.filter(aliases__folded=key).first()


def attach(*, item: AgendaItem, tags: Iterable[Tag], by: User) -> list[Tag]:
    """Attach topics to an agenda item; gives those that were new to it."""
    added, _ = set_tags(item=item, tags=[*_tags_of(item), *tags], by=by)
    return added


def detach(*, item: AgendaItem, tags: Iterable[Tag], by: User) -> list[Tag]:
    """Detach topics from an agenda item; gives those that it had carried."""
    gone = set(tags)
    _, removed = set_tags(item=item, tags=[t for t in _tags_of(item) if t not in gone], by=by)
    return removed


@transaction.atomic
def set_tags(*, item: AgendaItem, tags: Iterable[Tag], by: User) -> tuple[list[Tag], list[Tag]]:
    """Let an agenda item carry just these topics; gives the added and the removed ones.

    Raises TooManyTopics. An item that carries them already leaves no entry in the log.
    """
    wanted = list(dict.fromkeys(tags))
    if len(wanted) > MOST:
        raise TooManyTopics(f"An agenda item carries at most {MOST} topics.")
    # What is public of the meeting changes one act at a time.
    Meeting.objects.select_for_update().get(pk=item.meeting_id)
    there = _tags_of(item)
    added = [tag for tag in wanted if tag not in there]
    removed = [tag for tag in there if tag not in wanted]
    if not added and not removed:
        return [], []
    TaggedItem.objects.filter(content_object=item, tag__in=removed).delete()
    TaggedItem.objects.bulk_create(
        [TaggedItem(content_object=item, tag=tag, attached_by=by) for tag in added],
        ignore_conflicts=True,
    )
    finding.settle([item.meeting_id])
    details = {"added": [t.name for t in added], "removed": [t.name for t in removed]}
    log.write(act=Entry.Act.TAG, by=by, meeting=item.meeting, subject=str(item), details=details)
    return added, removed


@transaction.atomic
def rename(*, tag: Tag, name: str, by: User) -> Tag:
    """Give a topic another name; what the public knew of it, name and address, leads on.

    The address follows the name. Raises django.core.exceptions.ValidationError for a name that
    another topic or alias bears.
    """
    old_name, old_slug = tag.name, tag.slug
    tag.name, tag.slug = name, Tag().slugify(name)
    if FormerTagAddress.objects.filter(slug=tag.slug).exclude(tag=tag).exists():
        tag.slug = f"{tag.slug}-{tag.uid[:4]}"
    tag.full_clean()
    _leave_address(tag, old_slug)
    tag.save()
    if _was_public(tag):
        today = timezone.localdate()
        TagName.objects.create(tag=tag, language=_first_language(), text=old_name, used_until=today)
    log.write(act=Entry.Act.RENAME, by=by, subject=f"topic “{old_name}” to “{name}”")
    return tag


@transaction.atomic
def merge(*, tag: Tag, into: Tag, by: User) -> int:
    """Join a topic to another, which then carries its items, names and addresses.

    The public is told of no name that it did not know: that stays an alias of the desk alone, or,
    too long for one, in the log. Of two names in one language, that of the kept topic stays in use.
    Gives the number of agenda items that changed. Raises ValueError for a topic and itself.
    """
    if tag == into:
        raise ValueError("A topic cannot be merged into itself.")
    was_public = _was_public(tag)
    items = set(tag.tagged.values_list("content_object", flat=True))
    meetings = set(tag.tagged.values_list("content_object__meeting", flat=True))
    there = set(into.tagged.values_list("content_object", flat=True))
    TaggedItem.objects.filter(tag=tag, content_object__in=items & there).delete()
    TaggedItem.objects.filter(tag=tag).update(tag=into)
    names = {tag.name: was_public}
    for name, is_public in tag.aliases.values_list("name", "is_public"):
        names[name] = was_public and is_public
    if was_public:
        _hand_on_names(tag, into)
    else:
        names |= dict.fromkeys(tag.names.values_list("text", flat=True), False)
    former = list(tag.former_addresses.values_list("slug", flat=True))
    slugs = [tag.slug, *former] if was_public else former
    finding.settle(meetings)
    tag.delete()
    FormerTagAddress.objects.bulk_create(FormerTagAddress(tag=into, slug=slug) for slug in slugs)
    longest = TagAlias._meta.get_field("name").max_length or 0
    for name, is_public in names.items():
        if len(name) <= longest and find(name) is None:
            TagAlias.objects.create(tag=into, name=name, is_public=is_public)
    moved = sorted(items - there)
    name, *aliases = names
    details = {"items": len(items), "aliases": aliases}
    log.write(act=Entry.Act.MERGE, by=by, subject=f"topic “{name}” into “{into}”", details=details)
    return len(moved)


def _hand_on_names(tag: Tag, into: Tag) -> None:
    in_use = tag.names.filter(used_until__isnull=True)
    own = into.names.filter(used_until__isnull=True).values("language")
    in_use.filter(language__in=own).update(used_until=timezone.localdate())
    tag.names.update(tag=into)


def _tags_of(item: AgendaItem) -> list[Tag]:
    return list(Tag.objects.filter(tagged__content_object=item).order_by("name"))


def _leave_address(tag: Tag, slug: str) -> None:
    """The old address redirects, if the public ever knew it."""
    FormerTagAddress.objects.filter(tag=tag, slug=tag.slug).delete()
    if slug != tag.slug and _was_public(tag):
        FormerTagAddress.objects.get_or_create(slug=slug, defaults={"tag": tag})


def _was_public(tag: Tag) -> bool:
    return Tag.objects.ever_public(timezone.now()).filter(pk=tag.pk).exists()


def _first_language() -> str:
    from meetings.models.readout import first_language

    return first_language()
