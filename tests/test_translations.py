"""Every word of the public interface can be said in another language."""

import re
from pathlib import Path

import pytest
from django.conf import settings

TEMPLATES = Path(settings.BASE_DIR) / "templates"
# It is shown when nothing else works, gettext included.
WITHOUT_GETTEXT = {"500.html"}
# Forms of files and feeds are called so in every language.
SAME_EVERYWHERE = {"PDF", "Atom", "JSON", "Feed"}
MARKUP = re.compile(
    r"{% comment %}.*?{% endcomment %}|{% blocktranslate.*?{% endblocktranslate %}"
    r"|{%.*?%}|{{.*?}}|{#.*?#}|<!--.*?-->|<script.*?</script>",
    re.S,
)
READ_ALOUD = re.compile(r'\b(?:aria-label|alt|title|placeholder)="([^"]*)"')
WORD = re.compile(r"[^\W\d_]{2,}")


def untranslated(template):
    """The words of a template that gettext does not know."""
    bare = MARKUP.sub("", template)
    parts = [re.sub(r"<[^>]*>", " ", bare), *READ_ALOUD.findall(bare)]
    return {word for part in parts for word in WORD.findall(part)} - SAME_EVERYWHERE


def test_public_templates_say_nothing_that_cannot_be_translated():
    for path in TEMPLATES.rglob("*.html"):
        name = path.relative_to(TEMPLATES).as_posix()
        if not name.startswith("admin/") and name not in WITHOUT_GETTEXT:
            assert untranslated(path.read_text(encoding="utf-8")) == set(), name


@pytest.mark.parametrize(
    "template",
    [
        "<p>Topics</p>",
        '<a href="/" aria-label="Topics">{{ count }}</a>',
        '{% translate "About" %} <b>Topics</b>',
        "{% if topics %}Topics{% endif %}",
    ],
)
def test_a_planted_word_is_found(template):
    assert untranslated(template) == {"Topics"}
