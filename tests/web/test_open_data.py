"""``/data``: schemas, data package and the CNIG file."""

from __future__ import annotations

import csv
import io
import json
import zipfile

import pytest

FILES = (
    ("/data/open-data.zip", "application/zip"),
    ("/data/industrial-park.schema.json", "application/json"),
    ("/data/investment-project.schema.json", "application/json"),
    ("/data/site-eco.csv", "text/csv; charset=utf-8"),
    ("/data/site-eco.csv?rows=all", "text/csv; charset=utf-8"),
    ("/data/site-eco-left-out.csv", "text/csv; charset=utf-8"),
)


def test_page_of_sources_links_every_file(client):
    page = client.get("/data").text

    assert [path for path, _ in FILES if f'href="{path}"' not in page] == []
    assert "0/177" in page


def test_english_page_counts_the_complete_parks(client):
    page = client.get("/data?lang=en").text

    assert "0 of 177" in page
    assert client.get("/data/site-eco.csv?rows=all&lang=en").status_code == 200


@pytest.mark.parametrize(("path", "media_type"), FILES)
def test_file_is_sent_to_be_saved(client, path, media_type):
    answer = client.get(path)

    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == media_type
    name = path.split("?")[0].rsplit("/", 1)[-1]
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{name}"'
    assert client.get(path).data == answer.data


@pytest.mark.parametrize(("path", "_media_type"), FILES)
def test_file_that_is_already_there_is_not_sent_again(client, path, _media_type):
    tag = client.get(path).headers["ETag"]

    answer = client.get(path, headers={"If-None-Match": tag})

    assert answer.status_code == 304
    assert answer.data == b""


def test_schema_is_the_one_of_the_library(client, project_root):
    for name in ("industrial-park", "investment-project"):
        file = project_root / f"geo_zs/open_data/schemas/{name}.schema.json"
        assert client.get(f"/data/{name}.schema.json").data == file.read_bytes()


def test_package_holds_the_data_version_that_the_answer_names(client):
    answer = client.get("/data/open-data.zip")

    with zipfile.ZipFile(io.BytesIO(answer.data)) as archive:
        assert archive.testzip() is None
        package = json.loads(archive.read("datapackage.json"))
    assert package["version"] == answer.headers["X-Data-Version"]


def test_all_parks_are_in_the_file_of_all(client):
    def rows(path: str) -> int:
        text = client.get(path).data.decode()
        return len(list(csv.reader(io.StringIO(text), delimiter=";"))) - 1

    assert rows("/data/site-eco.csv?rows=all") == 177
    assert rows("/data/site-eco.csv?rows=complete") == rows("/data/site-eco.csv") == 0


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("?rows=some", ["rows"]),
        ("?rows=", ["rows"]),
        ("?rows=all&row=1&x=2", ["row", "x"]),
        ("?lang=en&park=1", ["park"]),
    ],
)
def test_unknown_parameters_are_refused_all_at_once(client, query, names):
    answer = client.get(
        f"/data/site-eco.csv{query}", headers={"Accept": "application/json"}
    )

    assert answer.status_code == 400
    assert all(name in answer.text for name in names)
