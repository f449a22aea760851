"""The fields of the desk's rows, which are written without templates."""

import re

import pytest

from tests.factories import ago, make_draft, make_readout
from tests.meetings.desk_form import ADD, change, entered, rows, signed_in

pytestmark = pytest.mark.django_db

AWKWARD = "“a” < b & 'c'"


def test_a_field_stands_with_its_label_its_error_and_its_help():
    client = signed_in("Author")
    typed = rows("photo_uses", {"caption": "Tables", "file-token": "", "order": "1"})
    page = client.post(ADD, entered() | typed).rendered_content
    assert '<ul class="errorlist" id="id_photo_uses-0-file_error">' in page
    assert 'field-file errors"><label' in page
    assert '<div class="help" id="id_photo_uses-0-file_helptext"><div>JPEG' in page


def test_a_tick_stands_before_its_label():
    page = signed_in("Author").get(ADD).rendered_content
    assert re.search(r'field-is_group checkbox-row"><input type="checkbox"[^>]*><label', page)


def test_what_is_read_only_is_escaped():
    edition = make_readout(live_from=ago(days=1), passages=[AWKWARD])
    shown = signed_in("Approver").get(change(edition)).rendered_content
    assert '<div class="readonly">“a” &lt; b &amp; &#x27;c&#x27;</div>' in shown


def test_the_form_of_a_row_to_come_is_built_once():
    response = signed_in("Author").get(change(make_draft()))
    formsets = [shown.formset for shown in response.context_data["inline_admin_formsets"]]
    assert all(formset.empty_form is formset.empty_form for formset in formsets)
