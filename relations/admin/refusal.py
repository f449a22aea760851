"""What the database refuses, as a sentence over the form, with all that was typed still in it."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.db.models import BaseConstraint
from django.http import HttpRequest, HttpResponse

AT_ONCE = "Someone else saved the same at this moment: look at what is there, then save again."


class AnsweredForm(admin.ModelAdmin):
    """An admin whose form says what the database or an act refused while it was being saved."""

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return super().changeform_view(request, *args, **kwargs)
        except (IntegrityError, ValidationError) as error:
            request.refusal = sentence_of(error)  # type: ignore[attr-defined]
        # Nothing was written; the form is read once more, now with its answer.
        return super().changeform_view(request, *args, **kwargs)

    def get_form(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        form: Any = super().get_form(request, *args, **kwargs)
        form.refusal = getattr(request, "refusal", "")
        return form


def sentence_of(error: IntegrityError | ValidationError) -> str:
    """The sentence of the rule that was broken, or that somebody was faster."""
    if isinstance(error, ValidationError):
        return " ".join(error.messages)
    text = str(error).split("\n")[0]
    if text.endswith(".") and " " in text:
        return text
    return next((sentence for name, sentence in _sentences() if name in str(error)), AT_ONCE)


def _sentences() -> list[tuple[str, str]]:
    rules = [rule for model in apps.get_models() for rule in model._meta.constraints]
    said = [(rule.name, str(rule.violation_error_message)) for rule in rules]
    stock = str(BaseConstraint.default_violation_error_message)
    return [(name, sentence) for name, sentence in said if sentence != stock]
