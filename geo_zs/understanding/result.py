"""What was understood of a text, and what was not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Phrase:
    """A piece of the text and what it was read as.

    Parameters
    ----------
    text : str
        ``original[start:end]``, exactly as written.
    start, end : int
        Where it stands in the text as given.
    field : str
        Name in the request (``land_ha``, ``limits.rail_km_max``), ``industry`` or
        ``capacity``.
    value : float, str or bool
        The value in `unit`; a tag, an adcode or an id where there is no number.
    unit : str
        Canonical unit, empty if there is none.
    relation : str
        ``eq``, ``ge``, ``gt``, ``le``, ``lt``, ``about`` or ``range`` of a number;
        the role of an industry: ``main``, ``also``, ``supporting``, ``customer``,
        ``feedstock``, ``excluded`` or ``name``; ``in`` of a place.
    """

    text: str
    start: int
    end: int
    field: str
    value: float | str | bool
    unit: str = ""
    relation: str = "eq"


@dataclass(frozen=True)
class NotEvaluated:
    """Words that ask for what geo_zs does not evaluate.

    Parameters
    ----------
    text : str
        The words as written.
    rule_id : str or None
        Rule of ``data/rules`` that concerns them.
    zh, en : str
        Why they are not evaluated.
    """

    text: str
    rule_id: str | None
    zh: str
    en: str


@dataclass(frozen=True)
class Hint:
    """A remark on how a text was read; it refuses nothing.

    Parameters
    ----------
    code : str
        Kind of remark, such as ``unusual`` or ``range_end``.
    field : str
        Field of the request that it concerns.
    zh, en : str
        The remark.
    """

    code: str
    field: str
    zh: str
    en: str


@dataclass(frozen=True)
class NearMiss:
    """A word that is no industry, and the tags it may have meant, best first."""

    text: str
    tags: tuple[str, ...]


@dataclass(frozen=True)
class Capacity:
    """How much a plant is to make, or a station to deliver.

    Parameters
    ----------
    value : float
        In `unit`.
    unit : str
        ``GW/a``, ``GWh/a``, ``t/a`` of a plant; ``MW``, ``MWh`` of a station;
        ``racks``; or the counter of the text with ``/a``.
    tag : str or None
        Industry that the figure belongs to.
    word : str
        Product or industry word that it stands beside; empty if none.
    text : str
        The phrase.
    """

    value: float
    unit: str
    tag: str | None
    word: str
    text: str


@dataclass(frozen=True)
class Understood:
    """A text as it was read.

    Parameters
    ----------
    text : str
        The text as given.
    industry_tags : tuple of str
        Main industry first; empty if none was found.
    request : mapping
        Fields of a request by name, in canonical units.
    phrases : tuple of Phrase
        In the order of the text.
    not_understood : tuple of str
        Pieces of the text without a clear meaning.
    not_evaluated : tuple of NotEvaluated
        Words that ask for what is not evaluated.
    hints : tuple of Hint
        Remarks.
    near_misses : tuple of NearMiss
        Only if no industry was found.
    capacity : tuple of Capacity
        In the order of the text.
    words : tuple of str
        Vocabulary words and products that the text names, in canonical spelling.
    """

    text: str
    industry_tags: tuple[str, ...] = ()
    request: Mapping[str, Any] = field(default_factory=dict)
    phrases: tuple[Phrase, ...] = ()
    not_understood: tuple[str, ...] = ()
    not_evaluated: tuple[NotEvaluated, ...] = ()
    hints: tuple[Hint, ...] = ()
    near_misses: tuple[NearMiss, ...] = ()
    capacity: tuple[Capacity, ...] = ()
    words: tuple[str, ...] = ()
