"""Photos in a browser: several at once, each in its place, and no file twice unnoticed."""

import base64

import pytest
from playwright.sync_api import expect

from meetings.files.paint import draw_meeting_picture
from meetings.models import PhotoUse
from tests.browser.checks import watch
from tests.browser.desk.steps import open_form, press
from tests.factories import make_draft

pytestmark = [pytest.mark.browser, pytest.mark.sqlite, pytest.mark.xdist_group("outline")]

CAPTIONS = ["The ministers shake hands", "The ministers talk"]
DROP = """(group, files) => {
  const data = new DataTransfer();
  for (const [name, text] of files) {
    const bytes = Uint8Array.from(atob(text), sign => sign.charCodeAt(0));
    data.items.add(new File([bytes], name, { type: "image/jpeg" }));
  }
  const options = { bubbles: true, cancelable: true, dataTransfer: data };
  group.dispatchEvent(new DragEvent("drop", options));
}"""


@pytest.fixture
def pictures(tmp_path):
    paths = [tmp_path / f"picture{number}.jpg" for number in range(3)]
    for path in paths:
        path.write_bytes(draw_meeting_picture(path.stem, (900, 600)))
    return paths


def choose(form, *paths):
    form.get_by_label("Drop several here").first.set_input_files(paths)


def shown(form):
    return form.locator("#photo_uses-group img.new")


def test_several_fill_the_places_that_wait_for_a_caption_first(form, draft, pictures):
    draft.internal_note = "\n".join(f"Caption as printed: {caption}" for caption in CAPTIONS)
    draft.save(update_fields=["internal_note"])
    form.reload()
    faults = watch(form)
    choose(form, *pictures)
    expect(shown(form)).to_have_count(3)
    assert shown(form).first.evaluate("picture => picture.naturalWidth") == 900
    press(form, "Save and continue editing")
    assert list(draft.photo_uses.values_list("caption", flat=True)) == [*CAPTIONS, ""]
    assert form.locator("#photo_uses-group .row:not(.empty-form)").count() == 3
    assert faults == []


def test_files_are_dropped_and_one_that_stands_twice_is_noticed(form, draft, pictures):
    files = [(path.name, base64.b64encode(path.read_bytes()).decode()) for path in pictures[:2]]
    form.locator("#photo_uses-group").evaluate(DROP, files)
    expect(shown(form)).to_have_count(2)
    choose(form, pictures[0])
    expect(form.get_by_text("This file stands in this form already.")).to_have_count(1)
    form.locator("#photo_uses-2").get_by_role("button", name="Remove").click()
    press(form, "Save and continue editing")
    assert draft.photo_uses.count() == 2


def test_a_file_of_the_archive_is_noticed_when_it_comes_again(form, draft, pictures):
    choose(form, pictures[0])
    press(form, "Save and continue editing")
    other = make_draft(title="Another meeting", by=draft.created_by, relation=draft.relation)
    open_form(form, other)
    choose(form, pictures[0])
    press(form, "Save and continue editing")
    expect(form.locator(".messagelist")).to_contain_text(
        f"The file picture0.jpg is in the archive already: in “{draft}”."
    )
    assert PhotoUse.objects.values("photo").distinct().count() == 1
