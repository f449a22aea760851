"""The parts of forms that are written by hand are those of Django's templates, sign by sign."""

from collections import Counter

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates
from django.utils.safestring import mark_safe

from config.rendering import PARTS, FormRenderer
from tests.admin_forms import signed_in
from tests.factories import make_draft, make_user
from tests.meetings.sample import passages

AWKWARD = "“a” < b & 'c' > \"d\""


class Awkward(forms.Form):
    """Every kind of part, with what is escaped, left out, safe already, or no text."""

    text = forms.CharField(label=AWKWARD, help_text="x", widget=forms.TextInput({"title": AWKWARD}))
    empty = forms.CharField(required=False, widget=forms.TextInput({"autofocus": True, "x": False}))
    number = forms.IntegerField(label=mark_safe("<b>Safe</b>"))
    hidden = forms.CharField(widget=forms.HiddenInput, initial=AWKWARD)
    ticked = forms.BooleanField(initial=True)
    long = forms.CharField(widget=forms.Textarea, initial=f"\n{AWKWARD}\r\n")
    one = forms.ChoiceField(choices=[("", "--"), ("a", AWKWARD), ("Group <", [(1, 2), (None, 3)])])
    several = forms.MultipleChoiceField(choices=[(AWKWARD, "b"), (True, "c")], initial=[AWKWARD])


@pytest.fixture
def compared(monkeypatch):
    """Count the parts that are rendered; each is compared with what its template writes."""
    counted, by_hand = Counter(), FormRenderer.render

    def both(self, template_name, context, request=None):
        told = by_hand(self, template_name, context, request)
        assert told == DjangoTemplates.render(self, template_name, context, request)
        counted[template_name] += 1
        return told

    monkeypatch.setattr(FormRenderer, "render", both)
    return counted


@pytest.mark.parametrize("data", [None, {"text": AWKWARD, "number": AWKWARD, "one": "no"}])
def test_awkward_parts_are_the_same(compared, data):
    form = Awkward(data, renderer=FormRenderer())
    assert str(form)
    assert [field.errors.as_ul() for field in form]
    assert set(PARTS) <= set(compared)


@pytest.mark.django_db
def test_every_part_of_the_desk_is_the_same(compared):
    draft = make_draft(passages=passages())
    client = signed_in(make_user("Approver"))
    for page in (f"{draft.pk}/change", "add"):
        url = f"/admin/meetings/readout/{page}/"
        assert client.get(url).status_code == 200
        client.post(url, {"title": AWKWARD, "base_version": "1"})
    assert set(PARTS) <= set(compared)


def test_a_part_that_differs_is_noticed(compared, monkeypatch):
    monkeypatch.setitem(PARTS, "django/forms/label.html", lambda context: "<label>wrong</label>")
    with pytest.raises(AssertionError):
        str(Awkward(renderer=FormRenderer()))
