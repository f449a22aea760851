"""An admin form in tests: what a browser would post after opening it, with some changes."""

from django.contrib.admin.helpers import AdminErrorList
from django.test import Client
from django.urls import reverse


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


def address(row_or_model, page="change"):
    """The admin's address of a row's page, or of a model's (`changelist`, `add`)."""
    meta = row_or_model._meta
    keys = [] if page in ("changelist", "add") else [row_or_model.pk]
    return reverse(f"admin:{meta.app_label}_{meta.model_name}_{page}", args=keys)


def queries_of(client, url, counter):
    """How many queries a page takes, counted by one of pytest-django's counters."""
    client.get(url)  # content types are looked up once a process
    with counter as queries:
        response = client.get(url)
    assert response.status_code == 200
    return len(queries)


def opened(client, url):
    """What the form at `url` would post unchanged."""
    response = client.get(url)
    assert response.status_code == 200
    forms = [response.context["adminform"].form]
    for inline in response.context["inline_admin_formsets"]:
        forms += [inline.formset.management_form, *inline.formset.forms]
    return {field.html_name: _text(field.value()) for form in forms for field in _shown(form)}


def _shown(form):
    return [field for field in form if field.value() is not False]


def _text(value):
    return "" if value is None else value


def new_row(data, prefix, **fields):
    """The data of a form with one row more in the inline `prefix`."""
    number = int(data[f"{prefix}-TOTAL_FORMS"])
    added = {f"{prefix}-{number}-{name}": _text(value) for name, value in fields.items()}
    return {**data, **added, f"{prefix}-TOTAL_FORMS": number + 1}


def post(client, url, data):
    """Post a form; gives what it answers, with the sentences of its errors as `sentences`."""
    response = client.post(url, data)
    response.sentences = sentences_of(response)
    return response


def sentences_of(response):
    if response.status_code != 200 or "adminform" not in (response.context or {}):
        return ""
    formsets = [inline.formset for inline in response.context["inline_admin_formsets"]]
    errors = AdminErrorList(response.context["adminform"].form, formsets)
    return " ".join(" ".join(error) if isinstance(error, list) else error for error in errors)
