"""A planner's own layer that projects and sites are tested against, as a record.

Protected land (红线), farmland, noise, flood, the plots of a park: none of them is
public data, so a bureau brings its own. What a layer means is said once: forbidden,
allowed on a condition, or only to be known.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from functools import cached_property
from typing import Final, Literal, get_args

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geo_zs.crs import WGS84, require_crs
from geo_zs.errors import BROKEN_TEXT, Problem, RecordError, is_broken
from geo_zs.text_guard import is_seen

Meaning = Literal["forbidden", "conditional", "informative"]

#: What a layer may mean, the hardest first.
MEANINGS: Final[tuple[Meaning, ...]] = get_args(Meaning)
#: Widest buffer, metres: beyond it a "nearby" is a region.
MOST_BUFFER_M: Final = 50_000.0
#: Most features of a layer, and most corners of one feature.
MOST_FEATURES: Final = 20_000
MOST_VERTICES: Final = 20_000
_DATE: Final = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
_CODE: Final = re.compile(r"15\d{4}")
_BROKEN: Final = f"{BROKEN_TEXT}, and no NUL"
#: Longest name of a feature.
_LABEL: Final = 200
_LENGTHS: Final = {
    "name_zh": 100,
    "name_en": 100,
    "condition": 1000,
    "source": 500,
}


@dataclass(frozen=True, eq=False)
class ConstraintLayer:
    """One layer with what it means.

    Parameters
    ----------
    layer_id : str
        Key.
    name_zh, name_en : str
        Names as printed; the English one may be empty.
    meaning : {"forbidden", "conditional", "informative"}
        What it says of a project that it touches.
    features : GeoDataFrame
        EPSG:4326; points, lines and polygons. A column ``label`` names features.
    buffer_m : float
        Metres round each feature that count as touched; 0 for the feature itself.
    condition : str
        Under what condition a project may stand there; what the layer is for.
    source : str
        Document, page or office.
    date : str
        Year, month or day of the source; empty if not known.
    visibility : {"public", "internal"}
        Who may see it and what was found with it.
    league : str
        League whose accounts keep the layer; empty for the whole region.
    covers : tuple of str
        Codes of the leagues and banners for which the layer is complete; 150000 for
        the region. Elsewhere a place that it does not touch is not tested. Empty:
        nobody said, and the layer is taken at its word everywhere.
    version : int
        Counts up with each change in the register.

    Raises
    ------
    CrsError
        If the features declare no reference system, or another one.
    """

    layer_id: str
    name_zh: str
    name_en: str
    meaning: Meaning
    features: gpd.GeoDataFrame
    buffer_m: float = 0.0
    condition: str = ""
    source: str = ""
    date: str = ""
    visibility: str = "internal"
    league: str = ""
    covers: tuple[str, ...] = ()
    version: int = 1

    def __post_init__(self) -> None:
        require_crs(self.features)

    @property
    def names(self) -> tuple[str, str]:
        """Names in Chinese and English; the Chinese one where there is no other."""
        return self.name_zh, self.name_en or self.name_zh

    @cached_property
    def fingerprint(self) -> str:
        """Digest of what the tests depend on: shapes and buffer."""
        digest = hashlib.sha256(repr(float(self.buffer_m)).encode())
        for shape in self.features.geometry:
            digest.update(b"-" if shape is None else shapely.to_wkb(shape))
        return digest.hexdigest()

    def labels(self) -> list[str]:
        """Return the name of each feature; empty where it has none."""
        if "label" not in self.features:
            return [""] * len(self.features)
        return ["" if pd.isna(one) else str(one) for one in self.features["label"]]


def check_layer(layer: ConstraintLayer) -> None:
    """Refuse a layer that cannot be tested as it says.

    Raises
    ------
    RecordError
        With every fault of its fields and its features.
    """
    problems = [*_field_faults(layer), *_feature_faults(layer)]
    if problems:
        raise RecordError(problems)


def _field_faults(layer: ConstraintLayer) -> list[Problem]:
    """List the faults of the fields."""
    found: list[Problem] = []
    for name, most in _LENGTHS.items():
        value = str(getattr(layer, name))
        if is_broken(value) or "\0" in value:
            found.append(Problem(name, _BROKEN))
        if len(value) > most:
            message = f"has {len(value)} characters; expected at most {most}"
            found.append(Problem(name, message))
    if not is_seen(layer.name_zh):
        found.append(Problem("name_zh", "is empty; expected the name of the layer"))
    if layer.meaning not in MEANINGS:
        message = f"is {layer.meaning!r}; expected one of {', '.join(MEANINGS)}"
        found.append(Problem("meaning", message))
    is_number = isinstance(layer.buffer_m, (int, float))
    if not is_number or not 0.0 <= layer.buffer_m <= MOST_BUFFER_M:  # NaN too
        message = f"is {layer.buffer_m!r}; expected metres from 0 to {MOST_BUFFER_M:g}"
        found.append(Problem("buffer_m", message))
    if layer.league and not _CODE.fullmatch(layer.league):
        message = f"is {layer.league!r}; expected the code of a league, or nothing"
        found.append(Problem("league", message))
    if layer.meaning == "conditional" and not is_seen(layer.condition):
        message = "is empty; a conditional layer needs the condition in words"
        found.append(Problem("condition", message))
    if layer.date and not _DATE.fullmatch(layer.date):
        message = f"is {layer.date!r}; expected 2023, 2023-03 or 2023-03-20"
        found.append(Problem("date", message))
    if layer.visibility not in ("public", "internal"):
        message = f"is {layer.visibility!r}; expected public or internal"
        found.append(Problem("visibility", message))
    wrong = [code for code in layer.covers if not _CODE.fullmatch(code)]
    if wrong:
        message = f"holds {wrong!r}; expected codes of leagues or banners (15xxxx)"
        found.append(Problem("covers", message))
    return found


def _feature_faults(layer: ConstraintLayer) -> list[Problem]:
    """List the features that cannot be tested; at most 20 of a kind."""
    shapes = np.asarray(layer.features.geometry.to_numpy(), dtype=object)
    if not len(shapes):
        return [Problem("features", "holds no feature; expected at least one")]
    if len(shapes) > MOST_FEATURES:
        message = f"holds {len(shapes)} features; expected at most {MOST_FEATURES}"
        return [Problem("features", message)]
    empty = shapely.is_missing(shapes) | shapely.is_empty(shapes)
    corners = shapely.get_num_coordinates(shapes)
    bounds = shapely.bounds(shapes)
    flat = shapely.get_dimensions(shapes) < 2
    xy, owner = shapely.get_coordinates(shapes, return_index=True)
    broken = np.zeros(len(shapes), dtype=bool)
    broken[owner[~np.isfinite(xy).all(axis=1)]] = True
    limits = np.array([180.0, 90.0, 180.0, 90.0])
    outside = ~empty & (broken | (np.abs(bounds) > limits).any(axis=1))
    labels = layer.labels()
    long = np.array([_is_bad_label(one) for one in labels], dtype=bool)
    checks = (
        (long, f"has a label of over {_LABEL} characters, or not of whole ones"),
        (empty, "has no shape; leave it out"),
        (outside, "has coordinates that are no degrees on earth; expected EPSG:4326"),
        (
            corners > MOST_VERTICES,
            f"has more than {MOST_VERTICES} corners; cut it into parts",
        ),
        (
            ~empty & ~outside & flat & (layer.buffer_m == 0),
            "is a point or a line and so has no area; give the layer a buffer",
        ),
    )
    return [
        Problem("features", message, row=int(row) + 1)
        for rows, message in checks
        for row in np.flatnonzero(rows)[:20]
    ]


def _is_bad_label(label: str) -> bool:
    """Tell whether the name of a feature cannot be kept."""
    return len(label) > _LABEL or is_broken(label) or "\0" in label


def features_of(
    shapes: np.ndarray[tuple[int], np.dtype[np.object_]],
    labels: list[str] | None = None,
) -> gpd.GeoDataFrame:
    """Return shapes in EPSG:4326 with their labels as the features of a layer."""
    columns = {"label": labels if labels is not None else [""] * len(shapes)}
    return gpd.GeoDataFrame(columns, geometry=list(shapes), crs=WGS84)
