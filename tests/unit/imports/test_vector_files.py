"""GeoJSON, GeoPackage and shapefiles come through with their text and shapes."""

from __future__ import annotations

import sqlite3
import zipfile
from dataclasses import replace

import geopandas as gpd
import pytest
import shapely

from geo_zs.imports import shapefile
from geo_zs.imports.dbf_text import decode_cells
from geo_zs.imports.features import unique_names
from geo_zs.imports.geopackage import open_read_only
from geo_zs.imports.limits import DEFAULT
from geo_zs.imports.reading import read_any
from geo_zs.imports.refusal import RefusedFileError
from geo_zs.imports.stated_crs import name_of_crs
from tests.table_files import (
    ROWS,
    features,
    geojson,
    geopackage,
    shapefile_zip,
    write,
    zipped,
)

POINT = {"type": "Point", "coordinates": [109.84, 40.65]}


def _read(path, **options):
    """Read a file in this process."""
    given = {"limits": DEFAULT, "encoding": None, "sheet": None, **options}
    return read_any(path, progress=lambda _share: None, **given)


def _notes(table):
    """Return the keys of the notes."""
    return [note.key for note in table.notes]


@pytest.fixture
def read_json(tmp_path):
    """Read text as a GeoJSON file."""

    def read(text, **options):
        content = text if isinstance(text, bytes) else text.encode()
        return _read(write(tmp_path / "a.json", content), **options)

    return read


# GeoJSON


def test_geojson_keeps_codes_lists_and_unknowns(read_json):
    rows = [
        {"名称": "a", "代码": "00123", "标签": ["风电", "光伏"], "额": 1.5, "_": POINT},
        {"名称": None, "更多": {"k": [1]}, "大": 123456789012345678, "_": None},
    ]

    table = read_json(geojson(rows))

    assert table.format == "geojson"
    assert table.headers == ("名称", "代码", "标签", "额", "更多", "大")
    assert table.row(0) == ("a", "00123", "风电;光伏", 1.5, None, None)
    assert table.row(1) == (None, None, None, None, '{"k": [1]}', 123456789012345678)
    assert table.geometry[0] == shapely.Point(109.84, 40.65)
    assert table.geometry[1] is None
    assert table.row_numbers.tolist() == [2, 3]
    assert table.crs is None
    assert _notes(table) == ["crs_of_format"]


@pytest.mark.parametrize(
    ("name", "crs"),
    [
        ("urn:ogc:def:crs:EPSG::4490", "EPSG:4490"),
        ("EPSG:4490", "EPSG:4490"),
        ("urn:ogc:def:crs:OGC:1.3:CRS84", "EPSG:4326"),
        ("GCJ02", "GCJ02"),
    ],
)
def test_geojson_states_its_crs_by_name(name, crs, read_json):
    stated = {"type": "name", "properties": {"name": name}}

    table = read_json(geojson([{"a": 1, "_": POINT}], crs=stated))

    assert table.crs == crs


def test_geojson_in_gb18030_is_read_and_said_so(read_json):
    table = read_json(geojson([{"名称": "项目", "_": POINT}]).encode("gb18030"))

    assert table.row(0) == ("项目",)
    assert table.encoding == "gb18030"
    assert "encoding" in _notes(table)


def test_heights_are_left_out_and_bad_shapes_are_faults(read_json):
    shapes = [
        {"type": "Point", "coordinates": [109.84, 40.65, 1080]},
        {"type": "Point", "coordinates": ["a", 40]},
        {"type": "Polygon", "coordinates": [[[0, 0], [1, 1]]]},
        {"type": "Point", "coordinates": [float("nan"), 40]},
        {"type": "Nonsense"},
        {"type": "LineString", "coordinates": [[1, 2], [float("inf"), 3], [4, 5]]},
        {
            "type": "Polygon",
            "coordinates": [[[0, 0, 5], [1, 0, 5], [1, 1, 5], [0, 0, 5]]],
        },
    ]

    table = read_json(geojson([{"a": 1, "_": shape} for shape in shapes]))

    assert [(one.key, one.row) for one in table.faults] == [
        ("bad_geometry", row) for row in (3, 4, 5, 6, 7)
    ]
    assert table.geometry[0] == shapely.Point(109.84, 40.65)
    assert not shapely.has_z(table.geometry[6])


@pytest.mark.parametrize(
    ("text", "key", "said"),
    [
        ('{"type": "Topology"}', "not_geojson", "of type Topology"),
        ('{"a": 1}', "not_geojson", "of no stated type"),
        ("[1, 2]", "not_geojson", "a list"),
        ('{"type": "FeatureCollection",\n"features": [', "json_damaged", "line 2"),
        ('{"type": "FeatureCollection", "features": []}', "no_layers", "no layer"),
    ],
)
def test_other_json_is_refused_by_what_it_is(text, key, said, read_json):
    with pytest.raises(RefusedFileError, match=said) as caught:
        read_json(text)

    assert caught.value.faults[0].key == key


def test_single_feature_and_bare_shape_are_read(read_json):
    feature = '{"type": "Feature", "properties": {"a": 1}, "geometry": null}'

    assert read_json(feature).geometry is None
    assert read_json('{"type": "Point", "coordinates": [1, 2]}').n_rows == 1


def test_features_that_are_no_objects_are_empty_records(read_json):
    text = '{"type": "FeatureCollection", "features": [1, {"properties": 2}]}'

    assert read_json(text).n_rows == 2


def test_limits_of_features_hold(read_json):
    text = geojson([{"a": 1, "b": 2, "_": POINT}] * 3)

    for limit, key in (
        ({"max_rows": 2}, "too_many_rows"),
        ({"max_columns": 1}, "too_many_columns"),
        ({"max_vertices": 2}, "too_many_vertices"),
    ):
        with pytest.raises(RefusedFileError) as caught:
            read_json(text, limits=replace(DEFAULT, **limit))
        assert caught.value.faults[0].key == key


def test_broken_text_in_features_is_a_fault(read_json):
    table = read_json(geojson([{"a": "项\ufffd", "_": POINT}]))

    assert [(one.key, one.row, one.column) for one in table.faults] == [
        ("broken_text", 2, "a")
    ]


# GeoPackage


def test_geopackage_written_by_geopandas_comes_through(tmp_path):
    table = _read(geopackage(tmp_path / "a.gpkg"))

    assert table.format == "gpkg"
    assert (table.sheet, table.sheets, table.crs) == ("项目", ("项目",), "EPSG:4326")
    assert table.headers == ("项目名称", "投资方", "总投资")
    assert [table.row(at) for at in range(2)] == [row[:3] for row in ROWS]
    assert table.geometry[1] == shapely.Point(111.65, 40.82)
    assert table.notes == ()


def test_best_known_layer_is_read_and_others_are_named(tmp_path):
    path = tmp_path / "a.gpkg"
    gpd.GeoDataFrame({"x": [1]}, geometry=[shapely.Point(1, 2)], crs=4490).to_file(
        path, layer="other", driver="GPKG"
    )
    geopackage(path)

    table = _read(path)

    assert table.sheet == "项目"
    assert _notes(table) == ["other_sheets"]
    assert _read(path, sheet="other").crs == "EPSG:4490"
    with pytest.raises(RefusedFileError, match="there are: other, 项目"):
        _read(path, sheet="none")


def test_triggers_and_views_never_run(tmp_path):
    path = geopackage(tmp_path / "a.gpkg")
    database = sqlite3.connect(path)
    database.execute('CREATE VIEW looked AS SELECT * FROM "项目", "项目", "项目"')
    database.execute(
        'CREATE TRIGGER t AFTER INSERT ON "项目" BEGIN DELETE FROM "项目"; END'
    )
    database.execute(
        "INSERT INTO gpkg_contents (table_name, data_type, identifier, srs_id) "
        "VALUES ('looked', 'features', 'looked', 4326)"
    )
    database.commit()
    database.close()

    table = _read(path)

    assert table.n_rows == 2
    assert _notes(table) == ["views"]
    assert "looked" in table.notes[0].message


def test_polygons_blobs_and_broken_text_of_a_geopackage(tmp_path):
    path = geopackage(tmp_path / "a.gpkg")
    database = sqlite3.connect(path)
    names = database.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
    for (name,) in names.fetchall():
        database.execute(f'DROP TRIGGER "{name}"')
    database.execute('ALTER TABLE "项目" ADD COLUMN photo BLOB')
    database.execute(
        "UPDATE \"项目\" SET photo = x'00ff', 投资方 = CAST(x'ff41' AS TEXT)"
    )
    database.execute("UPDATE \"项目\" SET geom = x'4750' WHERE fid = 1")
    database.commit()
    database.close()

    table = _read(path)

    assert table.column("photo").tolist() == [None, None]
    assert table.geometry[0] is None
    assert [(one.key, one.row) for one in table.faults] == [
        ("broken_text", 2),
        ("broken_text", 3),
    ]


@pytest.mark.parametrize(
    ("statement", "crs"),
    [
        (
            "UPDATE gpkg_spatial_ref_sys SET organization = 'NONE' WHERE srs_id = 4326",
            "EPSG:4326",
        ),
        ("UPDATE gpkg_geometry_columns SET srs_id = -1", None),
        ("UPDATE gpkg_geometry_columns SET srs_id = 77", None),
    ],
)
def test_reference_system_of_a_geopackage_is_its_own_text(statement, crs, tmp_path):
    path = geopackage(tmp_path / "a.gpkg")
    database = sqlite3.connect(path)
    database.execute("PRAGMA foreign_keys = OFF")
    database.execute(statement)
    database.commit()
    database.close()

    table = _read(path)

    assert table.crs == crs
    assert ("no_crs" in _notes(table)) is (crs is None)


@pytest.mark.parametrize(
    "statement",
    [
        "ATTACH ':memory:' AS other",
        "CREATE TEMP TABLE a (b)",
        "SELECT load_extension('x')",
        "SELECT hex(zeroblob(10))",
        "PRAGMA writable_schema = ON",
        'DELETE FROM "项目"',
    ],
)
def test_nothing_but_reading_tables_is_allowed(statement, tmp_path):
    path = geopackage(tmp_path / "a.gpkg")

    with (
        open_read_only(path) as database,
        pytest.raises(sqlite3.DatabaseError, match=r"not authorized|prohibited"),
    ):
        database.execute(statement).fetchall()


def test_geopackage_of_tiles_only_is_refused(tmp_path):
    path = geopackage(tmp_path / "a.gpkg")
    database = sqlite3.connect(path)
    database.execute("UPDATE gpkg_contents SET data_type = 'tiles'")
    database.commit()
    database.close()

    with pytest.raises(RefusedFileError, match="no layer or table with records"):
        _read(path)


def test_polygons_of_a_geopackage_keep_their_holes_and_lose_their_heights(tmp_path):
    outer = [(0, 0, 9), (4, 0, 9), (4, 4, 9), (0, 0, 9)]
    hole = [(2, 1, 9), (3, 1, 9), (3, 2, 9), (2, 1, 9)]
    frame = gpd.GeoDataFrame(
        {"名称": ["a"]}, geometry=[shapely.Polygon(outer, [hole])], crs=4490
    )
    frame.to_file(tmp_path / "a.gpkg", driver="GPKG")

    table = _read(tmp_path / "a.gpkg")

    assert table.crs == "EPSG:4490"
    assert table.geometry[0].equals(
        shapely.Polygon([(0, 0), (4, 0), (4, 4)], [[(2, 1), (3, 1), (3, 2)]])
    )
    assert not shapely.has_z(table.geometry[0])


def test_attribute_table_without_shapes_is_read(tmp_path):
    path = geopackage(tmp_path / "a.gpkg")
    database = sqlite3.connect(path)
    database.execute("CREATE TABLE 企业 (id INTEGER PRIMARY KEY, 投资方 TEXT)")
    database.execute("INSERT INTO 企业 (投资方) VALUES ('某公司')")
    database.execute(
        "INSERT INTO gpkg_contents (table_name, data_type, identifier) "
        "VALUES ('企业', 'attributes', '企业')"
    )
    database.commit()
    database.close()

    table = _read(path, sheet="企业")

    assert table.row(0) == ("某公司",)
    assert (table.geometry, table.crs) == (None, None)


def test_columns_and_rows_of_a_geopackage_are_limited(tmp_path):
    path = geopackage(tmp_path / "a.gpkg")

    with pytest.raises(RefusedFileError, match="beyond column 1"):
        _read(path, limits=replace(DEFAULT, max_columns=1))
    with pytest.raises(RefusedFileError, match="more than 1 rows"):
        _read(path, limits=replace(DEFAULT, max_rows=1))


# Shapefile


@pytest.fixture
def unguarded(monkeypatch):
    """Read with all of GDAL in this process; the guard is tested with the child."""
    monkeypatch.setattr(shapefile, "extra_drivers", lambda _registered: [])


@pytest.mark.usefixtures("unguarded")
@pytest.mark.parametrize("encoding", ["GBK", "UTF-8"])
@pytest.mark.parametrize("cpg", [None, "UTF-8", "GBK", "nonsense"])
def test_table_of_a_shapefile_is_read_whatever_its_cpg_says(encoding, cpg, tmp_path):
    path = shapefile_zip(tmp_path / "a.zip", encoding=encoding, cpg=cpg)

    table = _read(path)

    assert table.format == "shapefile"
    assert table.headers == ("名称", "投资方", "总投资")
    assert table.row(0) == ("年产5GW单晶硅片项目", "某硅材料有限公司", 12.5)
    assert table.geometry[0] == shapely.Point(109.84, 40.65)
    assert table.crs == "EPSG:4326"
    assert table.encoding == {"GBK": "gb18030", "UTF-8": "utf-8"}[encoding]


@pytest.mark.usefixtures("unguarded")
def test_shapefile_without_prj_states_no_crs(tmp_path):
    table = _read(shapefile_zip(tmp_path / "a.zip", encoding="GBK", prj=False))

    assert table.crs is None
    assert _notes(table) == ["encoding", "no_crs"]


@pytest.mark.usefixtures("unguarded")
def test_user_may_say_the_encoding_of_a_shapefile(tmp_path):
    path = shapefile_zip(tmp_path / "a.zip", encoding="GBK")

    assert _read(path, encoding="gbk").row(0)[0] == "年产5GW单晶硅片项目"
    with pytest.raises(RefusedFileError, match="klingon is not known"):
        _read(path, encoding="klingon")


@pytest.mark.usefixtures("unguarded")
def test_several_shapefiles_in_folders_are_told_apart(tmp_path):
    one = shapefile_zip(tmp_path / "a.zip", encoding="GBK", folder="甲/", name="一")
    two = shapefile_zip(tmp_path / "b.zip", encoding="GBK", folder="乙/", name="二")
    members = {}
    for path in (one, two):
        with zipfile.ZipFile(path) as archive:
            members |= {name: archive.read(name) for name in archive.namelist()}
    both = zipped(tmp_path / "both.zip", members)

    table = _read(both)

    assert (table.sheet, table.sheets) == ("一", ("一", "二"))
    assert "other_sheets" in _notes(table)
    assert _read(both, sheet="二").sheet == "二"
    with pytest.raises(RefusedFileError, match="there are: 一, 二"):
        _read(both, sheet="三")


@pytest.mark.parametrize("part", ["shx", "dbf"])
def test_shapefile_without_a_part_is_refused_by_its_name(part, tmp_path):
    path = shapefile_zip(tmp_path / "a.zip", encoding="GBK")
    with zipfile.ZipFile(path) as archive:
        members = {
            name: archive.read(name)
            for name in archive.namelist()
            if not name.endswith(part)
        }

    with pytest.raises(RefusedFileError, match=rf"项目 has no \.{part}"):
        _read(zipped(tmp_path / "b.zip", members))


@pytest.mark.usefixtures("unguarded")
def test_damaged_shapefile_is_refused(tmp_path):
    members = {f"a.{part}": b"nonsense" * 50 for part in ("shp", "shx", "dbf")}

    with pytest.raises(RefusedFileError, match="the shapefile is damaged"):
        _read(zipped(tmp_path / "a.zip", members))


def test_cells_cut_in_half_a_character_are_told(tmp_path):
    cells = ["项目".encode("gbk")[:-1], b"plain", None, b"\xff\xff"]

    texts, halves, misfits = decode_cells(cells, "gb18030", "replace")

    assert texts[:3] == ["项", "plain", None]
    assert "\ufffd" in texts[3]
    assert (halves, misfits) == ([0], 1)


@pytest.mark.usefixtures("unguarded")
def test_long_names_cut_by_the_format_are_a_warning(tmp_path):
    frame = features().rename(columns={"项目名称": "名称"})
    frame["名称"] = ["项" * 84 + "a" + "项" * 50, "b"]
    work = tmp_path / "parts"
    work.mkdir()
    with pytest.warns(RuntimeWarning, match="truncated"):
        frame.to_file(work / "a.shp", driver="ESRI Shapefile", encoding="GBK")
    members = {
        f"a.{one}": (work / f"a.{one}").read_bytes() for one in ("shp", "shx", "dbf")
    }

    table = _read(zipped(tmp_path / "a.zip", members))

    assert [(one.key, one.row, one.severity) for one in table.faults] == [
        ("half_character", 2, "warning")
    ]


# Shared


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("", None),
        (" \0 ", None),
        ("EPSG:04490", "EPSG:4490"),
        ("GEOGCS[broken", "GEOGCS[broken"),
        ("x" * 500, "x" * 200),
    ],
)
def test_reference_system_is_only_text(text, name):
    assert name_of_crs(text) == name


def test_wkt_of_a_known_system_becomes_its_code():
    from pyproj import CRS  # noqa: PLC0415  only here

    assert name_of_crs(CRS(4490).to_wkt("WKT1_ESRI")) == "EPSG:4490"
    assert name_of_crs(CRS(4525).to_wkt("WKT1_ESRI")) == "EPSG:4525"
    own = 'LOCAL_CS["x"]'
    assert name_of_crs(own) == own


def test_names_of_columns_are_made_different():
    assert unique_names(["a", "a", "", " a "]) == ("a", "a (2)", "column 3", "a (3)")
