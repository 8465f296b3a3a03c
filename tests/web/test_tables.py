"""Tables on pages: filters, order, paging at every edge."""

from __future__ import annotations

import re

import pandas as pd
import pytest

from geo_zs.tables import fields_for
from webapp.table_query import TableQuery, filtered, ordered

FRAME = pd.DataFrame(
    {
        "name_zh": ["甲", "乙", "丙", "丁"],
        "league": ["150100", "150200", None, "150200"],
        "power_mw": [5.0, None, 20.0, 5.0],
        "industry_tags": [("dairy",), ("dairy", "meat"), (), ("meat",)],
        "stage": ["signed", "operating", "signed", None],
        "date": ["2023-03-20", "2023", None, "2024-01"],
    },
    index=pd.Index(["a", "b", "c", "d"], name="id"),
)


def keys(query):
    return list(ordered(filtered(FRAME, query), query).index)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (TableQuery(), ["a", "b", "c", "d"]),
        (TableQuery(league="150200"), ["b", "d"]),
        (TableQuery(industry="meat"), ["b", "d"]),
        (TableQuery(stage="signed"), ["a", "c"]),
        (TableQuery(year="2023"), ["a", "b"]),
        (TableQuery(text="乙"), ["b"]),
        (TableQuery(text=".*"), []),
        (TableQuery(league="150200", stage="operating"), ["b"]),
    ],
)
def test_filters_keep_what_passes_all_of_them(query, expected):
    assert keys(query) == expected


def test_order_is_stable_and_unknown_values_come_last_both_ways():
    assert keys(TableQuery(sort="power_mw")) == ["a", "d", "c", "b"]
    assert keys(TableQuery(sort="power_mw", is_descending=True)) == ["c", "a", "d", "b"]


def test_lists_can_be_sorted_by():
    assert keys(TableQuery(sort="industry_tags")) == ["a", "b", "d", "c"]


def rows(client, path):
    return re.findall(r'<tr id="row-([^"]+)"', client.get(path).text)


def test_pages_together_hold_every_row_once(client, catalog):
    found = [
        key
        for page in range(1, 7)
        for key in rows(client, f"/layers/power_plants?page={page}")
    ]

    assert found == [str(key) for key in catalog.layers["power_plants"].frame.index]


def test_last_page_has_the_rest_and_the_one_after_it_none(client):
    assert len(rows(client, "/layers/power_plants?page=6")) == 295 - 250
    last = client.get("/layers/power_plants?page=99").text
    assert rows(client, "/layers/power_plants?page=99") == rows(
        client, "/layers/power_plants?page=6"
    )
    assert "没有符合条件的记录" not in last
    assert "第 251–295 条，共 295 条" in last
    assert "第 0–0 条，共 0 条" in client.get("/layers/power_plants?q=zzz&page=3").text


def test_exactly_full_last_page_is_followed_by_no_page(client):
    text = client.get("/layers/leagues?rows=6&page=2").text

    assert len(re.findall(r'<tr id="row-', text)) == 6
    assert "page=3" not in text


def test_sorted_column_says_so_and_turns_on_the_next_click(client):
    text = client.get("/layers/power_plants?sort=capacity_mw").text

    head = re.search(
        r'<th scope="col" aria-sort="ascending"[^>]*><a href="([^"]+)"', text
    )
    assert "order=desc" in head[1]
    turned = client.get(head[1].replace("&amp;", "&")).text
    assert 'aria-sort="descending"' in turned


def test_every_column_of_every_table_can_be_sorted_by(client, catalog):
    for layer_id, layer in catalog.layers.items():
        for field in layer.spec.columns:
            for order in ("asc", "desc"):
                path = f"/layers/{layer_id}?sort={field.name}&order={order}&rows=1"
                assert client.get(path).status_code == 200, path


def test_units_stand_in_the_heads(client):
    text = client.get("/layers/power_plants").text

    assert re.search(r"装机[^<]*</a><span class=\"unit\">MW</span>", text)


def test_all_columns_can_be_shown(client, catalog):
    text = client.get("/layers/parks?columns=all").text

    for field in fields_for(catalog.layers["parks"].spec.columns, "zh"):
        if field.name != "name_en":  # stands below the Chinese name
            assert field.title_zh in text, field.name


@pytest.mark.parametrize("columns", ["main", "all"])
def test_column_with_a_chinese_wording_is_shown_once_in_the_own_language(
    client, columns: str
):
    chinese = client.get(f"/layers/ports?columns={columns}").text
    english = client.get(f"/layers/ports?columns={columns}&lang=en").text

    assert "进口：原油" in chinese
    assert "import: crude oil" not in chinese
    assert "import: crude oil" in english
    assert "进口：原油" not in english


def test_search_finds_goods_by_either_wording(catalog):
    frame = catalog.layers["ports"].frame

    for text in ("copper concentrate", "铜精矿"):
        assert "ganqimaodu" in filtered(frame, TableQuery(text=text)).index


@pytest.mark.parametrize(
    "query",
    [
        "page=0",
        "page=-1",
        "page=x",
        "page=1e3",
        "page=" + "9" * 30,
        "rows=0",
        "rows=501",
        "sort=nothing",
        "order=up",
        "league=150999",
        "columns=some",
        "industry=<script>",
        "q=" + "a" * 201,
    ],
)
def test_unusable_parameter_is_400_and_shown_escaped(client, query):
    answer = client.get(f"/layers/parks?{query}")

    assert answer.status_code == 400
    assert "<script>" not in answer.text
    assert "<code>" in answer.text


def test_filters_stay_in_the_links_of_the_table(client):
    text = client.get("/layers/parks?league=150200&sort=level&rows=5").text

    hrefs = re.findall(r'href="(/layers/parks\?[^"]*page=2[^"]*)"', text)
    assert hrefs
    assert all("league=150200" in href and "sort=level" in href for href in hrefs)
