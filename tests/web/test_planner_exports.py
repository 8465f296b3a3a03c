"""What is on the screen, as a file: the same rows, the same rights, nothing live."""

from __future__ import annotations

import csv
import io
import json
import sqlite3

import openpyxl
import pypdfium2
import pytest

from geo_zs.register.access import cli_actor
from geo_zs.register.projects import create_project

FORMATS = ("xlsx", "csv", "geojson", "gpkg")
HOSTILE = '=HYPERLINK("http://example.invalid/","点我")'


def names_in(answer, fmt, tmp_path):
    """Return the names of the projects in a file."""
    body = answer.get_data()
    if fmt == "csv":
        rows = list(csv.reader(io.StringIO(body.decode("utf-8-sig"))))
        at = rows[0].index("项目名称")
        return [row[at] for row in rows[1:]]
    if fmt == "geojson":
        features = json.loads(body)["features"]
        return [one["properties"]["name_zh"] for one in features]
    if fmt == "xlsx":
        sheet = openpyxl.load_workbook(io.BytesIO(body)).worksheets[0]
        rows = list(sheet.iter_rows(values_only=True))
        head = next(at for at, row in enumerate(rows) if "项目名称" in row)
        at = rows[head].index("项目名称")
        return [row[at] for row in rows[head + 1 :] if row[at]]
    file = tmp_path / "saved.gpkg"
    file.write_bytes(body)
    with sqlite3.connect(file) as database:
        tables = database.execute("SELECT table_name FROM gpkg_contents").fetchall()
        found = [
            name
            for (table,) in tables
            for (name,) in database.execute(f'SELECT name_zh FROM "{table}"')  # noqa: S608  of this file
        ]
    database.close()
    return found


@pytest.mark.parametrize("fmt", FORMATS)
def test_file_holds_the_rows_of_the_filter(viewer_client, tmp_path, fmt):
    answer = viewer_client.get(f"/planner/projects.{fmt}?origin=register&league=150600")

    assert answer.headers["Content-Disposition"].endswith(f"geo_zs-projects.{fmt}")
    assert sorted(names_in(answer, fmt, tmp_path)) == [
        "样例公开二号项目",
        "样例内部三号项目",
    ]


@pytest.mark.parametrize("fmt", FORMATS)
def test_file_of_an_account_of_a_league_holds_what_it_may_see(
    league_client, tmp_path, fmt
):
    answer = league_client.get(f"/planner/projects.{fmt}?origin=register")

    assert sorted(names_in(answer, fmt, tmp_path)) == [
        "样例公开二号项目",
        "样例硅片一号项目",
    ]


def test_formula_of_a_name_is_text_in_a_workbook_and_guarded_in_a_csv(
    viewer_client, planner_register
):
    with planner_register.write(cli_actor()) as writer:
        create_project(writer, {"name_zh": HOSTILE})

    book = openpyxl.load_workbook(
        io.BytesIO(viewer_client.get("/planner/projects.xlsx?origin=register").data)
    )
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert [cell for cell in cells if cell.data_type == "f" or cell.hyperlink] == []
    assert HOSTILE in {cell.value for cell in cells}
    text = viewer_client.get("/planner/projects.csv?origin=register").text
    names = [row[0] for row in csv.reader(io.StringIO(text))] + text.split(",")
    assert not any(name.lstrip('"').startswith("=") for name in names)


def test_report_is_a_pdf_of_the_filter_in_the_language_of_the_page(viewer_client):
    for lang, word in (("zh", "样例硅片一号项目"), ("en", "样例硅片一号项目")):
        answer = viewer_client.get(
            f"/planner/report.pdf?origin=register&league=150200&lang={lang}"
        )
        document = pypdfium2.PdfDocument(answer.data)
        text = "".join(page.get_textpage().get_text_range() for page in document)
        document.close()
        assert word in text
        assert "样例公开二号项目" not in text


@pytest.mark.parametrize("path", ["projects.exe", "projects.xls", "template/x.xlsx"])
def test_unknown_kind_of_file_is_404(viewer_client, path):
    assert viewer_client.get(f"/planner/{path}").status_code == 404


@pytest.mark.parametrize("path", ["projects.xlsx", "projects.csv", "report.pdf"])
def test_file_of_a_faulty_filter_is_not_made(viewer_client, path):
    assert viewer_client.get(f"/planner/{path}?league=999999").status_code == 400


@pytest.mark.parametrize("path", ["projects.xlsx", "projects.gpkg", "report.pdf"])
def test_nobody_gets_a_file_without_an_account(public_client, path):
    answer = public_client.get(f"/planner/{path}")

    assert answer.status_code == 303
    assert answer.location.startswith("/login")


@pytest.mark.parametrize("path", ["projects.xlsx", "projects.csv", "report.pdf"])
def test_file_is_kept_by_nobody(viewer_client, path):
    answer = viewer_client.get(f"/planner/{path}?origin=register")

    assert answer.headers["Cache-Control"] == "no-store"
