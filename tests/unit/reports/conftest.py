"""What tests of reports share: all records are made up."""

from __future__ import annotations

import datetime as dt

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from geo_zs.provenance import Source
from geo_zs.register.fields import fields
from geo_zs.reports.about import About
from geo_zs.vocab import AddressKind

#: Names that do harm where text is taken for something else.
HOSTILE = (
    '=HYPERLINK("http://x.example","看")',
    "+1",
    "-1",
    "@SUM(A1)",
    "'=1",
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "<b>粗</b>&lt;&amp;",
    "]]>",
    "${1+1}",
    "%s %n {0}",
)


@pytest.fixture
def about() -> About:
    source = Source(
        source_id="report-2023",
        title="2023年统计公报",
        publisher="自治区统计局",
        date="2024-03",
        address="https://tj.example.cn/2023",
        address_kind=AddressKind.OFFICIAL,
        terms="Credit the bureau",
        terms_zh="注明来源",
        credit="内蒙古自治区统计局",
        used_for=(),
        notes="",
    )
    return About(
        title="包头市项目",
        made_on=dt.date(2026, 11, 23),
        data_version="abc123",
        filters=("盟市：包头市", "阶段：签约"),
        sources=(source,),
        maker="某某局",
    )


@pytest.fixture
def projects() -> gpd.GeoDataFrame:
    """Return three projects: a point, an area, and one that is only a name."""
    index = pd.Index(["R-000001", "R-000002", "R-000003"], name="project_id")
    frame = pd.DataFrame(index=index)
    for field in fields()[1:]:
        if field.is_list:
            frame[field.name] = pd.Series([()] * 3, index=index, dtype=object)
        elif field.type == "number":
            frame[field.name] = np.nan
        else:
            frame[field.name] = pd.Series([np.nan] * 3, index=index, dtype=object)
    frame["name_zh"] = ['=HYPERLINK("http://x","看")', "年产5GW\n单晶硅片", "只有名字"]
    frame["stage"] = ["signed", "construction", np.nan]
    frame["league"] = ["150200", "150600", np.nan]
    frame["gb_t_4754"] = ["0111", np.nan, np.nan]
    frame["pledged_cny_1e8"] = [15.123456789, np.nan, 0.0]
    frame["industry_tags"] = pd.Series(
        [("pv_wafer", "wind_equipment"), (), ()], index=index
    )
    frame["lon"] = [109.8412345678, np.nan, np.nan]
    frame["lat"] = [40.66, np.nan, np.nan]
    frame["visibility"] = "internal"
    shapes = [
        shapely.Point(109.8412345678, 40.66),
        shapely.box(110.0, 40.5, 110.25, 40.75),
        None,
    ]
    return gpd.GeoDataFrame(frame, geometry=shapes, crs="EPSG:4326")
