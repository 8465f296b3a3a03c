"""The register of sources is read whole, or refused with every fault."""

from __future__ import annotations

from pathlib import Path

import pytest

from geo_zs.errors import DataError
from geo_zs.provenance import Source, credits, load_sources, unknown_ids
from geo_zs.vocab import AddressKind

HEADER = (
    "source_id,title,publisher,date,address,address_kind,terms,terms_zh,"
    "credit,used_for,notes\n"
)
GEONAMES = (
    "geonames,GeoNames,,,PyPI x,dataset,CC BY 4.0,CC BY 4.0,GeoNames,a/a.csv;b/b.csv,\n"
)


def register(folder: Path, text: str, *, header: str = HEADER) -> Path:
    path = folder / "SOURCES.csv"
    path.write_text(header + text, encoding="utf-8")
    return path


def source(kind: AddressKind, address: str, credit: str = "") -> Source:
    return Source("s", "t", "", "", address, kind, "", "", credit, (), "")


def test_sources_are_read_by_their_key(tmp_path: Path):
    sources = load_sources(register(tmp_path, GEONAMES))

    assert list(sources) == ["geonames"]
    assert sources["geonames"].address_kind is AddressKind.DATASET
    assert sources["geonames"].used_for == ("a/a.csv", "b/b.csv")


@pytest.mark.parametrize(
    ("kind", "address", "link"),
    [
        (AddressKind.OFFICIAL, "https://x.gov.cn/1", "https://x.gov.cn/1"),
        (AddressKind.OFFICIAL, "x.gov.cn 1", None),
        (AddressKind.OFFICIAL, "javascript:alert(1)", None),
        (AddressKind.REPOST, "https://copy.example/1", None),
        (AddressKind.NONE, "", None),
    ],
)
def test_only_web_addresses_of_the_publisher_become_links(
    kind: AddressKind, address: str, link: str | None
):
    assert source(kind, address).link == link


def test_credits_are_printed_once_and_in_order():
    found = credits(
        [
            source(AddressKind.DATASET, "", "WRI"),
            source(AddressKind.DATASET, "", "GeoNames"),
            source(AddressKind.DATASET, "", "WRI"),
            source(AddressKind.NONE, ""),
        ]
    )

    assert found == ("GeoNames", "WRI")


def test_credits_of_the_whole_register_are_found(tmp_path: Path):
    assert credits(load_sources(register(tmp_path, GEONAMES))) == ("GeoNames",)


def test_keys_that_the_register_lacks_are_named_once(tmp_path: Path):
    sources = load_sources(register(tmp_path, GEONAMES))

    assert unknown_ids(["x", "geonames", "x", "y"], sources) == ("x", "y")


def test_all_faults_of_the_register_are_listed(tmp_path: Path):
    text = GEONAMES + GEONAMES + ",T,,,,none,,,,,\n" + "b,T,,,,blog,,,,,\n" + "c,T\n"

    with pytest.raises(DataError) as caught:
        load_sources(register(tmp_path, text))

    assert [str(problem) for problem in caught.value.problems] == [
        "SOURCES.csv row 3: source_id: is 'geonames', which stands there already",
        "SOURCES.csv row 4: source_id: is empty",
        "SOURCES.csv row 5: address_kind: is 'blog'; expected one of official, "
        "publisher, repost, dataset, general_knowledge, none",
        "SOURCES.csv row 6: lacks publisher, date, address, address_kind, terms, "
        "terms_zh, credit, used_for, notes; the row or the header is cut off",
    ]


def test_row_with_too_many_cells_is_refused(tmp_path: Path):
    with pytest.raises(DataError, match="row 2: has too many cells"):
        load_sources(register(tmp_path, GEONAMES.replace("\n", ",more\n")))


def test_missing_register_is_named(tmp_path: Path):
    with pytest.raises(DataError, match=r"SOURCES\.csv: is missing; restore the file"):
        load_sources(tmp_path / "SOURCES.csv")


def test_register_without_rows_is_refused(tmp_path: Path):
    with pytest.raises(DataError, match="row 1: holds no source"):
        load_sources(register(tmp_path, ""))


def test_register_that_is_not_utf8_is_refused(tmp_path: Path):
    path = tmp_path / "SOURCES.csv"
    path.write_bytes((HEADER + GEONAMES).encode() + "甲".encode("gb18030"))

    with pytest.raises(DataError, match="is not UTF-8"):
        load_sources(path)


def test_register_cut_off_inside_a_quote_is_refused(tmp_path: Path):
    with pytest.raises(DataError, match="is not CSV"):
        load_sources(register(tmp_path, 'a,"T'))
