"""Names, identities and what the constraints of relations say."""

import unicodedata

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from hypothesis import example, given
from hypothesis import strategies as st

from relations.identity import SIGNS, fold, new_uid
from relations.models import Party, PartyIdentifier, Person, Post, Region, Relation, RelationParty
from relations.querysets import PersonQuerySet
from tests.factories import (
    ago,
    ahead,
    make_party,
    make_person,
    make_post,
    make_region,
    make_relation,
)

# What PostgreSQL can hold: no NUL and no half of a pair.
NAMES = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=60)


def refused(row):
    """The sentences with which a row is refused before it is saved."""
    with pytest.raises(ValidationError) as refusal:
        row.full_clean()
    return " ".join(refusal.value.messages)


# Folded names


@given(NAMES)
@example("ǰ́")
@example("ﬁ\u200bﬀ  STRASSE")
@example("ſ\u0345İ")
def test_folding_twice_is_folding_once(name):
    assert fold(fold(name)) == fold(name)


@given(NAMES)
def test_case_width_and_spaces_make_no_other_name(name):
    key = fold(name)
    assert fold(f" \t{name}\u200b ") == key
    assert fold(unicodedata.normalize("NFKC", name)) == key
    assert fold(name.casefold()) == key
    assert fold(name.replace(" ", "   ")) == key


@given(NAMES)
def test_a_folded_name_holds_no_sign_that_is_not_seen(name):
    key = fold(name)
    assert not any(unicodedata.category(sign) in ("Cc", "Cf") for sign in key)
    assert "  " not in key
    assert key == key.strip()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Straße", "STRASSE"),
        ("ＴＰＰ", "tpp"),
        ("ｶﾝｶｲ", "カンカイ"),
        ("Cafe\u0301", "CAFÉ"),
        ("soft\u00adhyphen", "softhyphen"),
        ("no\u00a0break", "no break"),
    ],
)
def test_spellings_of_one_name_fold_alike(one, other):
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("Iran", "Iraq"), ("Cafe", "Café"), ("G7", "G20")])
def test_different_names_stay_different(one, other):
    assert fold(one) != fold(other)


@pytest.mark.django_db
@pytest.mark.parametrize("make", [make_party, make_region, make_relation])
def test_a_second_row_under_a_name_is_refused_in_a_sentence_and_by_the_database(make):
    first = make("Republic of Testland")
    again = type(first)(slug="other") if hasattr(first, "slug") else type(first)()
    setattr(again, again.name_field, "REPUBLIC  OF ｔestland")

    assert "“Republic of Testland” is there already under this name." in refused(again)
    with pytest.raises(IntegrityError), transaction.atomic():
        again.save()


@pytest.mark.django_db
def test_a_name_without_a_letter_is_refused():
    assert "no letters to know it by" in refused(Party(name="\u200b"))


@pytest.mark.django_db
def test_a_saved_name_is_folded_even_when_only_the_name_is_saved():
    party = make_party("Testland")
    party.name = "Republic of TESTLAND"
    party.save(update_fields=["name"])
    party.refresh_from_db()
    assert party.folded == "republic of testland"


# Identities


def test_an_identity_begins_with_a_letter_and_spells_no_word():
    for uid in (new_uid() for _ in range(500)):
        assert len(uid) == 10
        assert uid[0].isalpha()
        assert set(uid) <= set(SIGNS)
        assert not set(uid) & set("aeiou01l")


@pytest.mark.django_db
@pytest.mark.parametrize("make", [make_party, make_person, make_post, make_relation])
def test_an_identity_never_changes_even_by_raw_sql(make):
    row = make()
    table = connection.ops.quote_name(row._meta.db_table)
    update = f"UPDATE {table} SET uid = 'bbbbbbbbbb' WHERE id = %s"
    refused_by_rule = pytest.raises(IntegrityError, match="An identity never changes")
    with refused_by_rule, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(update, [row.pk])


# Constraints


@pytest.mark.django_db
def test_a_party_is_not_its_own_predecessor():
    party = make_party()
    party.predecessor = party
    assert refused(party) == "A party cannot come before itself."
    with pytest.raises(IntegrityError), transaction.atomic():
        party.save()


@pytest.mark.django_db
def test_an_identifier_names_one_party():
    PartyIdentifier.objects.create(party=make_party(), scheme="UN M49", value="999")
    again = PartyIdentifier(party=make_party(), scheme="UN M49", value="999")
    assert refused(again) == "Another party has this identifier."


@pytest.mark.django_db
def test_a_party_stands_once_in_a_relation():
    party = make_party()
    relation = make_relation(parties=[party])
    again = RelationParty(relation=relation, party=party)
    assert refused(again) == "This party stands here already."


@pytest.mark.django_db
def test_a_party_has_a_post_once():
    post = make_post("Minister")
    assert refused(Post(party=post.party, title="Minister")) == "This party has this post already."


@pytest.mark.django_db
@pytest.mark.parametrize("code", ["us", "U", "U1", "ＵＳ"])
def test_an_iso_code_is_two_capital_letters(code):
    assert "Two capital letters" in refused(Party(name="Testland", iso_code=code))


@pytest.mark.django_db
def test_parties_without_an_iso_code_are_many():
    assert make_party().iso_code is None
    assert make_party().iso_code is None


@pytest.mark.django_db
def test_people_may_share_a_name():
    make_person("Ana Test", slug="ana-test")
    Person(name="Ana Test", slug="ana-test-2").full_clean()


@pytest.mark.django_db
def test_a_person_is_listed_by_the_name_where_no_other_is_given():
    assert make_person("Ana Test").sort_name == "Ana Test"
    assert make_person("Ana Test", sort_name="Test Ana").sort_name == "Test Ana"


# Questions


@pytest.mark.django_db
def test_a_relation_is_listed_from_its_own_date():
    now = make_relation(listed_from=ago(seconds=1))
    make_relation(listed_from=ahead(minutes=1))
    make_relation(listed_from=None)
    assert list(Relation.objects.listed(ago())) == [now]


@pytest.mark.django_db
def test_a_relation_goes_back_to_the_region_of_its_first_party_that_has_one():
    region = make_region()
    relation = make_relation(parties=[make_party(), make_party(region=region)])
    assert relation.region == region
    assert make_relation().region is None


@pytest.mark.django_db
def test_a_region_is_public_through_its_listed_relations():
    region, hidden, empty = make_region(), make_region(), make_region()
    make_relation(parties=[make_party(region=region)])
    make_relation(parties=[make_party(region=hidden)], listed_from=ahead(days=1))
    assert list(Region.objects.with_relations(ago())) == [region]
    assert empty.pk


@pytest.mark.django_db
def test_people_known_are_without_those_merged_into_another():
    kept = make_person()
    make_person(merged_into=kept)
    assert isinstance(Person.objects.all(), PersonQuerySet)
    assert list(Person.objects.known()) == [kept]
