"""Zips are checked before anything of them is unpacked."""

from __future__ import annotations

import zipfile
from dataclasses import replace

import pytest

from geo_zs.imports.archive import (
    member_name,
    open_archive,
    read_member,
    suffix,
    unpack,
    useful_members,
)
from geo_zs.imports.kinds import kind_of
from geo_zs.imports.limits import DEFAULT
from geo_zs.imports.refusal import RefusedFileError
from tests.table_files import write, zipped


def test_names_packed_by_chinese_windows_are_read(tmp_path):
    entry = zipfile.ZipInfo("项目.shp".encode("gbk").decode("cp437"))

    assert member_name(entry) == "项目.shp"


def test_names_in_utf8_and_in_neither_stay_as_they_are():
    entry = zipfile.ZipInfo("项目.shp")
    entry.flag_bits |= 0x800
    other = zipfile.ZipInfo("\u2500.shp")

    assert member_name(entry) == "项目.shp"
    assert member_name(other) == "\u2500.shp"


def test_litter_of_systems_is_not_looked_at(tmp_path):
    members = {
        "__MACOSX/._a.shp": b"x",
        "a/": b"",
        "a/.DS_Store": b"x",
        "a/Thumbs.db": b"x",
        "a/b.shp": b"x",
    }
    path = zipped(tmp_path / "a.zip", members)

    with open_archive(path, DEFAULT) as archive:
        assert [name for name, _ in useful_members(archive)] == ["a/b.shp"]


def test_same_name_twice_is_refused(tmp_path):
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.shp", b"1")
        archive.writestr("A.SHP", b"2")

    with (
        pytest.raises(RefusedFileError, match=r"the name A\.SHP twice"),
        open_archive(path, DEFAULT),
    ):
        pass


@pytest.mark.parametrize(
    ("limits", "key"),
    [
        ({"max_members": 1}, "archive_members"),
        ({"max_unpacked_bytes": 15}, "archive_size"),
    ],
)
def test_limits_of_the_list_hold_exactly(limits, key, tmp_path):
    path = zipped(tmp_path / "a.zip", {"a": b"x" * 8, "b": b"y" * 8})
    one_more = {name: value + 1 for name, value in limits.items()}

    with open_archive(path, replace(DEFAULT, **one_more)):
        pass
    with (
        pytest.raises(RefusedFileError) as caught,
        open_archive(path, replace(DEFAULT, **limits)),
    ):
        pass

    assert caught.value.faults[0].key == key


def test_what_comes_out_is_counted_again(tmp_path):
    path = zipped(tmp_path / "a.zip", {"a": b"x" * 100})
    tight = replace(DEFAULT, max_unpacked_bytes=50)

    with open_archive(path, DEFAULT) as archive:
        with pytest.raises(RefusedFileError, match="more than 50 bytes"):
            read_member(archive, "a", tight)
        with pytest.raises(RefusedFileError, match="more than 50 bytes"):
            unpack(archive, archive.getinfo("a"), tmp_path / "out", tight)
        unpack(archive, archive.getinfo("a"), tmp_path / "out", DEFAULT)

    assert (tmp_path / "out").read_bytes() == b"x" * 100


def test_member_that_is_damaged_is_refused(tmp_path):
    path = zipped(tmp_path / "a.zip", {"a": bytes(range(256)) * 10})
    content = bytearray(path.read_bytes())
    content[60:70] = b"0123456789"
    path.write_bytes(bytes(content))

    with (
        open_archive(path, DEFAULT) as archive,
        pytest.raises(RefusedFileError, match="damaged or not complete"),
    ):
        read_member(archive, "a", DEFAULT)


def test_suffix_is_what_follows_the_last_point():
    assert suffix("甲\\b.C.SHP") == "shp"
    assert suffix("none") == ""


# What a file is


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"a,b\n1,2\n", "csv"),
        ("项目,投资\n".encode("gbk"), "csv"),
        (b"[no],name\n1,a\n", "csv"),
        (b'{"type": "FeatureCollection"}', "geojson"),
        (b'[{"a": 1}]', "geojson"),
        (b"\xef\xbb\xbf<?xml version='1.0'?><!-- x --><kml/>", "kml"),
        (b"<k:kml xmlns:k='x'/>", "kml"),
        (b"SQLite format 3\x00" + b"x" * 100, "gpkg"),
    ],
)
def test_content_says_what_a_file_is(content, kind, tmp_path):
    assert kind_of(write(tmp_path / "any.thing", content), DEFAULT) == kind


@pytest.mark.parametrize(
    ("members", "kind"),
    [
        ({"xl/workbook.xml": b"x"}, "xlsx"),
        ({"a/b.shp": b"x"}, "shapefile"),
        ({"doc.kml": b"x"}, "kmz"),
    ],
)
def test_members_say_what_a_zip_is(members, kind, tmp_path):
    assert kind_of(zipped(tmp_path / "a.bin", members), DEFAULT) == kind


@pytest.mark.parametrize(
    ("content", "key", "said"),
    [
        (b"  \r\n \x00", "empty_file", "is empty"),
        (b"<!DOCTYPE html><html></html>", "web_page", "web page"),
        (b"<html><table></table></html>", "web_page", "web page"),
        (
            b"<?xml version='1.0'?><!DOCTYPE kml [<!ENTITY a 'b'>]><kml/>",
            "xml_doctype",
            "DOCTYPE",
        ),
        (b"<gpx/>", "unknown_kind", "XML with the root <gpx>"),
        (b"<VRTDataset/>", "recipe", "GDAL VRT"),
        (b"<ss:Workbook/>", "other_office", "Excel 2003"),
        (b"<", "unknown_kind", "XML with the root <>"),
        (
            b"\x00\x00\x27\x0a" + b"\0" * 96 + b"x",
            "shapefile_part",
            r"one part \(\.shp\)",
        ),
        (b"\x89PNG\r\n", "unknown_kind", "a PNG picture"),
        (b"Rar!\x1a\x07", "unknown_kind", "a RAR archive"),
    ],
)
def test_other_content_is_refused_by_what_it_is(content, key, said, tmp_path):
    with pytest.raises(RefusedFileError, match=said) as caught:
        kind_of(write(tmp_path / "a.csv", content), DEFAULT)

    assert caught.value.faults[0].key == key


@pytest.mark.parametrize(
    ("part", "said"),
    [
        ("xl/workbook.bin", r"\.xlsb"),
        ("word/document.xml", "Word"),
        ("ppt/presentation.xml", "PowerPoint"),
        ("content.xml", "OpenDocument"),
    ],
)
def test_other_office_files_are_named(part, said, tmp_path):
    with pytest.raises(RefusedFileError, match=said):
        kind_of(zipped(tmp_path / "a.xlsx", {part: b"x"}), DEFAULT)
