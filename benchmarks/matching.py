"""`POST /api/v1/match` beside a trivial JSON route of the same server."""

from __future__ import annotations

from flask import jsonify

from benchmarks.timing import print_table, side_by_side
from geo_zs.catalog import Catalog
from geo_zs.matching.answer import to_answer
from webapp import create_app

REQUEST = {
    "industry": "pv_wafer",
    "land_ha": 20,
    "power_mw": 55,
    "limits": {"rail_km_max": 30},
    "top": 10,
}

TEXT = (
    "年产5GW N型单晶硅片项目，总投资15亿元，用地300亩，用电负荷55兆瓦，"
    "绿电比例不低于50%，距铁路不超过30公里"
)


def run(catalog: Catalog) -> None:
    app = create_app(catalog=catalog)
    app.add_url_rule("/trivial", "trivial", lambda: jsonify(ok=True))
    client = app.test_client()
    first = client.post("/api/v1/match", json=REQUEST)
    if first.status_code != 200:
        raise SystemExit(first.get_data(as_text=True))

    without_draws = {**REQUEST, "stability": {"draws": 0}}

    def engine_only() -> object:
        return to_answer(catalog.match(without_draws), catalog.data_version)

    timings = side_by_side(
        {
            "POST /api/v1/match, full explanation, no draws": lambda: client.post(
                "/api/v1/match", json=without_draws
            ),
            "POST /api/v1/match with 10,000 draws": lambda: client.post(
                "/api/v1/match", json=REQUEST
            ),
            "POST /api/v1/match from a text, with 10,000 draws": lambda: client.post(
                "/api/v1/match", json={"text": TEXT}
            ),
            "GET a trivial JSON route": lambda: client.get("/trivial"),
            "the engine alone (parse, match, answer), no draws": engine_only,
        },
        runs=60,
    )
    print_table(
        "Match one requirement over all sites",
        timings,
        "Server time in process, one core. Budget: 10 ms for the match, "
        "60 ms with draws.",
    )
