"""How each layer looks, as data: shapes, letters, colours, popup columns.

Colours are Okabe and Ito's colour-blind-safe set (some darkened so that a white
letter on them keeps a contrast of 4.5:1). No category is told by colour alone: each
has its own letter, each layer its own shape, and an approximate place is a dashed
hollow outline.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as default
from typing import Final

BLACK: Final = "#1f2a30"
WHITE: Final = "#ffffff"
ORANGE: Final = "#e69f00"
SKY: Final = "#56b4e9"
GREEN: Final = "#009e73"
YELLOW: Final = "#f0e442"
BLUE: Final = "#0072b2"
VERMILION: Final = "#b84f00"
PURPLE: Final = "#cc79a7"
GREY: Final = "#6b767b"
ACCENT: Final = "#0b6b5d"


@dataclass(frozen=True)
class Symbol:
    """One sign on the map.

    Parameters
    ----------
    shape : str
        ``square diamond triangle hexagon pentagon circle dot line``.
    color : str
        Fill.
    letter : (str, str)
        What stands in it, in Chinese and in English.
    ink : str
        Colour of the letter.
    outline : str
        Colour of the edge.
    edge : str or None
        Colour when drawn as approximate; the fill if None.
    """

    shape: str
    color: str
    letter: tuple[str, str] = ("", "")
    ink: str = WHITE
    outline: str = WHITE
    edge: str | None = None

    def to_dict(self, lang: str) -> dict[str, object]:
        """Return the sign as the browser reads it, in one language."""
        found: dict[str, object] = {
            "shape": self.shape,
            "color": self.color,
            "letter": self.letter[1 if lang == "en" else 0],
            "ink": self.ink,
            "outline": self.outline,
        }
        if self.edge:
            found["edge"] = self.edge
        if self.shape == "line":
            found["dashed"] = True
        return found


def _hollow(shape: str, color: str, letter: tuple[str, str]) -> Symbol:
    return Symbol(shape, WHITE, letter, ink=color, outline=color, edge=color)


@dataclass(frozen=True)
class LayerStyle:
    """How a layer is drawn and what its popups show.

    Parameters
    ----------
    other : Symbol
        The layer's sign; also for categories without one of their own.
    field : str or None
        Column whose values are the categories.
    items : mapping of str to Symbol
        Category → sign, in the order of the legend.
    tint : str
        Colour of its clusters.
    cluster_px : int
        Points nearer than this on the screen are drawn as one; 0 for never.
    size_px : int
        Size of a sign.
    is_shown : bool
        Drawn when the page opens.
    popup : tuple of str
        Columns of the popup, in order.
    ask : tuple of str
        Those of them worth naming when unknown.
    """

    other: Symbol
    tint: str
    popup: tuple[str, ...]
    field: str | None = None
    items: Mapping[str, Symbol] = default(default_factory=dict)
    cluster_px: int = 34
    size_px: int = 22
    is_shown: bool = False
    ask: tuple[str, ...] = ()


STYLES: Final[Mapping[str, LayerStyle]] = {
    "parks": LayerStyle(
        other=Symbol("square", BLUE, ("园", "P")),
        field="level",
        items={
            "national": Symbol("square", BLUE, ("国", "N")),
            "regional": Symbol("square", SKY, ("区", "R"), BLACK, edge=BLUE),
            "league": _hollow("square", BLUE, ("盟", "L")),
        },
        tint=BLUE,
        is_shown=True,
        popup=(
            "level",
            "kind",
            "status",
            "industries_zh",
            "approved_area_ha",
            "planned_area_ha",
            "is_chemical_park",
            "has_rail_access",
            "electricity_price_cny_per_kwh",
            "land_price_cny_per_mu",
            "water_supply_m3_per_day",
        ),
        ask=(
            "approved_area_ha",
            "is_chemical_park",
            "has_rail_access",
            "electricity_price_cny_per_kwh",
            "land_price_cny_per_mu",
            "water_supply_m3_per_day",
        ),
    ),
    "ports": LayerStyle(
        other=Symbol("diamond", VERMILION, ("口", "P")),
        field="mode",
        items={
            "rail": Symbol("diamond", "#7a3300", ("铁", "T")),
            "road": Symbol("diamond", VERMILION, ("公", "R")),
            "air": _hollow("diamond", VERMILION, ("空", "A")),
        },
        tint=VERMILION,
        cluster_px=16,
        size_px=26,
        is_shown=True,
        popup=(
            "mode",
            "neighbour",
            "opposite_port",
            "is_open",
            "is_year_round",
            "regime",
            "cargo_1e4t",
            "cargo_period",
            "goods",
            "designated_goods",
        ),
        ask=("cargo_1e4t",),
    ),
    "energy_bases": LayerStyle(
        other=Symbol("hexagon", GREEN, ("能", "E"), BLACK),
        field="kind",
        items={
            "wind_base": Symbol("hexagon", GREEN, ("风", "W"), BLACK),
            "solar_base": Symbol("hexagon", ORANGE, ("光", "S"), BLACK),
            "wind_solar_base": Symbol(
                "hexagon", YELLOW, ("合", "B"), BLACK, BLACK, BLACK
            ),
            "wind_hydrogen": Symbol("hexagon", SKY, ("氢", "H"), BLACK, edge=BLUE),
            "solar_hydrogen": Symbol("hexagon", SKY, ("氢", "H"), BLACK, edge=BLUE),
            "storage": Symbol("hexagon", BLUE, ("储", "T")),
            "programme": _hollow("hexagon", GREY, ("规", "P")),
            "uhv_terminal": Symbol("hexagon", BLACK, ("特", "U")),
        },
        tint=GREEN,
        popup=(
            "kind",
            "wind_mw",
            "solar_mw",
            "storage_mwh",
            "hydrogen_t_per_year",
            "other_capacity",
            "stage",
            "status_text",
            "developer",
        ),
    ),
    "power_plants": LayerStyle(
        other=Symbol("triangle", GREY, ("电", "P")),
        field="fuel",
        items={
            "wind": Symbol("triangle", GREEN, ("风", "W"), BLACK),
            "coal": Symbol("triangle", BLACK, ("煤", "C")),
            "solar": Symbol("triangle", ORANGE, ("光", "S"), BLACK),
            "hydro": Symbol("triangle", BLUE, ("水", "H")),
            "coal_mine_methane": Symbol("triangle", PURPLE, ("瓦", "M"), BLACK),
            "natural_gas": Symbol("triangle", YELLOW, ("气", "G"), BLACK, BLACK),
        },
        tint=GREY,
        cluster_px=46,
        popup=("fuel", "capacity_mw", "year", "owner", "is_operating"),
    ),
    "airports": LayerStyle(
        other=Symbol("pentagon", PURPLE, ("机", "A"), BLACK),
        tint=PURPLE,
        cluster_px=14,
        size_px=24,
        popup=("iata", "icao", "elevation_m"),
    ),
    "rail_nodes": LayerStyle(
        other=_hollow("dot", BLACK, ("", "")),
        tint=BLACK,
        cluster_px=0,
        size_px=16,
        popup=("kind",),
    ),
    "rail_lines": LayerStyle(
        other=Symbol("line", BLACK), tint=BLACK, cluster_px=0, popup=()
    ),
    "projects": LayerStyle(
        other=_hollow("circle", GREY, ("项", "?")),
        field="stage",
        items={
            "operating": Symbol("circle", GREEN, ("产", "O"), BLACK),
            "construction": Symbol("circle", ORANGE, ("建", "C"), BLACK),
            "filed": Symbol("circle", SKY, ("备", "F"), BLACK, edge=BLUE),
            "signed": Symbol("circle", BLUE, ("签", "S")),
            "negotiating": Symbol("circle", PURPLE, ("谈", "N"), BLACK),
            "framework": Symbol("circle", PURPLE, ("框", "F"), BLACK),
            "reserve": _hollow("circle", BLUE, ("储", "R")),
            "stopped": Symbol("circle", GREY, ("停", "H")),
            "cancelled": Symbol("circle", BLACK, ("终", "X")),
            "unknown": _hollow("circle", GREY, ("？", "?")),
        },
        tint=ORANGE,
        cluster_px=46,
        popup=(
            "stage",
            "date",
            "name_printed",
            "investor_zh",
            "industry_text",
            "pledged_cny_1e8",
            "arrived_cny_1e8",
            "capacity_text",
            "power_mw",
            "land_ha",
            "park_name_printed",
            "place_confidence",
        ),
        ask=("pledged_cny_1e8",),
    ),
}

#: A ranked site: the number stands in the sign. Excluded sites are small and grey.
RANKED: Final = Symbol("circle", ACCENT, ("", ""), edge=ACCENT)
EXCLUDED: Final = Symbol("circle", "#aab0b2", ("×", "×"), BLACK, edge=GREY)
THIS_SITE: Final = Symbol("circle", ACCENT, ("★", "★"), edge=ACCENT)

#: Lines and areas, as Leaflet path options.
LAND: Final = {"stroke": False, "fillColor": "#fbfaf6", "fillOpacity": 1}
BANNER_BORDER: Final = {"color": "#cfcbbd", "weight": 0.8, "opacity": 1}
LEAGUE_BORDER: Final = {"color": "#8c8776", "weight": 1.8, "opacity": 1}
OUTLINE: Final = {
    "color": ACCENT,
    "weight": 3,
    "fillColor": ACCENT,
    "fillOpacity": 0.06,
}
RAIL_LINE: Final = {
    "color": BLACK,
    "weight": 2,
    "opacity": 0.75,
    "dashArray": "7 5",
}

#: South-west and north-east corner of the region, lat/lon as Leaflet wants them.
REGION_BOUNDS: Final = ((37.4, 97.1), (53.4, 126.1))
