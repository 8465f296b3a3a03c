"""Names of the places that figures are told for: region, leagues, banners."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

import pandas as pd

from geo_zs.board.label import Label

#: Code of the region.
REGION: Final = "150000"
_REGION_LABEL: Final = Label("全区", "the region")
_REGION_NAMES: Final = ("全区合计", "合计", "总计", "内蒙古自治区", "自治区")


@dataclass(frozen=True)
class Unit:
    """One place.

    Parameters
    ----------
    adcode : str
        Its code.
    name : Label
        Its name.
    league : str or None
        The league that a banner belongs to; None for region and leagues.
    other_names : tuple of str
        Short names, for reading the cells of a template.
    """

    adcode: str
    name: Label
    league: str | None = None
    other_names: tuple[str, ...] = ()


@dataclass(frozen=True)
class Places:
    """All places of the region by code.

    Parameters
    ----------
    units : mapping of str to Unit
        Region, leagues and banners, in the order of their codes.
    """

    units: Mapping[str, Unit]

    @classmethod
    def of(cls, leagues: pd.DataFrame, banners: pd.DataFrame) -> Places:
        """Return the places of two tables.

        Parameters
        ----------
        leagues : DataFrame
            ``adcode``, ``name_zh``, ``name_en``, ``short_zh``.
        banners : DataFrame
            ``adcode``, ``name_zh``, ``name_en``, ``league``.
        """
        units = {REGION: Unit(REGION, _REGION_LABEL, None, _REGION_NAMES)}
        for row in leagues.sort_values("adcode").to_dict("records"):
            code = str(row["adcode"])
            name = Label(str(row["name_zh"]), str(row["name_en"]))
            units[code] = Unit(code, name, None, (str(row["short_zh"]),))
        for row in banners.sort_values("adcode").to_dict("records"):
            code = str(row["adcode"])
            name = Label(str(row["name_zh"]), str(row["name_en"]))
            units[code] = Unit(code, name, str(row["league"]))
        return cls(MappingProxyType(units))

    @property
    def leagues(self) -> tuple[Unit, ...]:
        """The leagues, by code."""
        return tuple(
            unit
            for unit in self.units.values()
            if unit.league is None and unit.adcode != REGION
        )

    def banners(self, league: str | None = None) -> tuple[Unit, ...]:
        """Return the banners of a league (of all leagues when None), by code."""
        return tuple(
            unit
            for unit in self.units.values()
            if unit.league is not None and league in (None, unit.league)
        )

    def name(self, adcode: str) -> Label:
        """Return the name of a place; a code that is not known names itself."""
        unit = self.units.get(adcode)
        return unit.name if unit is not None else Label(adcode, adcode)
