"""The criteria, bounds and weights that the service ships, read from its tables.

The tables are data (`data/criteria/`), each row with its reason; this module turns
their rows into checked objects and knows no number of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

from geo_zs.criteria.spec import Criterion
from geo_zs.criteria.weights import normalise
from geo_zs.errors import CriterionError, DataError, Problem

#: Preset of industries that no row of the table names.
FALLBACK_PRESET: Final = "general_manufacturing"

_MISSING: Final = frozenset({"", "nan", "NaN", "<NA>", "None"})


@dataclass(frozen=True)
class Preset:
    """Criteria with bounds and weights for one group of industries.

    Parameters
    ----------
    id : str
        Key, such as ``energy_intensive``.
    name_zh, name_en : str
        Names as printed.
    criteria : tuple of Criterion
        Scored criteria, with the bounds of this group, heaviest first.
    weights : mapping of str to float
        Weight of each of them by id; sums to 1.
    asked : tuple of Criterion
        What only the park can tell, with the bounds of this group.
    asked_weights : mapping of str to float
        Share of the whole that each of `asked` would get if its value were known.
    """

    id: str
    name_zh: str
    name_en: str
    criteria: tuple[Criterion, ...]
    weights: Mapping[str, float]
    asked: tuple[Criterion, ...]
    asked_weights: Mapping[str, float]


@dataclass(frozen=True)
class IndustryChoice:
    """Which preset an industry uses, and why.

    Parameters
    ----------
    tag : str
        Industry tag.
    preset_id : str
        Key of the preset.
    default_limit : str
        Limit that the industry calls for (``chemical_park``), or empty. Recorded, not
        applied: the legal rule on it warns in every answer.
    default_unverified : str
        ``below``, ``keep``, ``drop``, or empty for the general rule.
    reason_zh, reason_en : str
        Why this preset.
    """

    tag: str
    preset_id: str
    default_limit: str = ""
    default_unverified: str = ""
    reason_zh: str = ""
    reason_en: str = ""


@dataclass(frozen=True)
class CriteriaBook:
    """All criteria and presets, and the preset of each industry.

    Parameters
    ----------
    criteria : mapping of str to Criterion
        By id, with the bounds that hold where a preset says nothing else.
    presets : mapping of str to Preset
        By id.
    industries : mapping of str to IndustryChoice
        By industry tag.
    """

    criteria: Mapping[str, Criterion]
    presets: Mapping[str, Preset]
    industries: Mapping[str, IndustryChoice]

    @classmethod
    def from_tables(
        cls,
        criteria: Iterable[Mapping[str, object]],
        presets: Iterable[Mapping[str, object]],
        preset_industries: Iterable[Mapping[str, object]],
    ) -> CriteriaBook:
        """Make the book from rows of the three tables of ``data/criteria/``.

        Parameters
        ----------
        criteria, presets, preset_industries : iterables of mappings
            Rows by column name; numbers may be text; None, NaN and empty text
            mean not given; lists are tuples or text with ``;``.

        Raises
        ------
        DataError
            If a row is unusable or points to nothing; all faults are listed.
        """
        problems: list[Problem] = []
        by_id = _read_criteria(criteria, problems)
        read_presets = _read_presets(presets, by_id, problems)
        choices = _read_choices(preset_industries, read_presets, problems)
        if FALLBACK_PRESET not in read_presets and not problems:
            problems.append(
                Problem(
                    "preset_id",
                    f"no rows of {FALLBACK_PRESET!r}, the preset of last resort",
                    file="criteria/presets.csv",
                )
            )
        if problems:
            raise DataError(problems)
        return cls(criteria=by_id, presets=read_presets, industries=choices)

    @cached_property
    def names(self) -> Mapping[str, tuple[str, str]]:
        """Criteria and their columns in Chinese and English."""
        found = {
            one.column: (one.name_zh or one.id, one.name_en or one.id)
            for one in self.criteria.values()
        }
        return found | {
            one.id: (one.name_zh or one.id, one.name_en or one.id)
            for one in self.criteria.values()
        }

    def preset_for(self, tag: str) -> Preset:
        """Return the preset of an industry; the fallback if no row names it."""
        choice = self.industries.get(tag)
        return self.presets[choice.preset_id if choice else FALLBACK_PRESET]

    def choice_for(self, tag: str) -> IndustryChoice:
        """Return the preset choice of an industry with its reason."""
        return self.industries.get(tag) or IndustryChoice(tag, FALLBACK_PRESET)

    def criterion(self, name: str, preset: Preset) -> Criterion:
        """Return a criterion with the bounds of `preset`, else the general ones.

        Raises
        ------
        CriterionError
            If no criterion has this id.
        """
        for criterion in (*preset.criteria, *preset.asked):
            if criterion.id == name:
                return criterion
        if name not in self.criteria:
            message = (
                f"no criterion is called {name!r}; known: "
                f"{', '.join(sorted(self.criteria))}"
            )
            raise CriterionError(message)
        return self.criteria[name]


def _text(row: Mapping[str, object], column: str) -> str:
    """Return a cell as text; empty where it is missing."""
    text = str(row.get(column, "")).strip()
    return "" if text in _MISSING else text


def _number(row: Mapping[str, object], column: str) -> float | None:
    """Return a cell as a number; None where it is missing."""
    text = _text(row, column)
    return float(text) if text else None


def _items(row: Mapping[str, object], column: str) -> tuple[str, ...]:
    """Return a list cell, given as a sequence or as text with semicolons."""
    cell = row.get(column)
    if isinstance(cell, tuple | list):
        return tuple(str(item) for item in cell)
    return tuple(part.strip() for part in _text(row, column).split(";") if part.strip())


def _words(row: Mapping[str, object], column: str) -> tuple[tuple[float, str], ...]:
    """Return a cell of ``value=words`` items as pairs."""
    pairs = (item.split("=", 1) for item in _items(row, column))
    return tuple((float(value), words) for value, words in pairs)


def _read_criteria(
    rows: Iterable[Mapping[str, object]], problems: list[Problem]
) -> dict[str, Criterion]:
    """Return the criteria by id, adding faults to `problems`."""
    found: dict[str, Criterion] = {}
    for number, row in enumerate(rows, start=2):
        name = _text(row, "criterion_id")
        try:
            criterion = Criterion(
                id=name,
                column=_text(row, "column"),
                unit=_text(row, "unit"),
                worst=float(_text(row, "worst")),
                best=float(_text(row, "best")),
                ideal=_number(row, "ideal"),
                name_zh=_text(row, "name_zh"),
                name_en=_text(row, "name_en"),
                reason_zh=_text(row, "reason_zh"),
                reason_en=_text(row, "reason_en"),
                basis=_text(row, "basis"),
                source_ids=_items(row, "source_ids"),
                phrase_zh=_text(row, "phrase_zh"),
                phrase_en=_text(row, "phrase_en"),
                words_zh=_words(row, "words_zh"),
                words_en=_words(row, "words_en"),
                is_asked=_text(row, "is_asked").lower() == "true",
            )
        except (CriterionError, ValueError) as error:
            problems.append(
                Problem("worst", str(error), file="criteria/criteria.csv", row=number)
            )
            continue
        if name in found:
            problems.append(
                Problem(
                    "criterion_id",
                    f"{name!r} stands more than once",
                    file="criteria/criteria.csv",
                    row=number,
                )
            )
        found[name] = criterion
    return found


@dataclass
class _Gathered:
    """Rows of one preset while the table is being read."""

    name_zh: str
    name_en: str
    scored: dict[str, tuple[Criterion, float]]
    asked: dict[str, tuple[Criterion, float]]


def _read_presets(
    rows: Iterable[Mapping[str, object]],
    criteria: Mapping[str, Criterion],
    problems: list[Problem],
) -> dict[str, Preset]:
    """Return the presets by id, adding faults to `problems`."""
    gathered: dict[str, _Gathered] = {}
    for number, row in enumerate(rows, start=2):
        try:
            _gather(row, criteria, gathered)
        except (CriterionError, ValueError) as error:
            problems.append(
                Problem(
                    "criterion_id",
                    str(error),
                    file="criteria/presets.csv",
                    row=number,
                )
            )
    if problems:
        return {}
    presets: dict[str, Preset] = {}
    for preset_id, one in gathered.items():
        try:
            weights = normalise({name: w for name, (_, w) in one.scored.items()})
        except CriterionError as error:
            problems.append(
                Problem("weight", f"{preset_id}: {error}", file="criteria/presets.csv")
            )
            continue
        order = sorted(weights, key=lambda name: -weights[name])
        presets[preset_id] = Preset(
            id=preset_id,
            name_zh=one.name_zh,
            name_en=one.name_en,
            criteria=tuple(one.scored[name][0] for name in order),
            weights={name: weights[name] for name in order},
            asked=tuple(criterion for criterion, _ in one.asked.values()),
            asked_weights={name: weight for name, (_, weight) in one.asked.items()},
        )
    return presets


def _gather(
    row: Mapping[str, object],
    criteria: Mapping[str, Criterion],
    gathered: dict[str, _Gathered],
) -> None:
    """Add one row of the presets table to the rows of its preset."""
    preset_id, name = _text(row, "preset_id"), _text(row, "criterion_id")
    if name not in criteria:
        message = f"{preset_id} names the criterion {name!r}; criteria.csv has no such"
        raise CriterionError(message)
    one = gathered.setdefault(
        preset_id,
        _Gathered(_text(row, "preset_zh"), _text(row, "preset_en"), {}, {}),
    )
    if name in one.scored or name in one.asked:
        message = f"{preset_id} names {name!r} more than once"
        raise CriterionError(message)
    general = criteria[name]
    worst, best = _number(row, "worst"), _number(row, "best")
    criterion = replace(
        general,
        worst=general.worst if worst is None else worst,
        best=general.best if best is None else best,
        reason_zh=_text(row, "reason_zh") or general.reason_zh,
        reason_en=_text(row, "reason_en") or general.reason_en,
        basis=_text(row, "basis") or general.basis,
        source_ids=_items(row, "source_ids") or general.source_ids,
    )
    weight = float(_text(row, "weight"))
    (one.asked if general.is_asked else one.scored)[name] = (criterion, weight)


def _read_choices(
    rows: Iterable[Mapping[str, object]],
    presets: Mapping[str, Preset],
    problems: list[Problem],
) -> dict[str, IndustryChoice]:
    """Return the preset of each industry, adding faults to `problems`."""
    found: dict[str, IndustryChoice] = {}
    for number, row in enumerate(rows, start=2):
        tag, preset_id = _text(row, "tag"), _text(row, "preset_id")
        fault = ""
        if tag in found:
            fault = f"{tag!r} stands more than once"
        elif presets and preset_id not in presets:
            fault = f"{preset_id!r} is no preset; known: {', '.join(presets)}"
        if fault:
            problems.append(
                Problem(
                    "preset_id",
                    fault,
                    file="criteria/preset_industries.csv",
                    row=number,
                )
            )
            continue
        found[tag] = IndustryChoice(
            tag=tag,
            preset_id=preset_id,
            default_limit=_text(row, "default_limit"),
            default_unverified=_text(row, "default_unverified"),
            reason_zh=_text(row, "reason_zh"),
            reason_en=_text(row, "reason_en"),
        )
    return found
