"""Tables of projects of any origin."""

from __future__ import annotations

import pytest

from geo_zs.backtest import records
from geo_zs.backtest.records import read_records
from geo_zs.errors import DataError

TAGS = frozenset({"polysilicon", "dairy"})
OURS = (
    "project_id,name_zh,investor_zh,industry_text,industry_tags,pledged_cny_1e8,"
    "land_ha,land_mu_printed,power_mw,league,banner,park_id,place_confidence\n"
)
THEIRS = (
    "project_id,company,industry_tags,investment_100m_yuan,land_mu,banner_code,"
    "park_id,place_confidence,site_bound\n"
)


def _read(tmp_path, text, *, level="park", encoding="utf-8"):
    path = tmp_path / "projects.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode(encoding))
    return read_records(path, tags=TAGS, level=level)


def _faults(tmp_path, text, **options):
    with pytest.raises(DataError) as caught:
        _read(tmp_path, text, **options)
    return caught.value.problems


def test_columns_of_the_shipped_table_are_read(tmp_path):
    row = (
        "P-1,项目,通威,多晶硅,polysilicon;dairy,12.5,8,120,50,150200,150203,gt,stated\n"
    )

    (one,) = _read(tmp_path, OURS + row)

    assert one.row == 2
    assert (one.company, one.tags) == ("通威", ("polysilicon", "dairy"))
    assert (one.pledged_cny_1e8, one.land_ha, one.power_mw) == (12.5, 8.0, 50.0)
    assert (one.banner, one.park_id, one.place_confidence) == ("150203", "gt", "stated")


def test_names_of_the_collectors_are_read_and_mu_become_hectares(tmp_path):
    (one,) = _read(tmp_path, THEIRS + "P-1,蒙牛,dairy|polysilicon,,150,150123,x,,1\n")

    assert one.tags == ("dairy", "polysilicon")
    assert one.pledged_cny_1e8 is None
    assert one.land_ha == 10.0
    assert one.banner == "150123"


@pytest.mark.parametrize("separator", [";", "\t"])
def test_other_separators_are_found_from_the_header(tmp_path, separator):
    text = THEIRS + "P-1,蒙牛,dairy|polysilicon,,150,150123,x,stated,1\n"

    (one,) = _read(tmp_path, text.replace(",", separator))

    assert (one.company, one.tags) == ("蒙牛", ("dairy", "polysilicon"))
    assert one.park_id == "x"


def test_byte_order_mark_and_empty_lines_do_no_harm(tmp_path):
    text = THEIRS + "P-1,蒙牛,dairy,,,,x,stated,\n,,,,,,,,\n"

    assert len(_read(tmp_path, text, encoding="utf-8-sig")) == 1


def test_all_faults_of_a_file_are_listed_at_once(tmp_path):
    rows = "P-1,蒙牛,milk,many,-3,,x,surely,\nP-1,蒙牛,dairy,1,1,,x,stated,\nP-2,蒙牛\n"

    faults = _faults(tmp_path, THEIRS + rows)

    assert [(one.row, one.field) for one in faults] == [
        (2, "pledged_cny_1e8"),
        (2, "land_mu"),
        (2, "industry_tags"),
        (2, "place_confidence"),
        (3, "project_id"),
        (4, ""),
    ]
    assert "no industry" in faults[2].message
    assert "expected 9" in faults[5].message


@pytest.mark.parametrize(
    ("level", "column"), [("park", "park_id"), ("banner", "banner")]
)
def test_missing_columns_are_all_named(tmp_path, level, column):
    faults = _faults(tmp_path, "project_id,name_zh\nP-1,x\n", level=level)

    assert [one.field for one in faults] == [
        "investor_zh",
        "place_confidence",
        column,
        "industry_tags",
    ]


def test_column_under_both_of_its_names_is_refused(tmp_path):
    header = "company,investor_zh,industry_tags,park_id,place_confidence\n"

    (fault,) = _faults(tmp_path, header + "a,b,dairy,x,stated\n")

    assert "more than once" in fault.message


@pytest.mark.parametrize(
    ("text", "word"),
    [
        (b"", "empty"),
        (THEIRS.encode() + b"\x00\n", "NUL"),
        ("\u6c11".encode("gbk") + b",\xff\n", "UTF-8"),
        (THEIRS.encode() + b'P-1,"open\n', "not CSV"),
        (THEIRS.encode(), "no project"),
    ],
)
def test_file_that_is_no_table_is_refused(tmp_path, text, word):
    (fault,) = _faults(tmp_path, text)

    assert word in fault.message


def test_file_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(DataError, match="cannot be read"):
        read_records(tmp_path / "none.csv", tags=TAGS, level="park")


def test_large_files_and_many_faults_are_cut_short(tmp_path, monkeypatch):
    monkeypatch.setattr(records, "MAX_PROBLEMS", 3)
    rows = "".join(f"P-{n},蒙牛,milk,,,,x,stated,\n" for n in range(5))

    faults = _faults(tmp_path, THEIRS + rows)
    monkeypatch.setattr(records, "MAX_BYTES", 10)

    assert len(faults) == 4
    assert faults[3].message == "2 more faults"
    assert "larger" in _faults(tmp_path, THEIRS + rows)[0].message


def test_hostile_cells_are_text_and_shown_harmlessly(tmp_path):
    row = "=cmd|x,<script>alert(1)</script>\x1b[2J,dairy,,,,../../etc,stated,\n"

    (one,) = _read(tmp_path, THEIRS + row)
    (fault,) = _faults(tmp_path, THEIRS + "P-1,x,\x1b[31mmilk,,,,x,stated,\n")

    assert one.park_id == "../../etc"
    assert one.company.startswith("<script>")
    assert "\x1b" not in str(fault)


@pytest.mark.parametrize("number", ["nan", "inf", "1e400", "-1", "1,5", "0x10", "٣"])
def test_numbers_are_plain_and_finite(tmp_path, number):
    row = f'P-1,蒙牛,dairy,"{number}",,,x,stated,\n'

    (fault,) = _faults(tmp_path, THEIRS + row)

    assert fault.field == "pledged_cny_1e8"


def test_cell_beyond_any_length_is_refused(tmp_path):
    (fault,) = _faults(tmp_path, THEIRS + f"P-1,{'蒙' * 5001},dairy,,,,x,stated,\n")

    assert "longer" in fault.message
