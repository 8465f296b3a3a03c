"""What is said of a property that there is not."""

from __future__ import annotations

import pytest

from geo_zs.cql2.unknown import unknown_property

KNOWN = ["name_zh", "name_en", "level", "area_ha", "Levels", "land"]


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("LEVEL", ["level"]),
        ("levels", ["Levels"]),
        ("levle", ["level"]),
        ("area", ["area_ha"]),
        ("name", ["name_zh", "name_en"]),
    ],
)
def test_names_alike_are_asked_for(name, near):
    error = unknown_property(name, KNOWN, 7)

    assert list(error.expected)[: len(near)] == near
    assert f"did you mean {near[0]!r}" in error.message
    assert f"是否想写“{near[0]}”" in error.zh
    assert error.offset == 7


def test_names_of_nothing_alike_are_the_first_of_all():
    known = [f"property_{number}" for number in range(40)]

    error = unknown_property("zzz", known, "/args/0")

    assert list(error.expected) == known[:12]
    assert error.message.endswith("property_11 and 28 more")
    assert error.zh.endswith("property_11等 40 个")
    assert error.pointer == "/args/0"


@pytest.mark.parametrize("name", ["x" * 20_000, "", "\ud800", "<b>", "级别"])
def test_any_name_is_told_of_briefly(name):
    error = unknown_property(name, KNOWN)

    assert len(str(error)) < 400
    assert error.expected == tuple(KNOWN)


def test_without_any_property_there_is_nothing_to_offer():
    assert unknown_property("a", []).expected == ()
