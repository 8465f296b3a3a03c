"""No hostile file gets through, and none brings back what it reached for."""

from __future__ import annotations

import http.server
import json
import threading

import pytest

from geo_zs.errors import UnreadableFileError
from geo_zs.imports.fault_words import READ_WORDS
from geo_zs.imports.faults import Fault, fault_text
from geo_zs.imports.limits import DEFAULT
from geo_zs.imports.reading import read_any
from geo_zs.imports.refusal import RefusedFileError
from geo_zs.imports.source import read_table_file
from tests.hostile_files import HOSTILE, SECRET, secret_file
from tests.table_files import geojson, kml, placemark, write


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_file_is_refused_with_its_reason_and_nothing_leaks(name, tmp_path):
    key, make = HOSTILE[name]
    path = write(tmp_path / name, make(tmp_path))

    with pytest.raises(UnreadableFileError) as caught:
        read_table_file(path, name=name)

    faults = [one for one in caught.value.problems if isinstance(one, Fault)]
    assert [fault.key for fault in faults] == [key]
    assert faults[0].file == name
    said = " ".join([str(caught.value), *fault_text(faults[0], READ_WORDS, "zh")])
    assert SECRET not in said
    assert str(tmp_path) not in said
    assert "geo-zs-import" not in said
    assert faults[0].remedy


@pytest.mark.parametrize("name", HOSTILE)
def test_reader_itself_refuses_before_any_limit_of_the_process_is_needed(
    name, tmp_path
):
    key, make = HOSTILE[name]
    path = write(tmp_path / name, make(tmp_path))

    with pytest.raises(RefusedFileError) as caught:
        read_any(
            path,
            limits=DEFAULT,
            encoding=None,
            sheet=None,
            progress=lambda _share: None,
        )

    assert [fault.key for fault in caught.value.faults] == [key]


@pytest.fixture
def listener():
    """Serve on the loopback and keep the paths that anybody asks for."""
    asked: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b"EPSG:4490")

        def log_message(self, *_args):
            """Say nothing."""

    server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", asked
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.parametrize(
    ("kind", "member"), [("link", "href"), ("url", "url"), ("name", "name")]
)
def test_crs_that_links_somewhere_is_never_fetched(kind, member, listener, tmp_path):
    address, asked = listener
    crs = {"type": kind, "properties": {member: f"{address}/crs", "type": "proj4"}}
    point = {"type": "Point", "coordinates": [109.84, 40.65]}
    text = geojson([{"name": "a", "_": point}], crs=crs)

    table = read_table_file(write(tmp_path / "a.json", text), name="a.json")

    assert asked == []
    assert table.column("name").tolist() == ["a"]


def test_links_in_kml_are_counted_and_not_followed(listener, tmp_path):
    address, asked = listener
    link = f"<NetworkLink><Link><href>{address}/more.kml</href></Link></NetworkLink>"
    point = "<Point><coordinates>109.84,40.65</coordinates></Point>"
    text = kml(link + placemark("a", point))

    table = read_table_file(write(tmp_path / "a.kml", text), name="a.kml")

    assert asked == []
    assert [(note.key, note.values.get("count")) for note in table.notes][-1] == (
        "links",
        1,
    )


@pytest.mark.parametrize(
    "name", ["/vsicurl/http://127.0.0.1:9/a.csv", "../../etc/passwd", "CON:\\a.csv"]
)
def test_name_that_leads_somewhere_is_shown_as_its_last_part_only(name, tmp_path):
    secret_file(tmp_path)
    path = write(tmp_path / "a.csv", "项目名称,投资方\na,b\n")

    table = read_table_file(path, name=name)

    assert table.name in {"a.csv", "passwd"}
    assert table.column("项目名称").tolist() == ["a"]


def test_values_that_look_like_formulas_or_html_come_through_as_text(tmp_path):
    cells = ['=HYPERLINK("http://x","y")', "<img src=x onerror=alert(1)>", "${7*7}"]
    point = {"type": "Point", "coordinates": [109.84, 40.65]}
    text = geojson([{"name": cell, "_": point} for cell in cells])

    table = read_table_file(write(tmp_path / "a.json", text), name="a.json")

    assert table.column("name").tolist() == cells
    assert json.loads(json.dumps(table.column("name").tolist())) == cells
