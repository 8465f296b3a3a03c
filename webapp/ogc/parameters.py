"""The parameters of the service, as its documents describe them."""

from __future__ import annotations

from typing import Any, Final

from geo_zs.features.reference_systems import CRS84, SYSTEMS
from webapp.contract import Parameter
from webapp.filters import LANGUAGES, LONGEST_FILTER
from webapp.ogc.asking import FARTHEST, GREATEST, LIMIT, MOST
from webapp.ogc.formats import Form

_CRS: Final[dict[str, Any]] = {
    "type": "string",
    "format": "uri",
    "enum": [system.uri for system in SYSTEMS],
    "default": CRS84.uri,
}

COLLECTION_ID: Final = Parameter(
    "collectionId",
    "Id of the collection, as the list of collections gives it.",
    {"type": "string", "maxLength": 80},
    example="parks",
    in_path=True,
)
FEATURE_ID: Final = Parameter(
    "featureId",
    "Id of the feature, as the features give it.",
    {"type": "string", "maxLength": 200},
    example="hohhot-jingkai",
    in_path=True,
)
LANG: Final = Parameter(
    "lang",
    "Language of a page; only where a page is asked for.",
    {"type": "string", "enum": ["zh", "en"], "default": "zh"},
)
BBOX: Final = Parameter(
    "bbox",
    "Only features that meet this box, or have no place: the least coordinates, then "
    "the greatest, in the order of the axes of `bbox-crs`; of six numbers the third "
    "and the sixth are heights. A west greater than the east crosses the antimeridian.",
    {
        "type": "array",
        "items": {"type": "number"},
        "minItems": 4,
        "maxItems": 6,
    },
    example=[109, 40, 112, 42],
)
BBOX_CRS: Final = Parameter(
    "bbox-crs", "Reference system of the coordinates of `bbox`.", _CRS
)
CRS: Final = Parameter(
    "crs",
    "Reference system of the coordinates of the answer; EPSG:4326 and EPSG:4490 have "
    "the latitude first.",
    _CRS,
)
DATETIME: Final = Parameter(
    "datetime",
    "Only features whose time meets this one, or that have none: a date or date-time "
    "of RFC 3339, or two of them with a slash between, of which one may be `..`.",
    {"type": "string", "maxLength": 80},
    example="2023-01-01T00:00:00Z/..",
)
LIMIT_PARAMETER: Final = Parameter(
    "limit",
    f"Most features on a page. A page never holds more than {MOST:,}; a greater limit "
    "counts as that. Files (`f=csv`, `gpkg`, `fgb`) hold all that match unless it is "
    "given.",
    {"type": "integer", "minimum": 1, "maximum": GREATEST, "default": LIMIT},
    example=20,
)
OFFSET: Final = Parameter(
    "offset",
    "How many features to pass over; links to the next page carry it.",
    {"type": "integer", "minimum": 0, "maximum": FARTHEST, "default": 0},
)
FILTER: Final = Parameter(
    "filter",
    "Only features for which this expression of CQL2 holds, as text or JSON.",
    {"type": "string", "maxLength": LONGEST_FILTER},
    example="confidence = 'official'",
)
FILTER_LANG: Final = Parameter(
    "filter-lang",
    "Language of `filter`; found out when it is not given.",
    {"type": "string", "enum": list(LANGUAGES), "default": LANGUAGES[0]},
)
FILTER_CRS: Final = Parameter(
    "filter-crs", "Reference system of the coordinates in `filter`.", _CRS
)

OF_ITEMS: Final = (
    BBOX,
    BBOX_CRS,
    DATETIME,
    LIMIT_PARAMETER,
    OFFSET,
    CRS,
    FILTER,
    FILTER_LANG,
    FILTER_CRS,
)
"""Parameters of the features of every collection."""


def form_parameter(forms: tuple[Form, ...]) -> Parameter:
    """Return the parameter that names the form of an answer."""
    return Parameter(
        "f",
        "Form of the answer; goes before the header Accept.",
        {"type": "string", "enum": [form.name for form in forms]},
    )
