"""What the paths of the API below one site share: its id and an industry."""

from __future__ import annotations

from typing import Final

from geo_zs.body_faults import near_misses
from webapp.contract import Parameter
from webapp.params import Reader
from webapp.state import get_catalog

SITE_ID: Final = Parameter(
    "site_id",
    "Id of a candidate site, as answers give it.",
    {"type": "string", "maxLength": 80},
    example="baotou-xitu-hitech",
    in_path=True,
)


INDUSTRY: Final = Parameter(
    "industry",
    "Industry tag: its preset says which columns count and how much.",
    {"type": "string", "minLength": 1, "maxLength": 80},
    example="pv_wafer",
)


def read_industry(reader: Reader) -> str:
    """Return the industry tag of a query; empty if none is given.

    A tag that the vocabulary does not have is a fault, told with its near misses.
    """
    tag = reader.text("industry")
    known = get_catalog().sites.tag_index
    if tag and tag not in known:
        hint = near_misses(tag, list(known))
        reader.fail("industry", f"is {tag[:40]!r}, no tag of the vocabulary{hint}")
        return ""
    return tag
