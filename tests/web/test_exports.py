"""``/match.csv``, ``.geojson`` and ``.xlsx``: an answer to be taken away."""

from __future__ import annotations

import csv
import dataclasses
import io
import warnings
import zipfile
from urllib.parse import urlencode

import openpyxl
import pytest

from tests.web.conftest import HOSTILE_PARK
from webapp import create_app
from webapp.exports.answer_words import FileWords
from webapp.exports.safe import safe_cell
from webapp.exports.workbook import match_workbook
from webapp.matcher import run
from webapp.state import get_state

WAFER = "industry=pv_wafer&land=300&power=55&rail=30"
FEW = "industry=coal_chemical&league=150300&league=152900"
"""Few enough places for a workbook to be calculated anew in a test."""

BORDER = "industry=import_processing&port=60&neighbour=Mongolia&mode=road"


def table(client, address):
    """Return the rows of a CSV file by its heads."""
    content = client.get(address).data
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def workbook(client, query):
    """Return the cells of a workbook as they were written, with the results."""
    answer = client.get(f"/match.xlsx?{query}")
    assert answer.status_code == 200
    return openpyxl.load_workbook(io.BytesIO(answer.data), data_only=True)


def heads(sheet, row):
    return [cell.value for cell in sheet[row]]


@pytest.fixture(scope="module")
def few(app):
    """Return the small workbook."""
    return app.test_client().get(f"/match.xlsx?{FEW}").data


@pytest.fixture(scope="module")
def recalculate(few, tmp_path_factory):
    """Return what calculates the small workbook with other weights.

    By a library that knows nothing of the one that wrote it.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import formulas  # noqa: PLC0415  slow, and warns when first compiled

        path = tmp_path_factory.mktemp("workbook") / "match.xlsx"
        path.write_bytes(few)
        model = formulas.ExcelModel().loads(str(path)).finish()

    def calculate(weights):
        own = {f"'[match.xlsx]权重'!{cell}": value for cell, value in weights.items()}
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            solution = model.calculate(inputs=own)
        return {
            tuple(str(name).replace("'[match.xlsx]", "").split("'!")): value.value[0, 0]
            for name, value in solution.items()
            if "'!" in str(name) and ":" not in str(name)
        }

    return calculate


def listed(cells, n_places):
    """Return names, scores, ranks as a calculated sheet of the ranking has them."""
    rows = range(5, 5 + n_places)
    return [
        (
            str(cells["排名", f"B{row}"]),
            round(float(cells["排名", f"C{row}"]), 9),
            int(cells["排名", f"A{row}"]),
            int(cells["排名", f"F{row}"]),
            int(cells["排名", f"G{row}"]),
        )
        for row in rows
    ]


def by_engine(client, query):
    """Return the same of the API's answer."""
    answer = client.get(f"/match.json?{query}&top=500").get_json()
    return [
        (
            entry["site"]["name_zh"],
            round(entry["score"], 9),
            entry["rank"],
            entry["rank_best"],
            entry["rank_worst"],
        )
        for entry in answer["ranked"]
    ], answer


def test_csv_has_a_row_for_every_ranked_place_with_the_numbers_of_the_api(client):
    rows = table(client, f"/match.csv?{WAFER}")
    answer = client.get(f"/match.json?{WAFER}&top=500").get_json()

    assert [row["编号"] for row in rows] == [
        entry["site"]["id"] for entry in answer["ranked"]
    ]
    first, entry = rows[0], answer["ranked"][0]
    assert float(first["得分"]) == entry["score"]
    assert float(first["得分下限"]) == entry["score_low"]
    contribution = next(
        one for one in entry["contributions"] if one["criterion"] == "rail_km"
    )
    assert float(first["距铁路 (km)·数值"]) == contribution["value"]
    assert float(first["距铁路 (km)·贡献"]) == contribution["contribution"]
    assert first["距铁路 (km)·来源编号"] == ";".join(contribution["source_ids"])


def test_csv_lists_as_many_places_as_the_link_says(client):
    assert len(table(client, f"/match.csv?{WAFER}&top=3")) == 3


def test_csv_of_excluded_places_names_limit_value_and_what_was_asked(client):
    rows = table(client, f"/match-excluded.csv?{BORDER}")
    answer = client.get(f"/match.json?{BORDER}").get_json()

    assert {row["编号"] for row in rows} == {
        entry["site"]["id"] for entry in answer["excluded"]
    }
    far = next(row for row in rows if row["约束"] == "距陆路口岸上限")
    assert far["要求"] == "60 km"
    assert far["状态"] == "不满足"


def test_csv_in_english_has_english_heads(client):
    rows = table(client, f"/match.csv?{WAFER}&top=1&lang=en")

    assert rows[0]["Rank"] == "1"
    assert "distance to rail (km): Value" in rows[0]


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =1", "\u202e=1", "＝1"],
)
def test_text_that_a_spreadsheet_would_run_gets_an_apostrophe(text):
    cell = safe_cell(text)

    assert cell.startswith("'")
    assert not set("\t\r\n") & set(cell)


@pytest.mark.parametrize("text", ["包头", "5 GW", "a=b", "150200", "100-200"])
def test_harmless_text_stays_as_it_is(text):
    assert safe_cell(text) == text


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_hostile_names_are_text_in_files(hostile_client, kind):
    content = hostile_client.get(f"/match.{kind}?{WAFER}").data

    assert content
    if kind == "csv":
        rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
        cells = [cell for row in rows for cell in row]
        assert not [
            cell
            for cell in cells
            if cell.startswith(("=", "+", "@", "\t", "\r"))
            or (cell.startswith("-") and not cell[1:].replace(".", "").isdigit())
        ]


def test_formula_in_a_name_stays_text_in_the_workbook(catalog):
    names = list(catalog.sites.names_zh)
    row = catalog.sites.ids.index(HOSTILE_PARK)
    names[row] = '=HYPERLINK("http://example.com","x")'
    sites = dataclasses.replace(catalog.sites, names_zh=tuple(names))
    app = create_app(
        catalog=dataclasses.replace(catalog, sites=sites, data_version="formula")
    )
    content = app.test_client().get(f"/match.xlsx?{WAFER}").data

    book = openpyxl.load_workbook(io.BytesIO(content))
    cells = [
        cell for cell in book["数据"]["B"] if str(cell.value).startswith("=HYPERLINK")
    ]
    assert len(cells) == 1
    assert cells[0].data_type == "s"


def test_geojson_carries_values_sources_and_groups(client):
    body = client.get(f"/match.geojson?{BORDER}").get_json(force=True)

    groups = {each["properties"]["group"] for each in body["features"]}
    assert groups == {"ranked", "excluded"}
    first = body["features"][0]
    assert first["id"] == first["properties"]["id"]
    assert 0 <= first["properties"]["industry_fit_utility"] <= 1
    known = {source["id"] for source in body["sources"]}
    assert set(first["properties"]["source_ids"]) <= known
    assert body["data_version"]
    assert "GS" in body["credit"]


def test_workbook_has_its_sheets_in_both_languages(client):
    assert workbook(client, FEW).sheetnames == [
        "排名",
        "权重",
        "数据",
        "计算",
        "排除",
        "依据",
        "来源",
        "说明",
    ]
    assert workbook(client, FEW + "&lang=en").sheetnames[0] == "Ranking"


def test_same_answer_gives_the_same_workbook(client, catalog):
    again = create_app(catalog=catalog).test_client()

    first, second = (one.get(f"/match.xlsx?{FEW}").data for one in (client, again))
    assert first == second


def test_results_stand_beside_the_formulas_for_viewers_that_do_not_calculate(client):
    expected, _ = by_engine(client, WAFER)
    sheet = workbook(client, WAFER)["排名"]

    shown = [
        (row[1], round(row[2], 9), row[0], row[5], row[6])
        for row in sheet.iter_rows(
            min_row=5, max_row=4 + len(expected), values_only=True
        )
    ]
    assert shown == expected


def test_workbook_ranks_all_places_however_many_the_link_lists(client):
    whole = client.get(f"/match.xlsx?{FEW}").data

    shown = workbook(client, f"{FEW}&top=1")["排名"]
    expected = openpyxl.load_workbook(io.BytesIO(whole), data_only=True)["排名"]
    assert [row[1].value for row in shown] == [row[1].value for row in expected]


def test_shares_of_first_places_stand_in_csv_and_workbook(client):
    answer = client.get(f"/match.json?{FEW}&top=500").get_json()
    share = answer["ranked"][0]["stability"]["p_first"]

    assert float(table(client, f"/match.csv?{FEW}")[0]["第一名占比"]) == share
    sheet = workbook(client, FEW)["排名"]
    column = heads(sheet, 4).index("第一名占比（按导出时的权重）")
    assert sheet.cell(5, column + 1).value == share


def test_contributions_in_the_workbook_sum_to_the_score(client):
    sheet = workbook(client, WAFER)["排名"]
    names = heads(sheet, 4)
    parts = [at for at, name in enumerate(names) if name and name.endswith("·贡献")]

    for row in sheet.iter_rows(min_row=5, max_row=30, values_only=True):
        assert sum(row[at] for at in parts) == pytest.approx(row[2], abs=1e-9)


def test_workbook_calculated_anew_has_the_order_of_the_engine(client, recalculate):
    expected, _ = by_engine(client, FEW)

    cells = recalculate({})

    assert listed(cells, len(expected)) == expected


def test_changed_weights_give_the_order_of_the_engine_for_these_weights(
    client, few, recalculate
):
    usual, answer = by_engine(client, FEW)
    sheet = openpyxl.load_workbook(io.BytesIO(few), data_only=True)["权重"]
    ids = [
        row[0]
        for row in sheet.iter_rows(min_row=5, max_col=1, values_only=True)
        if row[0]
    ]
    new = dict.fromkeys(answer["weights"], 1.0) | {"rail_km": 40.0, "industry_fit": 0}
    cells = {f"D{5 + ids.index(name)}": weight for name, weight in new.items()}
    asked = {f"w_{name}": f"{weight:g}" for name, weight in new.items()}
    expected, _ = by_engine(
        client, f"{FEW}&weights_of=coal_chemical&{urlencode(asked)}"
    )

    found = listed(recalculate(cells), len(expected))

    assert found == expected
    assert [one[0] for one in found] != [one[0] for one in usual]


def test_workbook_of_the_other_method_follows_its_scores_and_shares(
    app, catalog, tmp_path
):
    asked = {"industry": "pv_wafer", "method": "topsis", "top": 500}
    asked |= {"limits": {"leagues": ["150300"]}, "stability": {"draws": 0}}
    with app.test_request_context():
        answered = run(get_state(), asked)
        words = FileWords(catalog, answered, "zh", asked)
        content = match_workbook(catalog, answered, words, "zh")
    path = tmp_path / "topsis.xlsx"
    path.write_bytes(content)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import formulas  # noqa: PLC0415  slow, and warns when first compiled

        model = formulas.ExcelModel().loads(str(path)).finish()
        solution = model.calculate(inputs={"'[topsis.xlsx]权重'!D5": 0.9})
    first = {
        column: float(solution[f"'[topsis.xlsx]排名'!{column}5"].value[0, 0])
        for column in "CH"
    }

    shown = openpyxl.load_workbook(io.BytesIO(content), data_only=True)["排名"]
    entry = answered.answer["ranked"][0]
    assert shown["C5"].value == entry["score"]
    assert shown["H5"].value == pytest.approx(entry["contributions"][0]["contribution"])
    assert first["C"] != pytest.approx(entry["score"])
    row = [
        float(solution[f"'[topsis.xlsx]排名'!{cell.coordinate}"].value[0, 0])
        for cell, head in zip(shown[5], heads(shown, 4), strict=True)
        if head and head.endswith("·贡献")
    ]
    assert sum(row) == pytest.approx(first["C"])


def test_workbook_uses_no_function_that_old_programs_lack(few):
    with zipfile.ZipFile(io.BytesIO(few)) as archive:
        text = "".join(
            archive.read(name).decode()
            for name in archive.namelist()
            if name.startswith("xl/worksheets/sheet")
        )

    assert "_xlfn" not in text
    assert "_xlws" not in text
    assert 't="array"' not in text


@pytest.mark.parametrize("ending", ["csv", "xlsx", "geojson", "json"])
def test_file_of_an_unusable_requirement_is_refused(client, ending):
    assert client.get(f"/match.{ending}?industry=pv_wafer&land=-5").status_code == 422
    assert client.get(f"/match.{ending}?industry=pv_wafer&top=0").status_code == 422
    assert client.get(f"/match.{ending}?{WAFER}&rial=30").status_code == 400


def test_answer_without_a_ranked_place_has_files_too(client):
    nothing = "industry=pv_wafer&league=150900&elevation_max=1"

    assert table(client, f"/match.csv?{nothing}") == []
    assert workbook(client, nothing)["排除"].max_row > 3
