"""``/method``: ten sections with live figures."""

from __future__ import annotations

import re

import numpy as np
import pytest

from geo_zs.backtest.summary import summary
from geo_zs.criteria.spec import Criterion
from webapp.method import backtest
from webapp.method.curves import curve


@pytest.fixture(scope="module")
def shown(app):
    return app.test_client().get("/method").text


def plain(html):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def test_page_has_ten_numbered_sections_that_its_contents_lead_to(shown):
    sections = re.findall(r'<section class="method-part" id="(\w+)">', shown)

    assert len(sections) == 10
    assert re.findall(r'<li><a href="#(\w+)">', shown) == sections


def test_numbers_of_sites_are_those_of_the_catalog(shown, catalog):
    kinds = catalog.sites.kinds

    assert f"{kinds.count('park')} 个园区" in shown
    assert f"{kinds.count('banner')} 个旗县区" in shown


def test_every_preset_is_shown_with_its_weights_and_reasons(shown, catalog):
    for preset in catalog.criteria.presets.values():
        part = shown[shown.index(f'id="preset-{preset.id}"') :]
        part = plain(part[: part.index("</details>")])
        first = preset.criteria[0]
        assert first.name_zh in part
        assert f"{100 * preset.weights[first.id]:.0f}%" in part
        assert first.reason_zh in part


def test_share_that_may_be_first_is_that_of_the_engine(shown, catalog):
    result = catalog.match({"industry": "pv_wafer", "stability": {"draws": 0}})
    first = int((result.ranking.rank_best == 1).sum())

    text = f"{len(result.ranking.ranked)} 处中有 {first} 处"
    assert text in shown[shown.index('id="preset-energy_intensive_wafer"') :]


def test_points_of_the_worked_example_sum_to_its_score(shown, client):
    answer = client.get(
        "/match.json?industry=pv_wafer&land=300&power=55&rail=30"
    ).get_json()
    table = shown[shown.index("<h3>算一遍</h3>") :]
    table = table[: table.index("</table>")]

    points = [
        float(text) for text in re.findall(r'<td class="num">([\d.]+)</td></tr>', table)
    ]
    total = float(re.search(r"<strong>([\d.]+)</strong></td></tr>", table)[1])
    assert len(points) == len(answer["ranked"][0]["contributions"])
    assert abs(sum(points) - total) < 0.0005 * (len(points) + 1)
    assert f"{answer['ranked'][0]['score']:.3f}" == f"{total:.3f}"


def test_rules_say_what_they_do_and_where_they_were_read(shown, catalog):
    part = shown[shown.index('id="rules"') : shown.index('id="criteria"')]

    assert f"{len(catalog.rules.rules)} 条规则" in part
    for rule in catalog.rules.rules:
        assert rule.title_zh in part


def test_back_test_shows_the_shipped_figures_beside_their_baselines(shown):
    figures = summary()["park"]
    part = plain(shown[shown.index('id="backtest"') : shown.index('id="not"')])

    assert f"{figures['n']} 个项目" in part
    assert f"{100 * figures['hit@1']:.0f}%" in part
    assert f"{figures['mrr']:.2f}" in part
    assert "标签重合" in part
    assert "不是对错" in part


def test_page_without_back_test_figures_says_how_to_get_them(app, monkeypatch):
    def absent():
        raise FileNotFoundError

    monkeypatch.setattr(backtest, "summary", absent)
    with app.test_request_context("/method"):
        assert backtest.backtest_view("zh") is None


def test_page_says_what_a_score_does_not_mean(shown):
    part = shown[shown.index('id="not"') :]

    assert "不是审批意见" in part
    assert part.count("<li>") == 5


def test_english_page_has_the_same_figures(client, shown):
    english = client.get("/method?lang=en").text
    score = re.search(r"<strong>(0\.\d{3})</strong></td></tr>", shown)[1]

    assert f"<strong>{score}</strong>" in english
    assert "What it does not mean" in english


def test_page_is_linked_from_the_navigation(client):
    assert 'href="/method"' in client.get("/region").text


def test_curve_falls_from_the_best_to_the_worst_bound():
    rail = Criterion("rail_km", "rail_km", "km", worst=60, best=0)

    found = curve(rail, ("60 km", "0 km"), 15)

    # The frame runs from -9 to 69 km over 240; 0 km stands at 27.7, 60 km at 212.3.
    assert found.points == "0,0 27.7,0 212.3,90 240,90"
    assert found.marks == ((212.3, "60 km"), (27.7, "0 km"))
    # 15 km earns 0.75, a quarter of 90 below the top.
    assert (found.value_x, found.value_y) == (73.8, 22.5)


def test_curve_peaks_at_an_ideal_value():
    share = Criterion("a", "a", "", worst=0, best=10, ideal=4)

    corners = [
        tuple(map(float, p.split(","))) for p in curve(share, ("", "")).points.split()
    ]

    assert len(corners) == 5
    assert corners[2][1] == 0
    assert np.argmin([y for _, y in corners]) == 2
