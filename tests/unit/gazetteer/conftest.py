"""A made-up gazetteer, small enough to check by hand."""

from __future__ import annotations

import pandas as pd
import pytest

from geo_zs.gazetteer.lookup import Gazetteer


def _frame(columns: str, *rows: tuple[object, ...]) -> pd.DataFrame:
    return pd.DataFrame(list(rows), columns=columns.split())


@pytest.fixture
def tables() -> dict[str, pd.DataFrame]:
    """Return two leagues, four banners and what lies in them; all made up."""
    nan = float("nan")
    sources, sure = ("s1",), "reported"
    return {
        "leagues": _frame(
            "adcode name_zh name_en short_zh label_lon label_lat source_ids confidence",
            ("150200", "甲头市", "Jiatou", "甲头", 110.0, 41.0, sources, sure),
            ("152500", "乙林盟", "Yilin League", pd.NA, 115.0, 44.0, sources, sure),
        ),
        "banners": _frame(
            "adcode name_zh name_en league label_lon label_lat seat_zh seat_lon"
            " seat_lat seat_precision source_ids confidence",
            (
                *("150201", "东丙区", "Dongbing District", "150200", 110.1, 40.6),
                *(pd.NA, nan, nan, pd.NA, sources, sure),
            ),
            (
                *("150221", "库丁旗", "Kuding Banner", "150200", 110.5, 40.5),
                *("库丁镇", 110.6, 40.4, "town", sources, sure),
            ),
            (
                *("152521", "戊拉左旗", "Wula Left Banner", "152500", 114.0, 43.0),
                *("城关镇", 114.1, 43.1, "town", sources, sure),
            ),
            (
                *("152522", "戊拉右旗", "Wula Right Banner", "152500", 113.0, 43.0),
                *("城关镇", 113.1, 43.1, "town", sources, sure),
            ),
        ),
        "ports": _frame(
            "port_id name_zh name_en aliases league banner lon lat location_precision"
            " source_ids confidence",
            (
                *("kuding-rail", "库丁铁路口岸", "Kuding Railway Port", ("库丁口岸",)),
                *("150200", "150221", 110.6, 42.0, "site", sources, sure),
            ),
            (
                *("kuding-road", "库丁公路口岸", "Kuding Road Port", ("库丁口岸",)),
                *("150200", "150221", nan, nan, "banner", sources, sure),
            ),
            (
                *("ganji", "甘己毛都口岸", "Ganjimaodu Port", ()),
                *("152500", "152521", 114.0, 45.0, "site", sources, sure),
            ),
        ),
        "parks": _frame(
            "park_id name_zh name_en aliases league banner lon lat location_precision"
            " source_ids confidence",
            (
                *(
                    "jiatou-xitu",
                    "甲头稀土高新技术产业开发区",
                    "Jiatou Rare Earth Zone",
                ),
                *(("甲头稀土高新区", "东丙"), "150200", "150201", 110.1, 40.6),
                *("site", sources, sure),
            ),
            (
                *("kuding-park", "库丁旗经济技术开发区", pd.NA, (), "150200", "150221"),
                *(nan, nan, "banner", sources, sure),
            ),
            (
                *("ganji-jiagong", "甘己毛都口岸加工园区", "Ganji Processing Park", ()),
                *("152500", "152521", nan, nan, "banner", sources, sure),
            ),
            (
                *("left-park", "戊拉左旗工业园区", "Left Park", (), "152500", "152521"),
                *(nan, nan, "banner", sources, sure),
            ),
            (
                *("right-park", "戊拉右旗工业园区", "Right Park", (), "152500"),
                *("152522", nan, nan, "banner", sources, sure),
            ),
        ),
        "energy_bases": _frame(
            "base_id name_zh name_en aliases league banner lon lat location_precision"
            " source_ids confidence",
            (
                *("sandland", "沙戈大型基地(总称)", "Sand bases", ("沙戈大基地",)),
                *(pd.NA, pd.NA, nan, nan, "none", sources, sure),
            ),
        ),
        "airports": _frame(
            "airport_id icao iata name_zh name_en city_en league banner lon lat"
            " location_precision source_ids confidence",
            (
                *(
                    "zjtt",
                    "ZJTT",
                    "JTT",
                    "甲头东丙国际机场",
                    "Jiatou Airport",
                    "Jiatou",
                ),
                *("150200", "150201", 110.2, 40.5, "site", sources, sure),
            ),
        ),
        "rail_nodes": _frame(
            "node_id name_zh name_en league banner lon lat location_precision"
            " source_ids confidence",
            (
                *("rail-jiatou", "甲头", "Jiatou", "150200", "150201", 110.0, 40.6),
                *("town", sources, sure),
            ),
        ),
        "variants": _frame(
            "name name_kind target_kind target_id source_ids confidence",
            ("甲盟", "former", "league", "150200", ("gk",), "unverified"),
            ("Chiatow", "english", "league", "150200", ("gk",), "unverified"),
            ("拉旗", "variant", "banner", "152521", ("gk",), "unverified"),
            ("拉旗", "variant", "banner", "152522", ("gk",), "unverified"),
        ),
        "garbles": _frame(
            "printed reading kind target_id evidence_for evidence_against"
            " evidence_for_zh evidence_against_zh source_ids confidence",
            (
                *(
                    "马托",
                    "甲头口岸",
                    "port",
                    "kuding-rail",
                    "near in sound",
                    "no park",
                ),
                *("音近", "没有园区", ("s1",), "unverified"),
            ),
            (
                *("马托", "甘己毛都口岸", "port", "ganji", "same ceremony", "no page"),
                *("同一仪式", "没有页面", ("s1",), "inferred"),
            ),
            (
                *(
                    "马托蒙园区",
                    "甘己毛都口岸加工园区",
                    "park",
                    "ganji-jiagong",
                    "both",
                ),
                *("no page", "两者", "没有页面", ("s1",), "inferred"),
            ),
            (
                *(
                    "沙克大基地",
                    "沙戈大基地",
                    "programme",
                    "sandland",
                    "a term",
                    "land",
                ),
                *("固定说法", "一类土地", ("s1",), "inferred"),
            ),
            (
                *("一重机", "一重能", "company", pd.NA, "builds wind", "a real firm"),
                *("制造风机", "确有其厂", ("s1",), "unverified"),
            ),
        ),
    }


@pytest.fixture
def gazetteer(tables) -> Gazetteer:
    """Return the gazetteer of the made-up tables."""
    return Gazetteer.from_tables(tables)
