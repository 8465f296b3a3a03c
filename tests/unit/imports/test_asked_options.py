"""What is asked of a file and cannot be is refused, not passed over in silence."""

from __future__ import annotations

import datetime as dt

import pytest

from geo_zs.errors import CrsError, UnreadableFileError
from geo_zs.imports.all_words import say
from geo_zs.imports.check import dry_run
from geo_zs.imports.datum.systems import parse_datum, typed_datum
from geo_zs.imports.propose import propose_for_file
from geo_zs.imports.source import read_table_file
from geo_zs.register.access import cli_actor
from tests.table_files import HEADER, ROWS, csv_bytes, geojson, write


@pytest.mark.parametrize("name", ["a.csv", "a.geojson"])
def test_sheet_of_a_file_without_sheets_is_a_fault(tmp_path, name):
    content = csv_bytes([HEADER, *ROWS])
    if name.endswith("geojson"):
        text = geojson([{"项目名称": "甲", "_": None}])
        content = text if isinstance(text, bytes) else text.encode()
    path = write(tmp_path / name, content)

    with pytest.raises(UnreadableFileError) as caught:
        read_table_file(path, name=name, sheet="nope")

    (fault,) = caught.value.problems
    assert fault.key == "no_sheets"
    assert "没有工作表或图层" in say(fault, "zh")
    assert "nope was asked for" in say(fault, "en")


def test_encoding_that_is_none_is_refused_for_any_file(tmp_path):
    path = write(tmp_path / "a.csv", csv_bytes([HEADER, *ROWS]))

    with pytest.raises(UnreadableFileError, match="nope"):
        read_table_file(path, name="a.csv", encoding="nope")


@pytest.mark.parametrize("where", ["asked", "mapping"])
def test_datum_that_is_none_is_refused_without_any_point(
    tmp_path, catalog, sqlite_register, where
):
    path = write(tmp_path / "a.csv", "项目名称\n甲\n".encode())
    raw = read_table_file(path, name="a.csv")
    mapping = propose_for_file(raw, table="projects", remembered=None)
    if where == "mapping":
        mapping = type(mapping)(**(vars(mapping) | {"datum": "moon"}))

    with pytest.raises(CrsError, match="'moon' is not known") as caught:
        dry_run(
            raw,
            mapping,
            catalog=catalog,
            register=sqlite_register,
            viewer=cli_actor(),
            today=dt.date(2023, 6, 30),
            datum="moon" if where == "asked" else None,
        )

    assert "没有坐标系“moon”" in caught.value.zh


@pytest.mark.parametrize(
    "key", ["moon", "gk3", "gk3:99", "wgs84:3", "utm:49+prefix", "utm:49~xian80"]
)
def test_datum_is_refused_in_both_languages(key):
    with pytest.raises(CrsError) as caught:
        parse_datum(key)

    assert any("\u4e00" <= char <= "\u9fff" for char in caught.value.zh)


def test_system_that_a_file_states_is_not_typed():
    assert parse_datum("stated:EPSG:4490").kind == "stated"
    with pytest.raises(CrsError, match="is not known"):
        typed_datum("stated:EPSG:4490")
    assert typed_datum("gcj02").key == "gcj02"
