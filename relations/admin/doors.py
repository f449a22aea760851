"""What the public finds, for “View on site”: each model's own question to the one door."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db.models import Model, QuerySet

from relations.models import Region, Relation

Question = Callable[[datetime], QuerySet[Any]]

_questions: dict[type[Model], Question] = {
    Region: Region.objects.with_relations,
    Relation: Relation.objects.listed,
}


def ask_by(model: type[Model], question: Question) -> None:
    """Let rows of `model` be public when `question` finds them at an instant."""
    _questions[model] = question


def is_public(row: Model, at: datetime) -> bool:
    """Whether the public finds a page of this row at the instant `at`."""
    question = _questions.get(type(row))
    return question is not None and question(at).filter(pk=row.pk).exists()
