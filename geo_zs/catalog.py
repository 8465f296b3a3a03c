"""Everything that is loaded once: tables, boundaries, layers, names and sites."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from geo_zs import paths
from geo_zs.criteria.defaults import CriteriaBook
from geo_zs.datacheck import check_data
from geo_zs.errors import DataError, Problem, RequirementError, UnknownPlaceError
from geo_zs.gazetteer.lookup import Gazetteer
from geo_zs.layers.boundaries import Boundaries, build_boundaries, is_current
from geo_zs.layers.here import Here, what_is_here
from geo_zs.layers.index import SpatialIndex
from geo_zs.layers.load import label_points, load_layers
from geo_zs.layers.spec import LAYER_IDS, LAYERS, Layer
from geo_zs.matching.batch import CHUNK, Refused, answer_lines
from geo_zs.matching.engine import match
from geo_zs.matching.requirement import Requirement
from geo_zs.matching.requirement_faults import find_faults
from geo_zs.matching.result import MatchResult
from geo_zs.matching.rules import RuleBook
from geo_zs.matching.vocabulary import Vocabulary
from geo_zs.projects.layer import project_layer, with_more_projects
from geo_zs.projects.load import load_projects
from geo_zs.provenance import Source, load_sources
from geo_zs.publication.parks import ParkOverlay, Statements, lay_over
from geo_zs.publication.projects import as_layer_rows
from geo_zs.sites.build import site_table, with_facts_of, with_records_of
from geo_zs.sites.survey import Survey
from geo_zs.tables import read_table
from geo_zs.understanding.complete import complete, filled_from_text
from geo_zs.understanding.lexicon import Lexicon
from geo_zs.understanding.load import lexicon_of
from geo_zs.understanding.reading import reading_of

if TYPE_CHECKING:
    import geopandas as gpd

    from geo_zs.matching.table import SiteTable
    from geo_zs.publication.record import Published

#: Tables of facts, apart from those of the layers: key → file.
TABLES: Final = {
    "region_facts": "article/region_facts.csv",
    "league_facts": "article/league_facts.csv",
    "targets": "leagues/targets.csv",
    "industries": "industries/industries.csv",
    "rules": "rules/rules.csv",
    "sector_words": "understanding/sector_words.csv",
    "products": "understanding/products.csv",
    "unevaluated": "understanding/unevaluated.csv",
    "usual_figures": "understanding/usual_figures.csv",
    "banner_facts": "banners/banner_facts.csv",
    "resource": "banners/resource.csv",
    "constraints": "banners/constraints.csv",
    "garbles": "gazetteer/garbles.csv",
    "variants": "gazetteer/variants.csv",
    "markets": "markets/markets.csv",
    "rail_line_nodes": "rail/rail_line_nodes.csv",
    "criteria": "criteria/criteria.csv",
    "presets": "criteria/presets.csv",
    "preset_industries": "criteria/preset_industries.csv",
}
#: Tables that the gazetteer takes its names from.
NAMED: Final = (
    "leagues",
    "banners",
    "parks",
    "ports",
    "energy_bases",
    "airports",
    "rail_nodes",
    "variants",
    "garbles",
)


@dataclass(frozen=True, eq=False)
class Catalog:
    """All data of the service, read once and never changed.

    Parameters
    ----------
    data_version : str
        First 12 hexadecimal digits of the sha256 over tables and boundaries: the
        same data gives the same version on every machine.
    layers : mapping of str to Layer
        In the order of ``layers.spec.LAYERS``.
    boundaries : Boundaries
        Polygons of leagues and banners.
    index : SpatialIndex
        Over all features of all layers.
    gazetteer : Gazetteer
        Names of places.
    sources : mapping of str to Source
        The register of sources.
    tables : mapping of str to DataFrame
        Tables of facts by the keys of ``TABLES``.
    sites : SiteTable
        Candidate sites with their attributes.
    criteria : CriteriaBook
        Bounds and weights.
    rules : RuleBook
        Legal rules with the effect they have in force.
    lexicon : Lexicon
        The words that a requirement may be written in.
    survey : Survey
        What the sites of the shipped data are measured from.
    statements : mapping of (park, column) to tuple of Statement
        What a register states of parks, the statement that counts first, with what
        the shipped table says among them; empty without a register.
    problems : tuple of Problem
        Published records that could not be laid over the tables.
    base : Catalog or None
        The catalog of the shipped data alone, where a register is laid over it.
    """

    data_version: str
    layers: Mapping[str, Layer]
    boundaries: Boundaries
    index: SpatialIndex
    gazetteer: Gazetteer
    sources: Mapping[str, Source]
    tables: Mapping[str, pd.DataFrame]
    sites: SiteTable
    criteria: CriteriaBook
    rules: RuleBook
    lexicon: Lexicon
    survey: Survey
    statements: Statements = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    base: Catalog | None = None

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The names that a requirement may use."""
        return Vocabulary.of(self.sites, self.criteria)

    def layer(self, layer_id: str) -> Layer:
        """Return a layer.

        Raises
        ------
        UnknownPlaceError
            If there is no such layer; ``near`` lists all of them.
        """
        if layer_id not in self.layers:
            raise UnknownPlaceError(layer_id, near=LAYER_IDS)
        return self.layers[layer_id]

    def here(self, lon: float, lat: float) -> Here:
        """Say in which banner a point lies and what is near.

        Raises
        ------
        ValueError
            If the point is not on earth.
        """
        return what_is_here(
            lon,
            lat,
            boundaries=self.boundaries,
            layers=self.layers,
            index=self.index,
        )

    def match(self, request: object) -> MatchResult:
        """Rank the sites for a requirement as it came (decoded JSON).

        Raises
        ------
        RequirementError
            With every fault of the requirement.
        """
        return self.solve(self.read(request))

    def read(self, request: object) -> Requirement:
        """Check a requirement as it came.

        Raises
        ------
        RequirementError
            With every fault of the requirement.
        """
        if not isinstance(request, Mapping) or "text" not in request:
            return Requirement.parse(request, known=self.vocabulary)
        try:
            completed, understood = complete(request, self.lexicon)
        except RequirementError as error:
            raise RequirementError(self._faults_beside(request, error)) from error
        requirement = Requirement.parse(completed, known=self.vocabulary)
        if understood is None:
            return requirement
        reading = {
            **reading_of(understood),
            "filled": filled_from_text(request, completed),
        }
        return replace(requirement, words=understood.words, reading=reading)

    def _faults_beside(
        self, request: Mapping[str, object], error: RequirementError
    ) -> list[Problem]:
        """Return the faults of a text with those of the other fields."""
        known = next(iter(self.vocabulary.industry_kind))
        others = {name: value for name, value in request.items() if name != "text"}
        _, problems = find_faults({"industry": known, **others}, self.vocabulary)
        return [*error.problems, *problems]

    def solve(self, requirement: Requirement) -> MatchResult:
        """Rank the sites for a checked requirement.

        Raises
        ------
        RequirementError
            If its weights or bounds leave nothing to score by.
        """
        return match(self.sites, requirement, self.criteria, self.rules)

    def answer_lines(
        self, given: Iterable[object | Refused], *, chunk: int = CHUNK
    ) -> Iterator[dict[str, Any]]:
        """Answer many requirements as they came, one JSON object each, in their order.

        Parameters
        ----------
        given, chunk
            As in `geo_zs.matching.batch.answer_lines`.
        """
        return answer_lines(
            given,
            sites=self.sites,
            criteria=self.criteria,
            rules=self.rules,
            read=self.read,
            data_version=self.data_version,
            chunk=chunk,
        )

    def with_published(self, published: Published) -> Catalog:
        """Return a catalog with the public part of a register laid over the tables.

        Parameters
        ----------
        published : Published
            Facts of parks and projects, public rows only.

        Returns
        -------
        Catalog
            A new one with a version of its own, which the same content gives again;
            the catalog of the shipped data itself if nothing is published. What was
            laid over this one before does not count. Files are never written.
        """
        base = self if self.base is None else self.base
        return base if published.is_empty else _overlaid(base, published)

    @property
    def unlocated_projects(self) -> gpd.GeoDataFrame:
        """The projects that could not be located, with the reason of each."""
        frame = self.layers["projects"].frame
        return frame[frame["located_by"].eq("none")]


def load_catalog(
    tables_dir: Path | None = None,
    boundaries_dir: Path | None = None,
    *,
    enforced_rules: Collection[str] | None = None,
) -> Catalog:
    """Read all data; build the boundaries first if they are not there.

    Parameters
    ----------
    tables_dir, boundaries_dir : Path or None
        Folders; those of ``geo_zs.paths`` when None.
    enforced_rules : collection of str or None
        Rules that exclude although only a copy of their text was read; those of
        ``GEO_ZS_ENFORCED_RULES`` (ids with ``;`` between them) when None.

    Returns
    -------
    Catalog

    Raises
    ------
    SettingError
        If an enforced rule is unknown or can exclude nothing.
    DataError
        With the faults of all tables, of the boundaries and of what the tables say
        of each other. Sound data is not compared between tables here, which takes
        as long as loading; ``geo-zs data check`` does that.

    Notes
    -----
    ``GEO_ZS_BOUNDARIES`` may name a user's own boundary file; boundaries built from
    another source are then built anew.
    """
    tables = paths.tables_dir() if tables_dir is None else tables_dir
    built = paths.boundaries_dir() if boundaries_dir is None else boundaries_dir
    try:
        return _load(tables, built, _enforced(enforced_rules))
    except DataError as error:
        faults = dict.fromkeys((*error.problems, *check_data(tables)))
        raise DataError(list(faults)) from error
    except (KeyError, ValueError, TypeError, IndexError) as error:
        # A key that leads nowhere; the check between tables says which one.
        faults = dict.fromkeys(check_data(tables))
        if not faults:
            raise
        raise DataError(list(faults)) from error


def _enforced(given: Collection[str] | None) -> frozenset[str]:
    """Return the rules that an operator has switched on."""
    if given is not None:
        return frozenset(given)
    listed = os.environ.get("GEO_ZS_ENFORCED_RULES", "").split(";")
    return frozenset(name.strip() for name in listed if name.strip())


def _load(tables: Path, built: Path, enforced: frozenset[str]) -> Catalog:
    """Read all data, or raise the faults that reading shows."""
    problems: list[Problem] = []
    frames = _read_frames(tables, problems)
    projects: pd.DataFrame | None = None
    sources: Mapping[str, Source] = {}
    boundaries: Boundaries | None = None
    try:
        projects = load_projects(tables)
    except DataError as error:
        problems += error.problems
    try:
        sources = load_sources(tables / "SOURCES.csv")
    except DataError as error:
        problems += error.problems
    try:
        boundaries = _boundaries(built, tables)
    except DataError as error:
        problems += [item for item in error.problems if item not in problems]
    if problems or projects is None or boundaries is None:
        raise DataError(problems)
    return _assemble(frames, projects, sources, boundaries, tables, enforced=enforced)


def data_version(
    tables: Path, boundaries: Boundaries, enforced: Collection[str] = ()
) -> str:
    """Return the version of the data: 12 digits over tables and boundaries.

    Parameters
    ----------
    tables : Path
        Folder of the tables; every CSV in it counts, by its path and content.
    boundaries : Boundaries
        Counted by the checksums of its files.
    enforced : collection of str
        Rules that an operator has switched on: they change answers too.
    """
    digest = hashlib.sha256()
    for path in sorted(tables.rglob("*.csv")):
        name = path.relative_to(tables).as_posix()
        content = hashlib.sha256(path.read_bytes()).hexdigest()
        digest.update(f"{name} {content}\n".encode())
    for name, content in sorted(boundaries.manifest["files"].items()):
        digest.update(f"{name} {content}\n".encode())
    for rule in sorted(enforced):
        digest.update(f"enforced {rule}\n".encode())
    return digest.hexdigest()[:12]


def _read_frames(tables: Path, problems: list[Problem]) -> dict[str, pd.DataFrame]:
    """Read the tables of facts and layers; add their faults to a list."""
    wanted = dict(TABLES)
    wanted |= {spec.id: spec.tables[0] for spec in LAYERS if spec.id != "projects"}
    frames: dict[str, pd.DataFrame] = {}
    for key, name in wanted.items():
        try:
            frames[key] = read_table(tables / name)
        except DataError as error:
            problems += error.problems
    return frames


def _boundaries(folder: Path, tables: Path) -> Boundaries:
    """Return the boundaries, built first if they are absent or of another source."""
    if not is_current(folder):
        build_boundaries(folder, tables=tables)
    return Boundaries.load(folder)


def _rows(frame: pd.DataFrame) -> list[dict[str, object]]:
    """Return the rows of a table as plain mappings."""
    names = [str(name) for name in frame.columns]
    return [
        dict(zip(names, row, strict=True))
        for row in frame.itertuples(index=False, name=None)
    ]


def _assemble(
    frames: Mapping[str, pd.DataFrame],
    projects: pd.DataFrame,
    sources: Mapping[str, Source],
    boundaries: Boundaries,
    tables: Path,
    *,
    enforced: frozenset[str],
) -> Catalog:
    """Make layers, index, names, sites and criteria of what was read."""
    layers = load_layers(frames, tables, boundaries)
    labels = label_points(frames["leagues"], frames["banners"])
    layers["projects"] = project_layer(
        projects, boundaries, frames["parks"], labels, tables
    )
    facts = MappingProxyType({key: frames[key] for key in TABLES})
    survey = Survey.of(layers, facts)
    return Catalog(
        data_version=data_version(tables, boundaries, enforced),
        layers=MappingProxyType(layers),
        boundaries=boundaries,
        index=SpatialIndex(layers),
        gazetteer=Gazetteer.from_tables({key: frames[key] for key in NAMED}),
        sources=MappingProxyType(dict(sources)),
        tables=facts,
        sites=site_table(survey),
        criteria=CriteriaBook.from_tables(
            *(
                _rows(frames[key])
                for key in ("criteria", "presets", "preset_industries")
            )
        ),
        rules=RuleBook.from_rows(_rows(frames["rules"]), enforced),
        lexicon=lexicon_of(frames),
        survey=survey,
    )


def _overlaid(base: Catalog, published: Published) -> Catalog:
    """Lay what is published over a catalog; measure anew only what rests on it."""
    layers = dict(base.layers)
    sources = dict(base.sources)
    problems: list[Problem] = []
    parks: ParkOverlay | None = None
    if len(published.park_facts):
        parks = lay_over(layers["parks"], published.park_facts)
        layers["parks"] = parks.layer
        sources |= parks.sources
        problems += parks.problems
    if len(published.projects):
        units = [layers[name].frame for name in ("leagues", "banners")]
        given = as_layer_rows(
            published.projects,
            layers["projects"].frame,
            tags=list(base.tables["industries"]["tag"]),
            codes=[str(code) for frame in units for code in frame.index],
        )
        layers["projects"] = with_more_projects(
            layers["projects"],
            given.rows,
            given.superseded,
            base.boundaries,
            label_points(*units),
            parks=layers["parks"].frame,
        )
        sources |= given.sources
        problems += given.problems
    survey = base.survey.with_layers(layers, parks.stated if parks else {})
    sites = base.sites
    if len(published.projects):
        sites = with_records_of(sites, survey)
    if parks is not None:
        sites = with_facts_of(sites, survey)
    version = f"{base.data_version} {published.fingerprint}"
    return replace(
        base,
        data_version=hashlib.sha256(version.encode()).hexdigest()[:12],
        layers=MappingProxyType(layers),
        index=SpatialIndex(layers),
        sources=MappingProxyType(sources),
        sites=sites,
        statements=MappingProxyType(dict(parks.statements) if parks else {}),
        problems=tuple(problems),
        base=base,
    )
