"""Every outcome has its words, in both languages, that name the same things."""

from __future__ import annotations

import ast
import string
from pathlib import Path

import pytest

import geo_zs.overlay.words
from geo_zs.overlay.words import TEXTS, Statement, hectares, kilometres, percent

ROOM = Path(geo_zs.overlay.words.__file__).parent


def fields(text):
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("key", TEXTS)
def test_both_languages_name_the_same_things(key):
    zh, en = TEXTS[key]

    assert fields(zh) == fields(en)
    assert zh.strip()
    assert en.strip()


def _written() -> tuple[set[str], set[str]]:
    """Return all texts in the modules of the room, and how f-strings begin."""
    whole, begun = set(), set()
    for path in ROOM.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.JoinedStr):
                first = node.values[0]
                if isinstance(first, ast.Constant):
                    begun.add(str(first.value))
            elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                whole.add(node.value)
            if isinstance(node, ast.Dict) and path.name == "words.py":
                whole -= {key.value for key in node.keys if hasattr(key, "value")}
    return whole, begun


def test_every_text_is_said_somewhere():
    whole, begun = _written()

    unsaid = {
        key
        for key in TEXTS
        if key not in whole
        and f"{key.partition('.')[0]}." not in begun
        and not any(key.startswith(one) and "." in one for one in begun)
    }

    assert unsaid == set()


#: Keys that are put together from a word of the data.
MADE = {
    "place": ("polygon", "point", "park", "banner", "league", "none"),
    "layer": ("clear", "part", "whole", "possible_point", "possible_unit"),
    "tested": ("outline", "point", "unit", "nowhere"),
    "meaning": ("forbidden", "conditional", "informative"),
    "account": ("over", "over_if_all", "within", "open", "untold", "no_area"),
    "rule": (
        *("failed", "met", "untested", "exempt"),
        *(f"fact_{end}" for end in ("fails", "open", "ok")),
        *("words_named", "words_open", "words_ok"),
        *(f"figure_{end}" for end in ("beyond", "open", "ok")),
    ),
}


@pytest.mark.parametrize(
    "key", [f"{room}.{word}" for room, words in MADE.items() for word in words]
)
def test_every_text_that_is_put_together_is_there(key):
    assert key in TEXTS


def test_pair_of_names_is_said_in_the_language_asked_for():
    said = Statement("unknown_park", {"park": ("甲园", "Park A")})

    assert said.text("zh") == "园区“甲园”不在园区表中"
    assert said.text("en") == "Park Park A is not in the table of parks"


@pytest.mark.parametrize(
    ("share", "printed"),
    [
        (0.0, "0.0%"),
        (1e-9, "<0.1%"),
        (0.123, "12.3%"),
        (0.99999, ">99.9%"),
        (1.0, "100.0%"),
        (2.4, "240.0%"),
        (float("nan"), "–"),
    ],
)
def test_share_is_never_rounded_to_none_or_all(share, printed):
    assert percent(share) == printed


@pytest.mark.parametrize(
    ("km", "printed"),
    [
        (0.04, "0.0"),
        (3.26, "3.3"),
        (99.96, "100"),
        (1234.5, "1234"),
        (float("nan"), "–"),
    ],
)
def test_distance_as_printed(km, printed):
    assert kilometres(km) == printed


def test_area_as_printed():
    assert [hectares(0.0047), hectares(47.4049), hectares(float("nan"))] == [
        "0.0047", "47.40", "–",
    ]  # fmt: skip
