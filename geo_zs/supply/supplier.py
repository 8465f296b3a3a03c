"""One named works, or one park that names a trade, as a supplier."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

#: What a supplier may be; ``park`` only names the trade.
PROJECT: Final = "project"
BASE: Final = "base"
PLANT: Final = "plant"
PARK: Final = "park"
#: Precisions that are no better than a league.
_TOO_ROUGH: Final = ("league", "none")


@dataclass(frozen=True)
class Supplier:
    """One named works, or one park that names a trade.

    Parameters
    ----------
    kind : str
        ``project``, ``base``, ``plant`` or ``park``.
    id : str
        Key in its layer.
    name_zh, name_en : str
        As its source prints it; a name that no source gives is empty.
    tags : tuple of str
        Industries.
    owner : str
        Investor, developer or owner; empty if not known.
    stage : str
        Word of the vocabulary of stages; empty for parks.
    capacity_zh, capacity_en : str
        Capacity as its source gives it, or made of its figures; empty if not known.
    date : str
        Date of the record, or year of a plant; empty if not known.
    league, banner, park_id : str
        Where it is; empty if not known.
    precision : str
        ``site``, ``town``, ``banner``, ``league`` or ``none``.
    part_of : str
        Key of the project or base that it belongs to, or empty.
    group : str
        Umbrella zone of a park; else its own key.
    source_ids : tuple of str
        Sources of the record.
    confidence : str
        Of the record.
    """

    kind: str
    id: str
    name_zh: str
    name_en: str
    tags: tuple[str, ...]
    owner: str
    stage: str
    capacity_zh: str
    capacity_en: str
    date: str
    league: str
    banner: str
    park_id: str
    precision: str
    part_of: str
    group: str
    source_ids: tuple[str, ...]
    confidence: str


def is_placed(supplier: Supplier) -> bool:
    """Tell whether a supplier is known to better than its league."""
    return supplier.precision not in _TOO_ROUGH
