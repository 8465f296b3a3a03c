"""What the tables must not tell while a project is tested: all of its company.

A project is known to the site table in many ways: as a neighbour, as an industry of
its park, as wind or solar capacity, through its energy base, its umbrella project,
its power plant. All of them go, and the industries of a park that rest on nothing
else.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo_zs.backtest.company import is_same_company, names_company, own_names
from geo_zs.sites.survey import Omitted
from geo_zs.text import name_key

if TYPE_CHECKING:
    import pandas as pd

    from geo_zs.backtest.records import Record


@dataclass(frozen=True)
class _Row:
    """A shipped project, as far as it matters here."""

    key: str
    name: str
    names: frozenset[str]
    parent: str
    base: str
    park: str
    tags: tuple[str, ...]


class Shipped:
    """The shipped records, prepared for finding what belongs to a company.

    Parameters
    ----------
    frames : mapping of str to DataFrame
        Layers ``projects``, ``energy_bases``, ``power_plants``, ``parks``, indexed
        by their keys.
    industries : DataFrame
        The vocabulary, with ``tag``, ``name_zh`` and ``synonyms_zh``.
    """

    def __init__(
        self, frames: Mapping[str, pd.DataFrame], industries: pd.DataFrame
    ) -> None:
        projects = frames["projects"]
        self.rows = tuple(
            _Row(
                key=str(key),
                name=str(row["name_zh"]),
                names=own_names(_text(row["investor_zh"])),
                parent=_text(row["parent_project_id"]),
                base=_text(row["base_id"]),
                park=_text(row["park_id"]),
                tags=tuple(row["industry_tags"]),
            )
            for key, row in projects.iterrows()
        )
        self._bases = [
            (str(key), own_names(_text(one)))
            for key, one in frames["energy_bases"]["developer"].items()
        ]
        self._plants = [
            (str(key), own_names(_text(one)))
            for key, one in frames["power_plants"]["owner"].items()
        ]
        parks = frames["parks"]
        self._park_tags = {
            str(key): tuple(tags) for key, tags in parks["industry_tags"].items()
        }
        self._group = {
            str(key): _text(parent) or str(key)
            for key, parent in parks["parent_park_id"].items()
        }
        self._said = {
            str(key): ";".join(
                [_text(row["name_zh"]), *row["aliases"], *row["industries_zh"]]
            )
            for key, row in parks[["name_zh", "aliases", "industries_zh"]].iterrows()
        }
        self._notes = {
            str(key): f"{_text(row['notes'])};{_text(row['notes_zh'])}"
            for key, row in parks[["notes", "notes_zh"]].iterrows()
        }
        self._words = {
            str(tag): _words(str(name), synonyms)
            for tag, name, synonyms in zip(
                industries["tag"],
                industries["name_zh"],
                industries["synonyms_zh"],
                strict=True,
            )
        }

    def omitted(self, record: Record) -> Omitted:
        """Return everything that goes while a record is tested.

        Parameters
        ----------
        record : Record
            Of the shipped table or of any other.
        """
        names = own_names(record.company)
        projects = self._projects(record, names)
        gone = [row for row in self.rows if row.key in projects]
        bases = {row.base for row in gone if row.base} | {
            key for key, owners in self._bases if is_same_company(names, owners)
        }
        bases |= {record.base_id} & {key for key, _ in self._bases}
        lower = {key.lower() for key in projects}
        bases |= {key for key, _ in self._bases if key.lower() in lower}
        upper = {key.lower() for key in bases}
        projects |= {row.key for row in self.rows if row.key.lower() in upper}
        return Omitted(
            projects=frozenset(projects),
            bases=frozenset(bases),
            plants=frozenset(
                key for key, owners in self._plants if is_same_company(names, owners)
            ),
            park_tags=frozenset(self._resting_tags(record, projects, names)),
        )

    def _projects(self, record: Record, names: frozenset[str]) -> set[str]:
        """Return the shipped projects of the company, and what they are part of."""
        own_name = name_key(record.name)
        found = {
            row.key
            for row in self.rows
            if is_same_company(names, row.names)
            or names_company(row.name, names)
            or names_company(record.name, row.names)
            or (own_name and name_key(row.name) == own_name)
        }
        while True:
            parents = {row.parent for row in self.rows if row.key in found} - {""}
            wider = found | {
                row.key
                for row in self.rows
                if row.key in parents or row.parent in found
            }
            if wider == found:
                return found
            found = wider

    def _resting_tags(
        self, record: Record, gone: set[str], names: frozenset[str]
    ) -> set[tuple[str, str]]:
        """Return industries of parks that may rest on the record or on rows that go.

        They carry them there, no other company's project does, and the
        park's own name and words do not name them; where the notes on the park name
        the company, its words may rest on it as well. The basis that the table
        gives is not relied on: it speaks of the park, not of the single tag.
        """
        still = {
            (self._group.get(row.park, ""), tag)
            for row in self.rows
            if row.key not in gone
            for tag in row.tags
        }
        found = set()
        tested = (record.park_id, record.tags)
        left_out = [(row.park, row.tags) for row in self.rows if row.key in gone]
        for own_park, tags in dict.fromkeys((*left_out, tested)):
            if own_park not in self._group:
                continue
            group = self._group[own_park]
            members = [
                park
                for park, one in self._group.items()
                if (one == group and own_park in (park, group)) or park == group
            ]
            for park in members:
                for tag in set(tags) & set(self._park_tags[park]):
                    is_named = any(
                        word in self._said[park] for word in self._words[tag]
                    )
                    rests = not is_named or names_company(self._notes[park], names)
                    if rests and (group, tag) not in still:
                        found.add((park, tag))
        return found


def _text(cell: object) -> str:
    """Return a cell as text; empty where nothing is known."""
    return cell if isinstance(cell, str) else ""


def _words(name: str, synonyms: tuple[str, ...]) -> tuple[str, ...]:
    """Return the words that name an industry."""
    parts = re.split(r"[与及、()()]", name.removeprefix("其他"))
    return tuple(part for part in dict.fromkeys((*parts, *synonyms)) if len(part) > 1)
