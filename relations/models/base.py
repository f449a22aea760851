from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from relations.identity import fold, new_uid


class Identified(models.Model):
    """Something with an identity that outlives its name and its address."""

    uid = models.CharField(max_length=12, unique=True, default=new_uid, editable=False)

    class Meta:
        abstract = True


class FoldedName(models.Model):
    """A thing whose name is unique however it is spelled: see `fold`."""

    folded = models.CharField(max_length=400, unique=True, editable=False)

    name_field = "name"

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.folded = fold(getattr(self, self.name_field))
        if kwargs.get("update_fields") is not None:
            kwargs["update_fields"] = {*kwargs["update_fields"], "folded"}
        super().save(*args, **kwargs)

    def clean(self) -> None:
        super().clean()
        name = getattr(self, self.name_field)
        folded = fold(name)
        if not folded:
            raise ValidationError({self.name_field: "This name has no letters to know it by."})
        twin = type(self)._default_manager.filter(folded=folded).exclude(pk=self.pk).first()
        if twin is not None:
            raise ValidationError({self.name_field: f"“{twin}” is there already under this name."})


class NameForm(models.Model):
    """A name in another language, or a form of it that was used until some day."""

    language = models.CharField(max_length=12, help_text="For example “ja” or “en”.")
    text = models.CharField("name", max_length=250)
    short = models.CharField("short form", max_length=80, blank=True)
    used_until = models.DateField(
        null=True, blank=True, help_text="The last day on which this form was used, if it ended."
    )

    class Meta:
        abstract = True
        ordering = ["language", "used_until", "pk"]

    def __str__(self) -> str:
        return f"{self.text} ({self.language})"
