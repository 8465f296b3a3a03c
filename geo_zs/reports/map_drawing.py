"""The map of a report: outlines, shades by a figure, projects by stage, scale bar.

All of it lines and text, in an equal-area projection centred on the region, so that
areas compare and one scale bar holds within a few percent.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

import geopandas as gpd
import numpy as np
import shapely

from geo_zs import vocab
from geo_zs.crs import EQUAL_AREA, WGS84, FloatArray
from geo_zs.maps.style import STYLES, Symbol
from geo_zs.reports.chart_parts import INK, SOFT, line
from geo_zs.reports.classes import Classes
from geo_zs.reports.drawing import Box, Disc, Paint, Path, Picture, Shape, Words
from geo_zs.reports.fonts import fit_text
from geo_zs.reports.map_marks import MapMarks
from geo_zs.reports.marks import Placed, place_marks
from geo_zs.vocab import Lang

if TYPE_CHECKING:
    from geo_zs.layers.boundaries import Boundaries

_LAND: Final = Paint("#fbfaf6")
_BANNER: Final = Paint(stroke="#cfcbbd", width=0.4)
_LEAGUE: Final = Paint(stroke="#8c8776", width=1.0)
_BUBBLE: Final = Paint("#ffffff", stroke=INK, width=1.0)
_SIGN: Final = 7.8
_EDGE: Final = 6.0
_FOOT: Final = 16.0
#: Width of what stands in the south-east corner.
_LEGEND: Final = 180.0
_SIGNS: Final = STYLES["projects"]
_WORDS: Final = {
    "stage": ("项目阶段（项目数）", "Stage (projects)"),
    "approximate": ("空心虚线：只知旗县或盟市", "dashed: only banner or league known"),
    "moved": ("符号相叠处略作移动", "signs are moved apart"),
    "bubble": ("该处更多项目的个数", "number of more projects there"),
    "nowhere": ("未定位、未画出：{n}", "no place, not drawn: {n}"),
    "km": ("公里", "km"),
}


@dataclass(frozen=True, eq=False)
class Shades:
    """A figure of each area as shades.

    Parameters
    ----------
    level : str
        ``leagues`` or ``banners``.
    codes : (n,) tuple of str
        Codes of the areas.
    classes : Classes
        Class of each of them.
    title : str
        What the figure is, with its unit.
    """

    level: str
    codes: tuple[str, ...]
    classes: Classes
    title: str


@dataclass
class _Sheet:
    """The map under way: projection to the page, and what is drawn."""

    scale: float
    x0: float
    y0: float
    shapes: list[Shape] = field(default_factory=list)

    def place(self, xy: FloatArray) -> FloatArray:
        """Return points of the projection as points of the picture."""
        moved = np.empty_like(xy)
        moved[:, 0] = self.x0 + xy[:, 0] * self.scale
        moved[:, 1] = self.y0 - xy[:, 1] * self.scale
        return moved


def draw_map(
    boundaries: Boundaries,
    *,
    lang: Lang,
    marks: MapMarks | None = None,
    shades: Shades | None = None,
    title: str = "",
    width: float = 720.0,
    height: float = 430.0,
) -> Picture:
    """Draw the map of the region.

    Parameters
    ----------
    boundaries : Boundaries
        Outlines at the level of maps, with their credit and notice.
    lang : {"zh", "en"}
        Language of names and legend.
    marks : MapMarks or None
        Projects, drawn by stage.
    shades : Shades or None
        A figure of leagues or banners.
    title : str
        Title of the picture, for readers who cannot see it.
    width, height : float
        Size, points.

    Returns
    -------
    Picture
        With the credit of the outlines (审图号) and the notice that it is a sketch
        along its lower edge.
    """
    leagues = boundaries.leagues_map.to_crs(EQUAL_AREA)
    banners = boundaries.banners_map.to_crs(EQUAL_AREA)
    sheet = _sheet(leagues.total_bounds, width, height - _FOOT)
    thin = 0.4 / sheet.scale
    for frame in (leagues, banners):
        coarse = shapely.coverage_simplify(frame.geometry.to_numpy(), thin)
        frame["geometry"] = coarse
    _draw_areas(sheet, leagues, banners, shades)
    told = [title] if title else []
    if marks is not None:
        told += _draw_marks(sheet, marks, lang)
    _draw_names(sheet, leagues, lang, shades)
    if shades is not None:
        entries = shades.classes.legend(lang)
        y = height - _FOOT - 18 * len(entries) - 64
        _draw_shade_legend(sheet, shades.title, entries, width - _LEGEND, y)
        told += [f"{shades.title}: " + "; ".join(text for text, _ in entries)]
    _draw_scale(sheet, width - _LEGEND, height - _FOOT - 8, lang)
    credit = f"{boundaries.attribution(lang)}　"
    credit += boundaries.notice_zh if lang == "zh" else boundaries.notice_en
    shown = fit_text(credit, 8, width - 4)
    sheet.shapes.append(Words(2, height - 5, shown, size=8, color=SOFT))
    return Picture(width, height, tuple(sheet.shapes), title, "; ".join(told))


def _sheet(bounds: FloatArray, width: float, height: float) -> _Sheet:
    """Return the projection that fits a box into the picture."""
    west, south, east, north = (float(one) for one in bounds)
    scale = min(
        (width - 2 * _EDGE) / (east - west), (height - 2 * _EDGE) / (north - south)
    )
    # To the left, so that the empty south-east has room for a legend.
    x0 = _EDGE - west * scale
    y0 = (height - scale * (north - south)) / 2 + north * scale
    return _Sheet(scale, x0, y0)


def _rings(sheet: _Sheet, shape: Any) -> tuple[FloatArray, ...]:  # noqa: ANN401
    """Return the rings of an area on the picture."""
    parts = shapely.get_parts(shape)
    lines = [
        ring for part in parts for ring in (part.exterior, *part.interiors)
    ]  # fmt: skip
    return tuple(sheet.place(shapely.get_coordinates(ring)[:-1]) for ring in lines)


def _draw_areas(
    sheet: _Sheet,
    leagues: gpd.GeoDataFrame,
    banners: gpd.GeoDataFrame,
    shades: Shades | None,
) -> None:
    """Draw land, shades and outlines."""
    for shape in leagues.geometry:
        sheet.shapes.append(Path(_rings(sheet, shape), _LAND))
    if shades is not None:
        areas = leagues if shades.level == "leagues" else banners
        for code, member in zip(shades.codes, shades.classes.members, strict=True):
            if code in areas.index:
                rings = _rings(sheet, areas.geometry.loc[code])
                sheet.shapes.append(Path(rings, shades.classes.paint(int(member))))
    for frame, paint in ((banners, _BANNER), (leagues, _LEAGUE)):
        for shape in frame.geometry:
            sheet.shapes.append(Path(_rings(sheet, shape), paint))


def _draw_names(
    sheet: _Sheet, leagues: gpd.GeoDataFrame, lang: Lang, shades: Shades | None
) -> None:
    """Write the names of the leagues."""
    members: dict[str, int] = {}
    if shades is not None and shades.level == "leagues":
        members = dict(zip(shades.codes, map(int, shades.classes.members), strict=True))
    spots = sheet.place(
        shapely.get_coordinates(leagues.geometry.representative_point().to_numpy())
    )
    for (code, row), (x, y) in zip(leagues.iterrows(), spots.tolist(), strict=True):
        color, halo = "#45494b", "#fbfaf6"
        if shades is not None and shades.classes.is_dark(members.get(str(code), -1)):
            fill = shades.classes.paint(members[str(code)]).fill
            color, halo = "#ffffff", fill or INK
        name = str(row[f"name_{lang}"])
        sheet.shapes.append(
            Words(x, y + 3, name, size=8.5, anchor="middle", color=color, halo=halo)
        )


def _draw_marks(sheet: _Sheet, marks: MapMarks, lang: Lang) -> list[str]:
    """Draw projects and their legend; return what it says."""
    points = gpd.GeoSeries.from_xy(marks.lon, marks.lat, crs=WGS84).to_crs(EQUAL_AREA)
    xy = sheet.place(np.column_stack([points.x, points.y]))
    placed = place_marks(xy[:, 0], xy[:, 1], size=_SIGN)
    for at in np.flatnonzero(~np.isnan(placed.x)):
        x, y = float(placed.x[at]), float(placed.y[at])
        symbol = _symbol(str(marks.stages[at]))
        sheet.shapes += _sign(
            symbol, x, y, lang, is_dashed=bool(marks.is_approximate[at])
        )
    for x, y, count in placed.bubbles:
        radius = min(4.5 + 1.1 * count**0.5, 16.0)
        sheet.shapes.append(Disc(x, y, radius, _BUBBLE))
        sheet.shapes.append(Words(x, y + 2.6, str(count), size=7.5, anchor="middle"))
    return _draw_stage_legend(sheet, marks, placed, lang)


def _symbol(stage: str) -> Symbol:
    return _SIGNS.items.get(stage, _SIGNS.items["unknown"])


def _sign(
    symbol: Symbol, x: float, y: float, lang: Lang, *, is_dashed: bool = False
) -> list[Shape]:
    """Return the sign of a stage: a disc with its letter."""
    edge = symbol.edge or symbol.color
    if is_dashed:
        paint = Paint("#ffffff", stroke=edge, width=0.9, dash=(1.6, 1.1))
        ink = INK
    else:
        outline = symbol.outline if symbol.color == "#ffffff" else INK
        paint, ink = Paint(symbol.color, stroke=outline, width=0.6), symbol.ink
    letter = symbol.letter[0 if lang == "zh" else 1]
    return [
        Disc(x, y, _SIGN / 2 - 0.2, paint),
        Words(x, y + 1.9, letter, size=5.0, anchor="middle", color=ink),
    ]


def _draw_stage_legend(
    sheet: _Sheet, marks: MapMarks, placed: Placed, lang: Lang
) -> list[str]:
    """Draw the legend of stages in the empty north-west corner."""
    at = 0 if lang == "zh" else 1
    x, y = 10.0, 16.0
    sheet.shapes.append(Words(x, y, _WORDS["stage"][at], size=9, is_bold=True))
    told = []
    present = [stage for stage in vocab.Stage if (marks.stages == stage.value).any()]
    for stage in present:
        y += 14
        count = int((marks.stages == stage.value).sum())
        text = f"{stage.label(lang)}  {count}"
        sheet.shapes += _sign(_symbol(stage.value), x + 5, y - 3, lang)
        sheet.shapes.append(Words(x + 14, y, text, size=9))
        told.append(text)
    notes = []
    if marks.is_approximate.any():
        notes.append(_WORDS["approximate"][at])
    if np.isfinite(placed.x).sum() > 1:
        notes.append(_WORDS["moved"][at])
    nowhere = int(np.isnan(marks.lon).sum())
    if nowhere:
        notes.append(_WORDS["nowhere"][at].format(n=nowhere))
    if placed.bubbles:
        y += 16
        sheet.shapes.append(Disc(x + 5, y - 3, 6, _BUBBLE))
        sheet.shapes.append(Words(x + 5, y - 0.4, "n", size=7, anchor="middle"))
        sheet.shapes.append(Words(x + 14, y, _WORDS["bubble"][at], size=8, color=SOFT))
    for note in notes:
        y += 12
        sheet.shapes.append(Words(x, y, note, size=8, color=SOFT))
    return told + notes


def _draw_shade_legend(
    sheet: _Sheet, title: str, entries: list[tuple[str, Paint]], x: float, y: float
) -> None:
    """Draw the legend of shades in the empty south-east corner."""
    sheet.shapes.append(
        Words(x, y + 12, fit_text(title, 9, _LEGEND), size=9, is_bold=True)
    )
    for row, (text, paint) in enumerate(entries):
        top = y + 22 + row * 18
        sheet.shapes.append(Box(x, top, 22, 12, paint))
        sheet.shapes.append(
            Words(x + 28, top + 10, fit_text(text, 9, _LEGEND - 30), size=9)
        )


def _draw_scale(sheet: _Sheet, x: float, y: float, lang: Lang) -> None:
    """Draw a scale bar of a round length."""
    wanted = 110.0 / sheet.scale / 1000.0
    power = 10.0 ** np.floor(np.log10(wanted))
    km = float(max(one * power for one in (1, 2, 5) if one * power <= wanted))
    length = km * 1000.0 * sheet.scale
    edge = Paint(stroke=INK, width=0.8)
    for part in range(4):
        fill = Paint(INK if part % 2 == 0 else "#ffffff", stroke=INK, width=0.6)
        sheet.shapes.append(Box(x + part * length / 4, y - 4, length / 4, 4, fill))
    sheet.shapes.append(line(x, y - 6, x, y, edge))
    unit = _WORDS["km"][0 if lang == "zh" else 1]
    for share, text in ((0.0, "0"), (1.0, f"{km:g} {unit}")):
        sheet.shapes.append(
            Words(x + share * length, y - 8, text, size=8, anchor="middle")
        )
