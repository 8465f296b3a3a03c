"""Every word of a closed set of the register has a Chinese and an English label."""

from __future__ import annotations

import pytest

from geo_zs.register import fields as fields_module
from geo_zs.register.faults import WORDS, fault, shown, word_fault
from geo_zs.register.fields import fields, fields_by_name
from geo_zs.register.words import label, labels, missing_labels, role_label

TABLES = sorted(
    path.name.partition(".")[0] for path in fields_module._FOLDER.glob("*.schema.json")
)


@pytest.mark.parametrize("table", TABLES)
def test_every_word_of_the_schemas_has_labels(table):
    assert missing_labels(table) == []


def test_clusters_and_chains_are_those_of_the_schema():
    assert len(labels("cluster")) == 8
    assert len(labels("chain")) == 16
    for field in ("cluster", "chain"):
        assert tuple(labels(field)) == fields_by_name()[field].allowed
        assert all(zh == word for word, (zh, _) in labels(field).items())


@pytest.mark.parametrize(
    ("field", "value", "lang", "expected"),
    [
        ("stage", "signed", "zh", "签约"),
        ("cluster", "现代煤化工", "en", "modern coal chemistry"),
        ("visibility", "internal", "zh", "内部"),
        ("meaning", "forbidden", "en", "forbidden"),
        ("stage", "no such word", "zh", "no such word"),
        ("no such field", "x", "zh", "x"),
    ],
)
def test_label_is_in_the_language_of_the_reader(field, value, lang, expected):
    assert label(field, value, lang) == expected


def test_one_name_may_mean_two_things_in_two_tables():
    assert label("scope", "domestic", "zh", table="ledger") == "区内"
    assert label("scope", "domestic", "zh", table="targets") == "国内"


def test_role_has_a_label():
    assert role_label("planner", "zh") == "规划员"
    with pytest.raises(KeyError):
        role_label("owner", "zh")


def test_fields_are_read_from_the_schema():
    field = fields_by_name()["pledged_cny_1e8"]

    assert (field.title("zh"), field.title("en")) == ("总投资", "Pledged money")
    assert (field.unit, field.quantity, field.minimum) == ("亿元", "money", 0)
    assert "计划总投资" in field.aliases
    assert field.example == "15"
    assert fields()[0].name == "project_id"
    assert fields()[0].example is None
    assert fields_by_name()["name_zh"].is_required
    assert fields_by_name()["industry_tags"].is_list


@pytest.mark.parametrize("table", ["nothing", "../projects", "", "projects.schema"])
def test_unknown_table_is_refused(table):
    with pytest.raises(KeyError):
        fields(table)


@pytest.mark.parametrize("key", WORDS)
def test_fault_is_worded_in_both_languages_from_the_same_values(key):
    import string  # noqa: PLC0415  only here

    used = [
        {name for _, name, _, _ in string.Formatter().parse(text) if name}
        for text in WORDS[key]
    ]
    values = dict.fromkeys(used[0], "point")

    assert used[0] == used[1]
    assert word_fault(key, values, "zh") != word_fault(key, values, "en")


def test_fault_repeats_values_safely():
    one = fault("stage", "not_allowed", {"value": shown("a\ud800b"), "allowed": "x"})

    assert one.message == "is 'a?b'; expected one of x"
    assert shown("x" * 100) == repr("x" * 60 + "…")
    assert shown(3.5) == "3.5"
    assert hash(one)
