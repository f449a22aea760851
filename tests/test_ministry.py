import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.template import RequestContext, Template

from config.ministry import Link, load_ministry

LEAST = """
name = "Ministry of Foreign Affairs"
home_party = "Republic of Nowhere"
home_party_short = "Nowhere"
home_zone = "Asia/Tokyo"
zone_label = "JST"
"""


def load(tmp_path, text):
    path = tmp_path / "ministry.toml"
    path.write_text(text, encoding="utf-8")
    return load_ministry(path)


def test_what_is_not_set_is_empty(tmp_path):
    ministry = load(tmp_path, LEAST)
    assert ministry.phone == ""
    assert ministry.address == ministry.navigation == ministry.footer_columns == ()


def test_an_entry_without_an_address_is_dropped(tmp_path):
    more = 'navigation = [{ label = "About Us" }, { label = "News", address = "/readouts/" }]'
    assert load(tmp_path, LEAST + more).navigation == (Link("News", "/readouts/"),)


def test_a_footer_column_without_a_link_is_dropped(tmp_path):
    more = '[[footer_columns]]\nheading = "About"\nlinks = [{ label = "Minister" }]'
    assert load(tmp_path, LEAST + more).footer_columns == ()


def test_what_is_missing_or_unknown_is_named_at_once(tmp_path):
    text = 'name = "Ministry"\nhome_zone = "Asia/Nowhere"\nhome_town = "Capital"\nphone = 3'
    with pytest.raises(ImproperlyConfigured) as refusal:
        load(tmp_path, text)
    for word in ("home_party", "zone_label", "home_town", "Asia/Nowhere", "phone"):
        assert word in str(refusal.value)


@pytest.mark.parametrize(
    "more",
    [
        'navigation = "News"',
        "navigation = [3]",
        'navigation = [{ address = "/readouts/" }]',
        'navigation = [{ label = "News", adress = "/readouts/" }]',
        "footer_columns = 3",
        '[[footer_columns]]\nheading = "News"\nlinks = [3]',
        'address = "1 Example Square"',
        "address = [1]",
    ],
)
def test_a_list_of_another_shape_is_refused(tmp_path, more):
    with pytest.raises(ImproperlyConfigured):
        load(tmp_path, LEAST + more)


@pytest.mark.parametrize("text", ["name = ", "\udce9"])
def test_a_file_that_cannot_be_read_is_named(tmp_path, text):
    path = tmp_path / "ministry.toml"
    path.write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(ImproperlyConfigured, match=r"ministry\.toml"):
        load_ministry(path)


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(ImproperlyConfigured, match=r"nowhere\.toml"):
        load_ministry(tmp_path / "nowhere.toml")


def test_templates_know_the_ministry(rf):
    context = RequestContext(rf.get("/"))
    assert Template("{{ ministry.name }}").render(context) == settings.MINISTRY.name
