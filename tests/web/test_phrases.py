"""Words: all in both languages, all used, none written into templates."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import pytest

import webapp
from geo_zs.board.filters import FIELDS
from geo_zs.board.templates.mapping import FIGURE_UNITS
from geo_zs.features.properties import PropertyType
from geo_zs.imports.faults import Severity
from geo_zs.imports.mapping import Reason
from geo_zs.imports.row_views import Decision
from geo_zs.overlay.placing import Method
from geo_zs.register.constraint_layer import MEANINGS
from webapp.phrases import TEXTS, phrases
from webapp.planner.audit_rows import KINDS as AUDIT_KINDS
from webapp.planner.board_month import Why
from webapp.planner.import_view import DATUMS, TABLES
from webapp.planner.layers_form import OTHERS, TYPED
from webapp.planner.map_shades import LEVELS
from webapp.planner.record_kinds import KINDS

ROOT = Path(webapp.__file__).parent
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
NAMES = [str(path.relative_to(ROOT)) for path in TEMPLATES]
CHINESE = re.compile(r"[\u4e00-\u9fff]")
#: English phrases that hold Chinese, and why.
CHINESE_IN_ENGLISH = {
    "sketch_notice": "the word that the rules on maps ask for",
    "other_language": "the name of the language, in it",
    "player_label_hint": "names of columns as they stand in files",
    "form_lead": "amounts as people of the bureau type them, in Chinese units",
}
#: Beginning of phrases that pages put together → the words that may follow.
COMPOSED = {
    "circular_": (
        *("domestic", "outside_region", "foreign"),
        *("verified", "reported", "share", "done", "growth"),
    ),
    "ct_": tuple(FIGURE_UNITS),
    "ct_unit_": {unit for units in FIGURE_UNITS.values() for unit in units},
    "error_": [
        f"{word}_lead" for word in ("conflict", "record", "no_record", "file", "form")
    ],
    "imp_datum_": DATUMS,
    "imp_reason_": get_args(Reason),
    "imp_severity_": get_args(Severity),
    "imp_only_": ("ticked", "unticked"),
    "imp_choice_": get_args(Decision),
    "imp_table_": TABLES,
    "pboard_kind_": [kind for kind in get_args(Why) if kind != "asked"],
    "pboard_why_": get_args(Why),
    "ledger_": ("month", "year", "all", "growth", "share"),
    "ogc_geometry_": ("point", "linestring", "polygon_or_multipolygon", "any"),
    "ogc_type_": get_args(PropertyType),
    "paudit_": ("all", "wrong", "park", "rail", "port"),
    "paudit_by_": get_args(Method),
    "paudit_col_": (
        *("park_km", "station_km", "land_port_km", "low", "high"),
        *("n_rules_failed", "n_rules_untested", "n_rules_met"),
        *("n_overlaps", "n_same_name", "n_near_name"),
        *("status", "share_low", "share_high"),
    ),
    "paudit_kind_": AUDIT_KINDS,
    "pf_": FIELDS,
    "player_": (
        *(word for name in MEANINGS for word in (name, f"{name}_how")),
        *(*TYPED, *OTHERS, "file", "covers", "buffer", "updated"),
        *("touched_projects", "touched_sites"),
    ),
    "player_status_": ("whole", "part", "possible", "clear", "not_tested"),
    "pmap_figure_": ("land_ha", "power_mw", "verified_share", "published_share"),
    "pmap_level_": LEVELS,
    "rec_": tuple(KINDS),
}


def test_every_phrase_has_both_languages():
    for key, (chinese, english) in TEXTS.items():
        assert chinese.strip(), key
        assert english.strip(), key


def test_english_phrases_hold_no_chinese_but_names():
    found = {key for key, (_, english) in TEXTS.items() if CHINESE.search(english)}

    assert found == set(CHINESE_IN_ENGLISH)


def test_both_languages_have_the_same_places_to_fill():
    for key, (chinese, english) in TEXTS.items():
        places = [set(re.findall(r"\{(\w+)\}", text)) for text in (chinese, english)]
        assert places[0] == places[1], key


@pytest.mark.parametrize(
    "path", TEMPLATES, ids=lambda path: f"{path.parent.name}-{path.name}"
)
def test_template_holds_no_chinese_text(path):
    text = re.sub(r"\{#.*?#\}", "", path.read_text("utf-8"), flags=re.S)

    assert not CHINESE.search(text)


@pytest.mark.parametrize(
    "path", TEMPLATES, ids=lambda path: f"{path.parent.name}-{path.name}"
)
def test_phrases_named_in_templates_exist(path):
    keys = re.findall(r"\bt\('([a-z_0-9]+)'[,)]", path.read_text("utf-8"))

    assert [key for key in keys if key not in TEXTS] == []


def test_phrases_that_pages_put_together_exist():
    keys = [start + word for start, words in COMPOSED.items() for word in words]

    assert [key for key in keys if key not in TEXTS] == []


def test_every_phrase_is_used():
    words = ROOT / "texts"
    modules = [path for path in ROOT.rglob("*.py") if words not in path.parents]
    sources = [*TEMPLATES, *modules]
    text = "\n".join(path.read_text("utf-8") for path in sources)
    made = (
        "account_role_",
        "area_",
        "asked_",
        "by_",
        "chain_",
        "changes_",
        "column_",
        "compare_status_",
        "error_4",
        "error_5",
        "fault_",
        "file_",
        "flag_",
        "file_",
        "kind_",
        "method_",
        "live_",
        "mark_",
        "method_",
        "range_",
        "read_",
        "role_",
        "rule_read_",
        "rule_status_",
        "standing_",
        "token_scope_",
        "token_state_",
        "ungrouped_",
        "unsettled_",
        "unverified_",
    )

    composed = {start + word for start, words in COMPOSED.items() for word in words}
    unused = [
        key
        for key in TEXTS
        if not key.startswith(made)
        and key not in composed
        and f"'{key}'" not in text
        and f'"{key}"' not in text
    ]
    assert unused == []


def test_missing_phrase_is_an_error():
    with pytest.raises(KeyError):
        phrases("zh")("no_such_phrase")


def test_pair_falls_back_to_the_other_language():
    assert phrases("en").pair("包头市", "") == "包头市"
    assert phrases("en").pair("包头市", "Baotou") == "Baotou"
    assert phrases("zh").pair(None, None) == ""
