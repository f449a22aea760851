"""The house rules that a test can hold."""

import ast
import os
import re
import secrets
import subprocess
import sys
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db.models import CASCADE, ForeignKey, IntegerField, Model, UniqueConstraint
from django.template.engine import Engine
from django.test.utils import isolate_apps
from django.urls import URLPattern, URLResolver, get_resolver

ROOT = Path(settings.BASE_DIR)
PACKAGES = ("config", "meetings", "relations")
NOT_OURS = {"var", "__pycache__", "htmlcov"}
# Django finds these by their names.
BY_CONVENTION = {"400.html", "403.html", "403_csrf.html", "404.html", "410.html", "500.html"}
LONGEST_MODULE = 320


def files(*suffixes):
    for path in sorted(ROOT.rglob("*")):
        parts = path.relative_to(ROOT).parts
        kept_by_tools = any(part.startswith(".") and part != ".ci" for part in parts[:-1])
        if (
            path.is_file()
            and not kept_by_tools
            and NOT_OURS.isdisjoint(parts)
            and (not suffixes or path.suffix in suffixes)
        ):
            yield path


def modules():
    for path in files(".py"):
        if path.relative_to(ROOT).parts[0] in PACKAGES and "migrations" not in path.parts:
            yield path


def patterns(resolver=None):
    """Every address of the site but the admin's."""
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver) and entry.app_name != "admin":
            yield from patterns(entry)
        elif isinstance(entry, URLPattern):
            yield entry


@pytest.mark.django_db
def test_no_migration_is_missing():
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)


def test_no_template_is_unused():
    folder = ROOT / "templates"
    text = "\n".join(path.read_text(encoding="utf-8") for path in files(".py", ".html"))
    names = {path.relative_to(folder).as_posix() for path in files() if folder in path.parents}
    unused = {name for name in names if f'"{name}"' not in text and f"'{name}'" not in text}
    assert unused - BY_CONVENTION - _found_by_django(names) == set()


def _found_by_django(names):
    """Templates that generic views and the admin look for by model."""
    views = [getattr(pattern.callback, "view_class", None) for pattern in patterns()]
    found = set()
    for view in filter(None, views):
        model = getattr(view, "model", None) or getattr(
            getattr(view, "queryset", None), "model", None
        )
        if model is not None:
            suffix = getattr(view, "template_name_suffix", "")
            found.add(f"{model._meta.app_label}/{model._meta.model_name}{suffix}.html")
    models = {
        f"admin/{model._meta.app_label}/{model._meta.model_name}" for model in apps.get_models()
    }
    found |= {name for name in names if name.rpartition("/")[0] in models}
    return found | {name for name in names if name.startswith("admin/") and _overrides(name)}


def _overrides(name):
    """Say whether an app of Django's has a template of this name, which ours then replaces."""
    folders = [Path(app.path) / "templates" for app in apps.get_app_configs()]
    return any((folder / name).exists() for folder in folders if folder != ROOT / "templates")


def test_every_template_can_be_read():
    engine = Engine.get_default()
    for path in files(".html"):
        if ROOT / "templates" in path.parents:
            engine.get_template(path.relative_to(ROOT / "templates").as_posix())


def test_every_address_has_a_class_for_its_view_and_a_name():
    for pattern in patterns():
        assert hasattr(pattern.callback, "view_class"), pattern
        assert pattern.name, pattern


def test_templates_hold_no_inline_code():
    inline = re.compile(r"<style|\sstyle=|\son[a-z]+=|javascript:|<script(?![^>]*\ssrc=)", re.I)
    allowed = re.compile(r'<script type="application/(ld\+)?json"')
    for path in files(".html"):
        text = allowed.sub("", path.read_text(encoding="utf-8"))
        assert not inline.search(text), path


def test_every_model_says_what_it_is_in_one_sentence():
    for model in apps.get_models():
        if model.__module__.split(".")[0] not in PACKAGES or model._meta.auto_created:
            continue
        first = model.__doc__.split("\n\n")[0].strip()
        assert first.endswith("."), model
        assert not first.startswith(f"{model.__name__}("), f"{model} has no docstring"


def begun_with(model):
    """The fields with which an index or a rule that holds for all rows begins."""
    whole = [index for index in model._meta.indexes if index.condition is None]
    rules = [rule for rule in model._meta.constraints if isinstance(rule, UniqueConstraint)]
    for rule in rules:
        yield from () if rule.condition else rule.fields[:1]
    for index in whole:
        yield index.fields[0] if index.fields else getattr(index.expressions[0], "name", "")


def needless_indexes(models):
    """Fields with an index of their own where another begins with them: each write keeps both."""
    for model in models:
        others = set(begun_with(model))
        for field in model._meta.local_fields:
            if field.db_index and not field.unique and field.name in others:
                yield f"{model._meta.object_name}.{field.name}"


def test_no_column_has_two_indexes_that_begin_with_it():
    own = [model for name in PACKAGES[1:] for model in apps.get_app_config(name).get_models()]
    assert list(needless_indexes(own)) == []


@isolate_apps("meetings")
def test_a_needless_index_is_found():
    class Row(Model):  # noqa: DJ008
        readout = ForeignKey("meetings.Row", CASCADE)
        position = IntegerField()

        class Meta:
            app_label = "meetings"
            constraints = [UniqueConstraint(fields=["readout", "position"], name="one")]

    assert list(needless_indexes([Row])) == ["Row.readout"]


def test_a_long_module_becomes_a_package():
    long = {path.name: len(path.read_text("utf-8").splitlines()) for path in modules()}
    assert {name: lines for name, lines in long.items() if lines > LONGEST_MODULE} == {}


def test_nothing_is_left_undone():
    words = re.compile(r"\b(TODO|FIXME|XXX)\b")
    for path in files(".py", ".html", ".css", ".js"):
        if path != Path(__file__):
            assert not words.search(path.read_text(encoding="utf-8")), path


def test_the_example_environment_names_every_setting():
    read = _variables_of_settings()
    listed = re.findall(r"^#? ?([A-Z_]+)=", (ROOT / ".env.example").read_text("utf-8"), re.M)
    assert sorted(listed) == sorted(set(listed))
    assert set(listed) == read


def _variables_of_settings():
    tree = ast.parse((ROOT / "config" / "settings.py").read_text(encoding="utf-8"))
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    return {
        call.args[0].value
        for call in calls
        if isinstance(call.func, ast.Attribute)
        and isinstance(call.func.value, ast.Name)
        and call.func.value.id == "env"
        and call.func.attr not in ("add_parser", "seal")
    }


def test_production_by_the_example_is_clean(tmp_path):
    text = (ROOT / ".env.example").read_text(encoding="utf-8")
    example = dict(re.findall(r"^([A-Z_]+)=(.*)$", text, re.M))
    example |= {
        "READOUT_SECRET_KEY": secrets.token_urlsafe(50),
        "READOUT_VAR_DIR": str(tmp_path),
        "PATH": os.environ["PATH"],
    }
    done = subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        cwd=ROOT,
        env=example,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr


def test_the_locked_set_names_no_address():
    text = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    assert "://" not in text
    assert "--index-url" not in text
    packages = re.findall(r"^[a-z0-9-]+==", text, re.M)
    assert len(packages) > 40
    assert text.count("--hash=sha256:") >= len(packages)


def test_the_project_speaks_of_itself_alone():
    hosts = [".".join(words) for words in (("pypi", "org"), ("pythonhosted", "org"))]
    machine = ["/".join(words) for words in (("", "work", ""), ("", "root", ""), ("..", "shared"))]
    for path in files():
        if b"\0" in path.read_bytes()[:1024]:
            continue
        text = path.read_text(encoding="utf-8")
        assert [word for word in hosts + machine if word in text] == [], path
