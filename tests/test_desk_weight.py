"""What the desk adds to the admin: scripts and styles of its own, unminified."""

import re

from django.conf import settings

FOLDER = settings.BASE_DIR / "static" / "admin-own"
SCRIPTS, STYLES = 30 * 1024, 8 * 1024
"""Bytes, at most."""


def weight(kind):
    return sum(path.stat().st_size for path in FOLDER.glob(f"*.{kind}"))


def test_scripts_and_styles_keep_within_their_bytes():
    assert 0 < weight("js") <= SCRIPTS
    assert 0 < weight("css") <= STYLES


def test_scripts_are_written_to_be_read():
    for path in FOLDER.glob("*.js"):
        lines = path.read_text("utf-8").splitlines()
        assert lines[0].startswith("// "), path
        assert all(len(line) <= 150 for line in lines), path


def test_a_script_imports_only_what_is_there():
    for path in FOLDER.glob("*.js"):
        for name in re.findall(r'from "\./([\w.]+)"', path.read_text("utf-8")):
            assert (FOLDER / name).is_file(), (path, name)
