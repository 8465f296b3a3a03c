"""Weights that move: the order in the browser is the order of the API."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

SET = """([name, value]) => {
  const slider = document.querySelector(`#f-w_${name}`);
  slider.value = value;
  slider.dispatchEvent(new Event('input', { bubbles: true }));
}"""
REST = (
    "(name) => document.querySelector(`#f-w_${name}`)"
    ".dispatchEvent(new Event('change', { bubbles: true }))"
)
ORDER = """() => [...document.querySelectorAll('#board tbody tr')].map((row) => ({
  site: row.dataset.site,
  rank: Number(row.querySelector('[data-live=rank]').textContent),
  score: row.querySelector('[data-live=score]').textContent,
  interval: row.querySelector('[data-live=interval]').textContent,
  range: row.querySelector('[data-live=range]').textContent,
}))"""


def as_shown(answer):
    """Return the ranked places of an answer as the table writes them."""
    shown = []
    for entry in answer["ranked"]:
        best, worst = entry["rank_best"], entry["rank_worst"]
        low, high = entry["score_low"], entry["score_high"]
        shown.append(
            {
                "site": entry["site"]["id"],
                "rank": entry["rank"],
                "score": f"{entry['score']:.3f}",
                "interval": f"{low:.3f}–{high:.3f}",
                "range": str(best) if best == worst else f"{best}–{worst}",
            }
        )
    return shown


def settle(page: Page):
    """Wait for the frame in which the page draws."""
    page.evaluate(
        "() => new Promise((done) => requestAnimationFrame("
        "() => requestAnimationFrame(done)))"
    )


@pytest.mark.parametrize(
    ("query", "asked", "weights"),
    [
        ("industry=pv_wafer", {"industry": "pv_wafer"}, {"cluster": 60}),
        (
            "industry=coal_chemical&unverified=below&chemical=1",
            {
                "industry": "coal_chemical",
                "unverified": "below",
                "limits": {"chemical_park": True},
            },
            {"rail_km": 55, "industry_fit": 0},
        ),
        (
            "industry=import_processing&port=200",
            {"industry": "import_processing", "limits": {"land_port_km_max": 200}},
            {"land_port_km": 0, "cluster": 33, "industry_fit": 7},
        ),
        (
            "industry=pv_wafer&method=topsis",
            {"industry": "pv_wafer", "method": "topsis"},
            {"cluster": 60, "rail_km": 5},
        ),
    ],
)
def test_order_in_the_browser_equals_that_of_the_api(  # noqa: PLR0917  fixtures
    page: Page, base, client, query, asked, weights
):
    page.goto(f"{base}/match?{query}", wait_until="networkidle")
    names = page.evaluate("() => window.GeoZsLive.values.criteria")
    used = {name: value for name, value in weights.items() if name in names}
    assert used
    for name, value in used.items():
        page.evaluate(SET, [name, str(value)])
    settle(page)

    answer = client.post(
        "/api/v1/match",
        json={
            **asked,
            "weights": {name: value / 100 for name, value in used.items()},
            "top": 500,
        },
    ).get_json()
    now = page.evaluate(
        "() => window.GeoZsLive.state().entries.map((one) =>"
        " [one.site.id, one.rank, one.best, one.worst])"
    )
    assert now == [
        [one["site"]["id"], one["rank"], one["rank_best"], one["rank_worst"]]
        for one in answer["ranked"]
    ]
    shown = page.evaluate(ORDER)
    for one, wanted in zip(shown, as_shown(answer), strict=True):
        assert {**one, "site": ""} == {**wanted, "site": ""}


def test_criterion_that_is_not_scored_by_default_counts_once_it_is_moved(
    page: Page, base, client
):
    page.goto(base + "/match?industry=pv_wafer", wait_until="networkidle")
    name = page.evaluate(
        "() => document.querySelector('input[data-criterion][data-usual=\"0\"]')"
        ".dataset.criterion"
    )
    page.evaluate(SET, [name, "25"])
    settle(page)

    answer = client.post(
        "/api/v1/match",
        json={"industry": "pv_wafer", "weights": {name: 0.25}, "top": 500},
    ).get_json()
    shown = page.evaluate(ORDER)
    assert [one["score"] for one in shown] == [one["score"] for one in as_shown(answer)]


def test_nothing_is_asked_while_a_slider_moves_and_one_page_when_it_rests(
    page: Page, base, watch
):
    page.goto(base + "/match?industry=pv_wafer", wait_until="networkidle")
    found = watch(base)
    for value in range(10, 60):
        page.evaluate(SET, ["cluster", str(value)])
    settle(page)
    page.wait_for_timeout(600)
    assert found.requests == []
    assert "w_cluster" not in page.url

    page.evaluate(REST, "cluster")
    page.wait_for_url("**w_cluster=59**")
    expect(page.locator("body.is-moving")).to_have_count(0)
    assert [one for one in found.requests if "/static/" not in one] == [page.url]
    assert found.faults == []


def test_released_slider_shows_what_a_new_visit_of_its_link_shows(page: Page, base):
    page.goto(base + "/match?industry=pv_wafer", wait_until="networkidle")
    page.evaluate(SET, ["cluster", "48"])
    page.evaluate(REST, "cluster")
    page.wait_for_url("**w_cluster=48**")
    expect(page.locator("body.is-moving")).to_have_count(0)
    parts = ("#board", ".ranking", '[data-part="robust"]', '[data-part="word"]')
    live = [page.locator(part).inner_text() for part in parts]
    page.reload(wait_until="networkidle")

    assert [page.locator(part).inner_text() for part in parts] == live
    assert page.evaluate(ORDER)[0]["rank"] == 1


def test_summary_names_the_new_first_place_politely(page: Page, base):
    page.goto(base + "/match?industry=pv_wafer", wait_until="networkidle")
    expect(page.get_by_role("button", name="按这些权重排名")).to_be_hidden()
    line = page.locator("#live-line")
    assert line.get_attribute("aria-live") == "polite"
    page.evaluate(SET, ["cluster", "60"])

    first = page.locator("#board tbody tr").first.locator("[data-live=name]")
    expect(line).to_contain_text(f"第 1 位：{first.inner_text()}")
    expect(line).to_contain_text("名次")


def test_numbers_on_the_map_follow_the_order(page: Page, base):
    page.goto(base + "/match?industry=pv_wafer", wait_until="networkidle")
    page.evaluate(SET, ["cluster", "60"])
    page.evaluate(SET, ["industry_fit", "0"])
    settle(page)

    numbers = page.evaluate(
        """() => {
          const { gzRegion } = document.querySelector('.leaflet-container');
          const layer = gzRegion.layers.get('ranked');
          return layer.promise.then(() => [...layer.markers]
            .filter(([, marker]) => marker.gzNumber)
            .map(([id, marker]) => [id, marker.gzNumber,
              marker.getElement().querySelector('text').textContent]));
        }"""
    )
    order = page.evaluate("() => window.GeoZsLive.state().entries")
    assert len(numbers) >= 8
    at = {site["id"]: entry["rank"] for entry in order for site in [entry["site"]]}
    for site, number, drawn in numbers:
        assert str(number) == drawn
        assert number <= 10
        if site in at:
            assert at[site] == number


def test_reset_leads_back_to_the_preset(page: Page, base):
    page.goto(base + "/match?industry=pv_wafer", wait_until="networkidle")
    before = page.evaluate(ORDER)
    page.goto(base + "/match?industry=pv_wafer&w_cluster=60", wait_until="networkidle")
    assert page.evaluate(ORDER) != before
    page.get_by_role("link", name="恢复预设").click()
    page.wait_for_url("**/match?industry=pv_wafer")

    expect(page.locator("body.is-moving")).to_have_count(0)
    assert page.evaluate(ORDER) == before


def test_all_weights_at_nothing_are_refused_and_the_order_stays(page: Page, base):
    page.goto(base + "/match?industry=pv_wafer", wait_until="networkidle")
    before = page.evaluate(ORDER)
    names = page.evaluate("() => window.GeoZsLive.values.criteria")
    for name in names:
        page.evaluate(SET, [name, "1"])
        page.evaluate(SET, [name, "0"])
    settle(page)

    expect(page.locator("#live-line")).to_have_text("至少给一项准则分量")
    assert len(page.evaluate(ORDER)) == len(before)


def test_five_places_cannot_be_ticked_for_a_comparison(page: Page, base):
    page.goto(base + "/match?industry=pv_wafer")
    boxes = page.locator('input[name="ids"]')
    for at in range(4):
        boxes.nth(at).check()

    expect(boxes.nth(4)).to_be_disabled()
    boxes.nth(0).uncheck()
    expect(boxes.nth(4)).to_be_enabled()


def test_live_values_are_a_data_block_that_no_text_can_leave(client):
    text = client.get("/match?industry=pv_wafer").text
    block = text.split('id="match-live">')[1].split("</script>")[0]

    values = json.loads(block)
    assert "<" not in block
    assert len(values["places"]) >= 100
    assert len(values["criteria"]) >= 10
