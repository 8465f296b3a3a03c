"""Parks in the form of the French standard CNIG *Sites économiques*, ``site-eco``.

The standard requires sixteen cells. Where a fact is not known, a row is left out
(``complete``) or the cell stays empty (``all``); nothing is put in its place. How each
cell comes about stands in ``docs/open-data.md``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

from geo_zs.open_data.cnig_words import (
    COLUMNS,
    LABELS,
    NO,
    OTHER,
    REQUIRED,
    STATES,
    TYPES,
    UNKNOWN,
    VOCATIONS,
    YES,
)
from geo_zs.open_data.exchange import AS_OF, CONFIDENCE, SOURCES, Row, csv_bytes

Mode = Literal["complete", "all"]
MODES: Final[tuple[Mode, ...]] = ("complete", "all")
#: RFC 7946, 3.1: empty coordinates may be taken for a null geometry.
_NO_OUTLINE: Final = {"type": "MultiPolygon", "coordinates": []}
_LEFT_OUT: Final = ("site_id", "site_nom", "missing")
_FULL_DAY: Final = len("2026-01-01")


@dataclass(frozen=True)
class CnigSites:
    """All parks in the form of ``site-eco``.

    Parameters
    ----------
    rows : tuple of mapping
        One for each park; a required cell that is not known is None.
    missing : mapping of park id to tuple of str
        Required columns that are not known, of the parks that lack any.
    """

    rows: tuple[Row, ...]
    missing: Mapping[str, tuple[str, ...]]

    @property
    def n_complete(self) -> int:
        """How many parks have every required cell."""
        return len(self.rows) - len(self.missing)

    def to_csv(self, mode: Mode = "complete") -> bytes:
        """Return the file of the standard: UTF-8, parted by semicolons.

        Parameters
        ----------
        mode : {"complete", "all"}
            Only parks with every required cell, or all of them.
        """
        rows = [
            row
            for row in self.rows
            if mode == "all" or row["site_id"] not in self.missing
        ]
        return csv_bytes(COLUMNS, rows, delimiter=";")

    def left_out_csv(self) -> bytes:
        """Return the parks that ``complete`` leaves out, with what they lack."""
        rows = [
            {**row, "missing": self.missing[row["site_id"]]}
            for row in self.rows
            if row["site_id"] in self.missing
        ]
        return csv_bytes(_LEFT_OUT, rows)


def cnig_sites(
    parks: Sequence[Row],
    *,
    counties: Mapping[str, str],
    listed: str,
    updated: str,
    producer: str,
) -> CnigSites:
    """Return parks of the exchange schema in the form of ``site-eco``.

    Parameters
    ----------
    parks : sequence of mapping
        Rows of the schema ``industrial-park``.
    counties : mapping of str to str
        Code of a county → its name.
    listed, updated : str
        Days (``YYYY-MM-DD``) on which the list first named the parks and was last
        brought up to date.
    producer : str
        Who makes the list.
    """
    rows = tuple(
        _row(park, counties, listed=listed, updated=updated, producer=producer)
        for park in parks
    )
    missing = {
        str(row["site_id"]): lacks
        for row in rows
        if (lacks := tuple(name for name in REQUIRED if row[name] is None))
    }
    return CnigSites(rows, missing)


def _row(
    park: Row,
    counties: Mapping[str, str],
    *,
    listed: str,
    updated: str,
    producer: str,
) -> dict[str, Any]:
    """Return one park; what is not known is None."""
    county = park.get("county_code")
    name = None if county is None else counties.get(str(county))
    gross = park.get("approved_area_ha")
    row: dict[str, Any] = dict.fromkeys(COLUMNS)
    return row | {
        "site_id": park["park_id"],
        "pole_id": park.get("parent_park_id") or park["park_id"],
        "site_nom": park["name_zh"],
        "site_type": TYPES.get(str(park.get("kind")), UNKNOWN),
        "site_vocadomi": VOCATIONS.get(str(park.get("kind")), UNKNOWN),
        "site_etat": STATES.get(str(park.get("status")), UNKNOWN),
        "site_surf_brute": park.get("planned_area_ha") if gross is None else gross,
        "site_surf_utile": park.get("usable_area_ha"),
        "site_creation_date": park.get("established_year"),
        "site_identif_date": listed,
        "site_actu_date": _latest_day(park, updated),
        "source_producteur": producer,
        "site_description": _description(park),
        "site_quali_territoire": LABELS.get(str(park.get("level"))),
        "site_url": park.get("website"),
        "site_epci_nom": None if name is None else f"{name}人民政府",
        "site_epci_siren": None if name is None else county,
        "site_comm_nom": name,
        "site_comm_insee": None if name is None else county,
        "site_moa_type": UNKNOWN if park.get("operator_zh") is None else OTHER,
        "site_moa_nom": park.get("operator_zh"),
        "site_geomsurf": park.get("boundary") or _NO_OUTLINE,
        "site_geompoint": _point(park),
        "site_surf_comm_dispo": park.get("available_area_ha"),
        "site_voca_industrielle": YES if park.get("accepts_factories") else None,
        "reseau_fret_ferroviaire": _yes_or_no(park.get("has_rail_siding")),
    }


def _latest_day(park: Row, updated: str) -> str:
    """Return the day of the list, or a later day that facts of the park speak of."""
    dates: Iterable[object] = (
        value for name, value in park.items() if name.endswith(AS_OF)
    )
    days = [str(one) for one in dates if one and len(str(one)) == _FULL_DAY]
    return max([updated, *days])


def _description(park: Row) -> str | None:
    """Return confidence and sources, for which the standard has no column."""
    sources = dict.fromkeys(
        key for group in ("identity", "land") for key in park.get(group + SOURCES) or ()
    )
    said = [f"fiabilité : {park['identity' + CONFIDENCE]}"] if sources else []
    said += [f"sources : {', '.join(sources)}"] if sources else []
    return " ; ".join(said) or None


def _point(park: Row) -> str | None:
    """Return a point that lies in the park; that of its town is no point of it."""
    if park.get("location_precision") != "site" or park.get("lon") is None:
        return None
    if park.get("datum") not in {"WGS84", "CGCS2000"}:
        return None
    return f"{park['lon']}, {park['lat']}"


def _yes_or_no(value: object) -> str | None:
    """Return a truth in French; None where it is not known."""
    if value is None:
        return None
    return YES if value else NO
