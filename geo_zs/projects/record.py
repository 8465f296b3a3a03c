"""One investment project (招商项目) as a record."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Project:
    """A record of an investment, as the table holds it; None means not known.

    Parameters
    ----------
    project_id : str
        Key.
    name_zh : str
        Name; for rows of the founding article the reading of the printed name.
    name_printed : str or None
        Name as printed, where the source is garbled.
    stage : str
        One of the stages of ``vocab.Stage``.
    league, banner, park_id, base_id, parent_project_id : str or None
        Codes and keys of other tables.
    pledged_cny_1e8, arrived_cny_1e8 : float or None
        Pledged amount and money that arrived, 10⁸ CNY. Never added together.
    land_ha, power_mw : float or None
        Land and power.
    date : str or None
        ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``.
    industry_tags, source_ids : tuple of str
        Tags of the vocabulary; keys into SOURCES.csv.
    place_level, place_confidence, place_evidence : str or None
        The finest level the source gives, how sure, and why.
    lon, lat : float or None
        A surveyed or published point of the project itself, EPSG:4326.
    is_site_bound : bool or None
        True if it needs a plot in a park.
    is_from_article : bool
        True for the rows of the founding article.
    investor_zh, industry_text, confidence : str or None
        As collected.
    """

    project_id: str
    name_zh: str
    name_printed: str | None
    investor_zh: str | None
    industry_text: str | None
    industry_tags: tuple[str, ...]
    stage: str
    date: str | None
    league: str | None
    banner: str | None
    park_id: str | None
    base_id: str | None
    parent_project_id: str | None
    place_level: str | None
    place_confidence: str | None
    place_evidence: str | None
    lon: float | None
    lat: float | None
    pledged_cny_1e8: float | None
    arrived_cny_1e8: float | None
    land_ha: float | None
    power_mw: float | None
    is_site_bound: bool | None
    is_from_article: bool
    source_ids: tuple[str, ...]
    confidence: str | None

    @property
    def is_reading(self) -> bool:
        """True if the name is a reading of a name that was printed otherwise."""
        return self.name_printed is not None and self.name_printed != self.name_zh
