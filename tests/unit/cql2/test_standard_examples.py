"""The example filters of the standard are read, and written as they came.

The files are third-party and not part of the project; without them these tests are
skipped, and `test_text_reader`, `test_json_reader` and `test_round_trip` have the
essence in examples of our own.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from geo_zs.cql2 import parse, parse_json, parse_text, to_json, to_text

_BESIDE = Path(__file__).resolve().parents[4] / "shared" / "conformance"
FOLDER = Path(os.environ.get("GEO_ZS_CONFORMANCE", _BESIDE)) / "cql2"

pytestmark = pytest.mark.skipif(
    not FOLDER.exists(), reason="the OGC conformance files are not on this machine"
)


def _names(form: str, suffix: str) -> list[str]:
    return sorted(path.stem for path in (FOLDER / form).glob(f"*.{suffix}"))


def _text(name: str) -> str:
    return (FOLDER / "text" / f"{name}.txt").read_text("utf-8")


def _document(name: str) -> object:
    return json.loads((FOLDER / "json" / f"{name}.json").read_text("utf-8"))


def test_all_files_are_there():
    assert (len(_names("text", "txt")), len(_names("json", "json"))) == (120, 109)


@pytest.mark.parametrize("name", _names("json", "json"))
def test_json_example_is_written_as_it_came(name):
    expression = parse_json(_document(name))

    assert to_json(expression) == _document(name)
    assert parse(to_text(expression)) == expression


@pytest.mark.parametrize("name", _names("text", "txt"))
def test_text_example_means_what_the_json_example_does(name):
    expression = parse_text(_text(name))
    meant = name.split("-")[0]  # example36-alt01 is another way to write example36

    assert expression == parse_json(_document(meant))
    assert parse(to_text(expression)) == expression
