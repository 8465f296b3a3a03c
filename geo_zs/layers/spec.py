"""What each layer is: labels, table, key, geometry and how complete it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geo_zs.crs import WGS84, require_crs

if TYPE_CHECKING:
    from geo_zs.tables import Field

Completeness = Literal["complete", "partial"]
Geometry = Literal["Point", "LineString", "MultiPolygon"]

#: Groups of the layer control, in order: id → (zh, en).
GROUPS: Final = {
    "administrative": ("行政区划", "Administrative units"),
    "sites": ("园区与口岸", "Parks and ports"),
    "energy": ("能源", "Energy"),
    "transport": ("交通", "Transport"),
    "projects": ("招商项目", "Investment projects"),
}


@dataclass(frozen=True)
class LayerSpec:
    """One layer of places (图层).

    Parameters
    ----------
    id : str
        Stable name, in URLs too.
    title_zh, title_en : str
        Labels.
    group : str
        Key of ``GROUPS``.
    tables : tuple of str
        Tables that hold the rows, relative to the folder of tables.
    key : str
        Column that names a row.
    geometry : str
        Geometry type: ``Point``, ``LineString`` or ``MultiPolygon``.
    completeness : str
        ``complete`` or ``partial``. From a partial layer nobody may conclude that
        something is absent.
    completeness_zh, completeness_en : str
        What is in it and what is missing.
    columns : tuple of Field
        Columns of the layer, in order; filled when the layer is loaded.
    name_zh, name_en : str
        Columns that hold the names.
    is_schematic : bool
        The lines show connections, not the course on the ground.
    """

    id: str
    title_zh: str
    title_en: str
    group: str
    tables: tuple[str, ...]
    key: str
    geometry: Geometry
    completeness: Completeness
    completeness_zh: str
    completeness_en: str
    columns: tuple[Field, ...] = ()
    name_zh: str = "name_zh"
    name_en: str = "name_en"
    is_schematic: bool = False

    def title(self, lang: str) -> str:
        """Return the label in ``zh`` or ``en``."""
        return self.title_en if lang == "en" else self.title_zh

    def completeness_note(self, lang: str) -> str:
        """Say in ``zh`` or ``en`` what is in the layer and what is missing."""
        return self.completeness_en if lang == "en" else self.completeness_zh


@dataclass(frozen=True, eq=False)
class Layer:
    """The rows of one layer.

    Parameters
    ----------
    spec : LayerSpec
        What it is.
    frame : GeoDataFrame, (n,)
        EPSG:4326. The index is the key as text and has the name ``id``; the key
        column stays. Geometry is None where no point is known.
    display : DataFrame, (n,)
        Same index: ``lon``, ``lat`` (where to draw; NaN if nowhere), ``basis``
        (``own``, ``park``, ``banner``, ``league``, ``none``) and
        ``is_approximate`` (True unless the place is the row's own).
    map_geometry : GeoSeries or None
        Simplified geometry for maps, where the layer has one.
    """

    spec: LayerSpec
    frame: gpd.GeoDataFrame
    display: pd.DataFrame
    map_geometry: gpd.GeoSeries | None = None

    def __post_init__(self) -> None:
        """Refuse a frame of another reference system."""
        require_crs(self.frame, WGS84)

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self.frame)

    @property
    def n_located(self) -> int:
        """Number of rows with a geometry of their own."""
        return int(self.frame.geometry.notna().sum())

    def at_level(self, level: str = "full") -> gpd.GeoDataFrame:
        """Return the frame with the geometry of a level of detail.

        Parameters
        ----------
        level : str
            ``full``, or ``map`` for the simplified geometry (the same as ``full``
            for points and lines).

        Raises
        ------
        ValueError
            If there is no such level.
        """
        if level not in {"full", "map"}:
            message = f"level is {level!r}; expected 'full' or 'map'"
            raise ValueError(message)
        if level == "map" and self.map_geometry is not None:
            return self.frame.set_geometry(self.map_geometry)
        return self.frame

    def at_display(self) -> gpd.GeoDataFrame:
        """Return the frame with a point for every row that can be drawn.

        Rows without a point of their own get the place of ``display``; the column
        ``is_approximate`` marks them. Rows that have nowhere to go keep None.
        """
        lon = self.display["lon"].to_numpy(dtype=float)
        lat = self.display["lat"].to_numpy(dtype=float)
        is_known = ~np.isnan(lon)
        points = np.full(len(lon), None, dtype=object)
        points[is_known] = shapely.points(lon[is_known], lat[is_known])
        own = self.frame.geometry.to_numpy()
        has_own = self.frame.geometry.notna().to_numpy()
        points[has_own] = own[has_own]
        frame = self.frame.set_geometry(
            gpd.GeoSeries(points, index=self.frame.index, crs=WGS84)
        )
        return frame.assign(is_approximate=self.display["is_approximate"])


#: Chinese name → pinyin, for which no source has an English name.
_MISSING_LINES: Final = {
    "唐呼": "Tanghu", "张唐": "Zhangtang", "大准": "Dazhun", "呼准鄂": "Huzhun'e",
    "浩吉": "Haoji", "东乌": "Dongwu", "新上海庙": "Xinshanghaimiao",
    "赤大白": "Chidabai", "锡乌": "Xiwu", "巴珠": "Bazhu", "伊敏": "Yimin",
    "两伊": "Liangyi", "大郑": "Dazheng", "通让": "Tongrang", "平齐": "Pingqi",
    "包神": "Baoshen", "吉兰泰": "Jilantai", "呼张高铁": "Huzhang high-speed",
    "京通高铁": "Jingtong high-speed",
}  # fmt: skip
_MISSING_ZH: Final = "、".join(_MISSING_LINES)
_MISSING_EN: Final = ", ".join(
    f"{latin} ({chinese})" for chinese, latin in _MISSING_LINES.items()
)

#: All layers, in the order of the layer control.
LAYERS: Final = (
    LayerSpec(
        id="leagues",
        title_zh="盟市",
        title_en="Leagues and cities",
        group="administrative",
        tables=("boundaries/leagues.csv",),
        key="adcode",
        geometry="MultiPolygon",
        completeness="complete",
        completeness_zh="全区 12 个盟市。界线为示意。",
        completeness_en="All 12 leagues and cities. The lines are a sketch.",
    ),
    LayerSpec(
        id="banners",
        title_zh="旗县区",
        title_en="Banners, counties and districts",
        group="administrative",
        tables=("boundaries/banners.csv",),
        key="adcode",
        geometry="MultiPolygon",
        completeness="complete",
        completeness_zh="全区 103 个旗县区。界线为示意。",
        completeness_en="All 103 banners. The lines are a sketch.",
    ),
    LayerSpec(
        id="parks",
        title_zh="园区",
        title_en="Industrial parks",
        group="sites",
        tables=("parks/parks.csv",),
        key="park_id",
        geometry="Point",
        completeness="partial",
        completeness_zh=(
            "由公开资料汇集的开发区、工业园区及其分区；旗县一级的小园区可能缺漏。"
            "化工园区认定情况大多未知，空白不等于没有。约半数只知所在旗县，没有点位。"
        ),
        completeness_en=(
            "Development zones, industrial parks and their sub-parks from public "
            "pages; small local parks may be missing. Chemical-park recognition is "
            "mostly unknown: empty does not mean no. About half are known by banner "
            "only and have no point."
        ),
    ),
    LayerSpec(
        id="ports",
        title_zh="口岸",
        title_en="Ports of entry",
        group="sites",
        tables=("ports/ports.csv",),
        key="port_id",
        geometry="Point",
        completeness="complete",
        completeness_zh=(
            "20 个经批准的口岸（铁路 2、公路 12、航空 6）和 3 个不在其列的旧口岸；"
            "乌力吉、胡列也吐、巴格毛都没有可信的点位。"
        ),
        completeness_en=(
            "The 20 approved ports (2 rail, 12 road, 6 air) and 3 old crossings that "
            "are not among them; Wuliji, Hulieyetu and Bagemaodu have no trustworthy "
            "point."
        ),
    ),
    LayerSpec(
        id="energy_bases",
        title_zh="风光大基地与能源项目",
        title_en="Wind-solar bases and energy projects",
        group="energy",
        tables=("energy_bases/energy_bases.csv",),
        key="base_id",
        geometry="Point",
        completeness="partial",
        completeness_zh=(
            "来自报道和政府网页的约 70 个有名称的项目；国家和自治区的正式清单未能取得。"
            "类型为“规划清单”的行是合计，不得与单个项目相加。"
        ),
        completeness_en=(
            "About 70 named projects from the press and government pages; the "
            "official national and regional lists were not found. Rows of kind "
            "'programme' are sums and must not be added to single projects."
        ),
    ),
    LayerSpec(
        id="power_plants",
        title_zh="已建电厂",
        title_en="Existing power plants",
        group="energy",
        tables=("power_plants/power_plants.csv",),
        key="plant_id",
        geometry="Point",
        completeness="partial",
        completeness_zh="约到 2019 年为止；此后投产的电厂没有，光伏远低于实际。",
        completeness_en=(
            "Up to about 2019; later plants are missing and solar is far too low."
        ),
    ),
    LayerSpec(
        id="airports",
        title_zh="机场",
        title_en="Airports",
        group="transport",
        tables=("airports/airports.csv",),
        key="airport_id",
        geometry="Point",
        completeness="partial",
        completeness_zh=(
            "有 ICAO 代码的民用机场；缺通用机场和新机场（呼和浩特盛乐、正蓝旗、"
            "西乌珠穆沁旗）。"
        ),
        completeness_en=(
            "Civil airports with an ICAO code; general aviation fields and new "
            "airports (Hohhot Shengle, Zhenglan, West Ujimqin) are missing."
        ),
    ),
    LayerSpec(
        id="rail_nodes",
        title_zh="铁路车站",
        title_en="Railway nodes",
        group="transport",
        tables=("rail/rail_nodes.csv",),
        key="node_id",
        geometry="Point",
        completeness="partial",
        completeness_zh=(
            "19 条线路上的主要站点，位置以城镇中心代替车站。"
            f"缺少的线路：{_MISSING_ZH}。"
        ),
        completeness_en=(
            "Main stations of 19 lines; town centres stand for the stations. Missing "
            f"lines: {_MISSING_EN}."
        ),
    ),
    LayerSpec(
        id="rail_lines",
        title_zh="铁路线（示意）",
        title_en="Railway lines (schematic)",
        group="transport",
        tables=("rail/rail_lines.csv",),
        key="line_id",
        geometry="LineString",
        completeness="partial",
        completeness_zh=(
            "19 条线路的示意连线，不是实际走向；甘泉线和临哈线只有两个端点。"
            f"缺少的线路：{_MISSING_ZH}。"
        ),
        completeness_en=(
            "Schematic connections of 19 lines, not their course on the ground; "
            "Ganquan and Linha have two points only. Missing lines: "
            f"{_MISSING_EN}."
        ),
        is_schematic=True,
    ),
    LayerSpec(
        id="projects",
        title_zh="招商项目",
        title_en="Investment projects",
        group="projects",
        tables=("projects/projects.csv", "projects/article_projects.csv"),
        key="project_id",
        geometry="Point",
        completeness="partial",
        completeness_zh=(
            "2019 年 12 月至 2026 年见于公开网页的项目和创始文章所列项目；远非全部，"
            "已终止的几乎看不到，能源类偏多。"
        ),
        completeness_en=(
            "Projects of 2019-12 to 2026 found on public pages, and those of the "
            "founding article; far from all, cancelled ones are almost invisible and "
            "energy is heavy."
        ),
    ),
)

#: Ids of all layers, in order.
LAYER_IDS: Final = tuple(spec.id for spec in LAYERS)
