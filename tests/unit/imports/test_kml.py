"""KML and KMZ come through with folders, added values and shapes."""

from __future__ import annotations

from dataclasses import replace

import pytest
import shapely

from geo_zs.imports.limits import DEFAULT
from geo_zs.imports.reading import read_any
from geo_zs.imports.refusal import RefusedFileError
from tests.table_files import kml, placemark, write, zipped

POINT = "<Point><coordinates>109.84,40.65,1080</coordinates></Point>"
RING = "<LinearRing><coordinates>0,0 2,0 2,2 0,0</coordinates></LinearRing>"
HOLE = "<LinearRing><coordinates>1,0.5 1.5,0.5 1.5,1 1,0.5</coordinates></LinearRing>"
POLYGON = (
    f"<Polygon><outerBoundaryIs>{RING}</outerBoundaryIs>"
    f"<innerBoundaryIs>{HOLE}</innerBoundaryIs></Polygon>"
)


@pytest.fixture
def read(tmp_path):
    """Read text as a KML file in this process."""

    def read_text(text, **options):
        content = text if isinstance(text, bytes) else text.encode()
        given = {"limits": DEFAULT, "encoding": None, "sheet": None, **options}
        path = write(tmp_path / "a.kml", content)
        return read_any(path, progress=lambda _share: None, **given)

    return read_text


def test_added_values_and_folders_become_columns(read):
    extended = (
        '<ExtendedData><Data name="总投资"><displayName>x</displayName>'
        "<value>12.5</value></Data><Data name='空'/>"
        '<SchemaData schemaUrl="#s"><SimpleData name="投资方">某公司</SimpleData>'
        "</SchemaData></ExtendedData>"
    )
    body = (
        "<name>文档</name><Folder><name>包头</name>"
        + placemark("硅片", POINT, extended)
        + "<Folder><name>园区</name>"
        + placemark("乳业", POINT, "<description>一<b>二</b></description>")
        + "</Folder></Folder>"
        + placemark("单独", POINT)
    )

    table = read(kml(body))

    assert table.format == "kml"
    assert table.headers == (
        "name",
        "总投资",
        "空",
        "投资方",
        "folder",
        "description",
    )
    assert table.row(0) == ("硅片", "12.5", None, "某公司", "文档 / 包头", None)
    assert table.row(1)[4:] == ("文档 / 包头 / 园区", "一二")
    assert table.row(2)[4] == "文档"
    assert table.geometry[0] == shapely.Point(109.84, 40.65)
    assert [note.key for note in table.notes] == ["crs_of_format"]


@pytest.mark.parametrize(
    ("shape", "wkt"),
    [
        (POINT, "POINT (109.84 40.65)"),
        (
            "<LineString><coordinates>1,2 , 3 3,4</coordinates></LineString>",
            "LINESTRING (1 2, 3 4)",
        ),
        (RING, "LINEARRING (0 0, 2 0, 2 2, 0 0)"),
        (POLYGON, "POLYGON ((0 0, 2 0, 2 2, 0 0), (1 .5, 1.5 .5, 1.5 1, 1 .5))"),
        (f"<MultiGeometry>{POINT}{POINT}</MultiGeometry>", None),
        (f"<MultiGeometry>{POLYGON}</MultiGeometry>", None),
        (f"<MultiGeometry>{POINT}{POLYGON}</MultiGeometry>", None),
    ],
)
def test_every_shape_is_read(shape, wkt, read):
    geometry = read(kml(placemark("a", shape))).geometry[0]

    if wkt is not None:
        assert geometry.equals_exact(shapely.from_wkt(wkt), 0)
    else:
        assert geometry.geom_type in {
            "MultiPoint",
            "MultiPolygon",
            "GeometryCollection",
        }


def test_lines_together_are_one_shape(read):
    line = "<LineString><coordinates>1,2 3,4</coordinates></LineString>"

    table = read(kml(placemark("a", f"<MultiGeometry>{line}{line}</MultiGeometry>")))

    assert table.geometry[0].geom_type == "MultiLineString"


@pytest.mark.parametrize("coordinates", ["", "109.84", "a,b", "109.84；40.65"])
def test_coordinates_that_cannot_be_read_are_a_fault_of_their_row(coordinates, read):
    bad = f"<Point><coordinates>{coordinates}</coordinates></Point>"

    table = read(kml(placemark("a", POINT) + placemark("b", bad)))

    assert [(one.key, one.row) for one in table.faults] == [("bad_coordinates", 3)]
    assert table.geometry[1] is None


def test_ring_of_two_points_is_a_fault(read):
    ring = "<LinearRing><coordinates>0,0 1,1</coordinates></LinearRing>"
    body = placemark(
        "a", f"<Polygon><outerBoundaryIs>{ring}</outerBoundaryIs></Polygon>"
    )

    assert [one.key for one in read(kml(body)).faults] == ["bad_coordinates"]


def test_placemark_without_shape_stays_a_record(read):
    table = read(kml(placemark("a", "") + placemark("b", POINT)))

    assert table.column("name").tolist() == ["a", "b"]
    assert table.geometry[0] is None


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16"])
def test_kml_of_another_encoding_is_read(encoding, read):
    text = kml(placemark("项目", POINT)).replace("UTF-8", encoding)

    assert read(text.encode(encoding)).row(0) == ("项目",)


def test_damaged_kml_says_where(read):
    with pytest.raises(RefusedFileError, match="damaged near line 1"):
        read(kml(placemark("a", POINT))[:-20])


def test_kml_without_placemarks_is_refused(read):
    with pytest.raises(RefusedFileError, match="no layer or table"):
        read(kml(""))


def test_rows_of_kml_are_limited(read):
    text = kml(placemark("a", POINT) * 3)

    assert read(text, limits=replace(DEFAULT, max_rows=3)).n_rows == 3
    with pytest.raises(RefusedFileError, match="more than 2 rows"):
        read(text, limits=replace(DEFAULT, max_rows=2))


def test_outermost_document_of_a_kmz_is_read_and_others_are_named(tmp_path):
    members = {
        "files/more.kml": kml(placemark("more", POINT)).encode(),
        "doc.kml": kml(placemark("main", POINT)).encode(),
        "files/icon.png": b"\x89PNG",
    }
    path = zipped(tmp_path / "a.kmz", members)

    table = read_any(
        path, limits=DEFAULT, encoding=None, sheet=None, progress=lambda _share: None
    )

    assert table.row(0) == ("main",)
    assert table.notes[-1].key == "other_sheets"
    assert "files/more.kml" in table.notes[-1].message


def test_gdal_reads_the_same_shapes(tmp_path, read):
    import geopandas as gpd  # noqa: PLC0415  the peer

    text = kml(placemark("a", POINT) + placemark("b", POLYGON))
    peer = gpd.read_file(write(tmp_path / "peer.kml", text), driver="KML")

    table = read(text)

    assert peer["Name"].tolist() == table.column("name").tolist()
    assert shapely.equals_exact(
        shapely.force_2d(peer.geometry.to_numpy()), table.geometry, 1e-12
    ).all()
