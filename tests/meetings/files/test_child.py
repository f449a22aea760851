import re
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from PIL import Image

from meetings.files import sandbox
from meetings.files.documents import process_document
from meetings.files.errors import UnreadableFile
from meetings.files.photos import process_photo
from tests import machine
from tests.meetings.files.samples import SAMPLES, SECRET, picture, saved, upload

few_examples = hypothesis_settings(max_examples=machine.size(25, 5_000), deadline=None)


@few_examples
@given(
    name=st.sampled_from(sorted(SAMPLES)),
    changes=st.lists(st.tuples(st.floats(0, 1), st.binary(min_size=1, max_size=4)), max_size=12),
    left=st.floats(0.3, 1),
)
def test_damaged_file_ends_in_a_result_or_a_sentence(name, changes, left):
    data = bytearray(SAMPLES[name])
    for part, new in changes:
        at = 12 + int(part * (len(data) - 12))
        data[at : at + len(new)] = new
    data = bytes(data[: int(len(data) * left)])

    process = process_document if name.endswith("pdf") else process_photo
    try:
        end = process(upload(data, name)).sha256
    except UnreadableFile as refusal:
        end = str(refusal)
    assert end.endswith(".") or len(end) == 64


def test_forty_megapixels_are_read_within_300_megabytes(tmp_path):
    exif = Image.Exif()
    exif[0x0112] = 6
    picture(size=(7_746, 5_163)).save(tmp_path / "source", "JPEG", exif=exif)
    # What the system counts for a child begins with its parent's; the peak of its own is here.
    code = f"""
from pathlib import Path
from meetings.files import child
child.main("photo", Path({str(tmp_path)!r}))
print(Path("/proc/self/status").read_text())
"""
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, cwd=sandbox.PROJECT, capture_output=True, text=True)
    peak = re.search(r"VmHWM:\s+(\d+) kB", done.stdout)

    assert (tmp_path / "master.jpg").exists()
    assert int(peak[1]) <= 300 * 1024


def test_child_starts_without_django_and_without_the_sites_secrets(tmp_path, monkeypatch):
    monkeypatch.setenv("READOUT_SECRET_KEY", SECRET)
    seen = []
    run = subprocess.run
    monkeypatch.setattr(
        subprocess,
        "run",
        lambda *args, **options: seen.append(options["env"]) or run(*args, **options),
    )
    process_photo(upload(saved(picture())))
    code = "import sys, meetings.files.photo_child as _; print('django' in sys.modules)"
    out = run([sys.executable, "-c", code], cwd=sandbox.PROJECT, capture_output=True, text=True)

    assert SECRET not in str(seen)
    assert out.stdout.strip() == "False"


@pytest.mark.parametrize(
    ("limit", "sentence"),
    [
        (f"CHILD_MEMORY = {200 * 1024**2}", "more time or memory"),
        ("CHILD_CPU_SECONDS = 1", "more time or memory"),
        ("CHILD_FILE_BYTES = 1000", "could not be read"),
    ],
)
def test_child_past_its_limits_dies_and_the_editor_is_told(limit, sentence, monkeypatch):
    code = f"""
import json, sys
from pathlib import Path
from meetings.files import child
child.{limit}
print(json.dumps(child.main(sys.argv[1], Path(sys.argv[2]))))
"""
    monkeypatch.setattr(sandbox, "CHILD", ("-c", code))
    data = saved(picture("RGBA", (7_000, 5_000)), "PNG", compress_level=1)

    with pytest.raises(UnreadableFile, match=sentence):
        process_photo(upload(data, "a.png"))


def test_child_that_does_not_end_is_stopped(monkeypatch):
    monkeypatch.setattr(sandbox, "CHILD_WALL_SECONDS", 0.01)

    with pytest.raises(UnreadableFile, match="more time or memory"):
        process_photo(upload(saved(picture())))
