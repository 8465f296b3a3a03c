"""The names that a requirement may use: industries, places, columns, criteria."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from geo_zs.criteria.defaults import CriteriaBook
from geo_zs.matching.table import SiteTable

#: Columns that are shown and never tested: column → what to ask for instead.
SHOWN_ONLY: Final = {
    "planned_area_ha": (
        "is shown and never tested, because planned areas mix meanings and years; "
        "use land_ha or land_available_ha"
    )
}


@dataclass(frozen=True)
class Vocabulary:
    """The names that a requirement may use.

    Parameters
    ----------
    industry_kind : mapping of str to str
        Industry tag → kind of industry.
    leagues : tuple of str
        Adcodes.
    land_ports : mapping of str to (str, str)
        Open road and rail ports: id → neighbour, mode.
    other_ports : mapping of str to str
        Ports that no distance is measured to: id → why.
    columns : tuple of str
        Columns that ``limits.ranges`` may name.
    criteria : tuple of str
        Criteria that ``weights``, ``weighting`` and ``bounds`` may name.
    presets : tuple of str
        Presets.
    sites : frozenset of str
        Sites that ``own_figures`` may name.
    setback_layers : tuple of str
        Layers that ``limits.setbacks`` may name.
    """

    industry_kind: Mapping[str, str]
    leagues: tuple[str, ...]
    land_ports: Mapping[str, tuple[str, str]]
    other_ports: Mapping[str, str]
    columns: tuple[str, ...]
    criteria: tuple[str, ...]
    presets: tuple[str, ...] = ()
    sites: frozenset[str] = frozenset()
    setback_layers: tuple[str, ...] = ()

    @classmethod
    def of(cls, sites: SiteTable, criteria: CriteriaBook) -> Vocabulary:
        """Return the names that these sites and criteria know."""
        ports = sites.ports
        land: dict[str, tuple[str, str]] = {}
        other: dict[str, str] = {}
        for index, port in enumerate(ports.ids):
            if ports.modes[index] not in ("rail", "road"):
                other[port] = "is no road or rail port"
            elif not ports.is_usable[index]:
                other[port] = "is closed, so no distance is measured to it"
            else:
                land[port] = (ports.neighbours[index], ports.modes[index])
        return cls(
            industry_kind={
                tag: sites.industry_kind.get(tag, "") for tag in sites.tag_index
            },
            leagues=tuple(sorted({league for league in sites.leagues if league})),
            land_ports=land,
            other_ports=other,
            columns=(
                *(name for name in sorted(sites.attributes) if name not in SHOWN_ONLY),
                *sorted(sites.by_industry),
                "land_port_km",
            ),
            criteria=tuple(criteria.criteria),
            presets=tuple(criteria.presets),
            sites=frozenset(sites.ids),
            setback_layers=tuple(getattr(sites, "setbacks", {})),
        )
