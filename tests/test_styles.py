import gzip
import re

from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.management import call_command
from django.test import override_settings

from config.styles import JOINED, PARTS

PARTS_FOLDER = settings.BASE_DIR / "static" / "css"


def test_every_part_is_in_the_one_stylesheet_of_which_a_page_asks():
    names = {path.stem for path in PARTS_FOLDER.glob("*.css")}
    assert names == set(PARTS)
    with open(finders.find(JOINED), encoding="utf-8") as file:
        text = file.read()
    assert all((PARTS_FOLDER / f"{name}.css").read_text("utf-8").strip() in text for name in PARTS)


def test_a_change_in_a_part_is_seen_at_once(monkeypatch):
    monkeypatch.setattr("config.styles.PARTS", ("tokens",))
    before = finders.find(JOINED)
    with open(before, encoding="utf-8") as file:
        assert ".passage" not in file.read()
    monkeypatch.undo()
    with open(finders.find(JOINED), encoding="utf-8") as file:
        assert ".passage" in file.read()


def test_what_is_collected_has_a_hashed_name_and_finds_its_pictures(tmp_path):
    storages = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
    }
    with override_settings(STORAGES=storages, STATIC_ROOT=tmp_path):
        call_command("collectstatic", interactive=False, verbosity=0)
    (hashed,) = (path for path in (tmp_path / "css").glob("site.*.css"))
    assert re.search(r'url\("\.\./img/mark\.[0-9a-f]{12}\.svg"\)', hashed.read_text("utf-8"))
    assert hashed.with_suffix(".css.gz").exists()


def test_the_stylesheet_is_small():
    with open(finders.find(JOINED), "rb") as file:
        assert len(gzip.compress(file.read(), 9)) < 10 * 1024
