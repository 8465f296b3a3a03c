"""Projects of the same name elsewhere, and of names that are almost the same.

Names are compared as `geo_zs.text` folds them: one width, simplified characters,
letters and digits only. Names whose figures differ are never almost the same: the
second phase of a plant is not its first. Only names that share a rare pair of
characters are compared, so that a hundred thousand take seconds: being alike in what
dozens of names have in common says little.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process
from rapidfuzz.distance import Levenshtein

from geo_zs.crs import FloatArray
from geo_zs.text import name_key

IntArray = NDArray[np.intp]

#: Likeness (0 to 100) from which two names are almost the same.
NEAR_SCORE: Final = 90.0
#: Characters by which such names differ at most, however long they are.
MOST_APART: Final = 2
#: Names shorter than this are not compared for likeness: one character is half.
_LEAST_LENGTH: Final = 4
#: How many of its rarest pairs of characters a name is looked up by. One wrong
#: character spoils two of them.
_RAREST: Final = 6
#: Names that have one pair of characters in common and are compared, at most.
MOST_IN_BLOCK: Final = 50
#: Projects listed for one name, at most; all are counted.
MOST_LISTED: Final = 50
#: Pairs of names scored at once.
_CHUNK: Final = 1_000_000
#: Figures in a name: digits, or a Chinese number that counts a phase or a plant.
_FIGURES: Final = re.compile(r"\d+|[一二三四五六七八九十甲乙丙丁]+(?=[期号标区线])")


@dataclass(frozen=True, eq=False)
class SameNames:
    """Which other projects have the name of each of n projects, or almost.

    Parameters
    ----------
    row, other : (k,) int arrays
        Rows of the projects and of the others, in rising order of `row`, the most
        alike first.
    score : (k,) array
        Likeness in [`NEAR_SCORE`, 100]; 100 for the same name.
    is_same : (k,) bool array
        True where the names are one when folded.
    n_same, n_near : (n,) int arrays
        How many projects have the same name, and almost the same; at most
        `MOST_LISTED` of either are among the pairs.
    """

    row: IntArray
    other: IntArray
    score: FloatArray
    is_same: NDArray[np.bool_]
    n_same: IntArray
    n_near: IntArray

    def of(self, row: int) -> IntArray:
        """Return the positions of the pairs of one project."""
        first, last = np.searchsorted(self.row, [row, row + 1])
        return np.arange(first, last, dtype=np.intp)


def find_same_names(
    names: Sequence[str], others: Sequence[str], own_row: IntArray
) -> SameNames:
    """Return the projects of the same or almost the same name.

    Parameters
    ----------
    names : sequence of n str
        Names of the projects; an empty one is like no other.
    others : sequence of m str
        Names of all projects, these among them.
    own_row : (n,) int array
        Where each project stands among the others; -1 if it does not.

    Returns
    -------
    SameNames
    """
    index = _index(tuple(dict.fromkeys([*others, *names])))
    asked = [index.folded[name] for name in names]
    known = index.known
    members: list[list[int]] = [[] for _ in known]
    for at, name in enumerate(others):
        members[known[index.folded[name]]].append(at)
    near = _neighbours(index, {known[key] for key in asked if key})
    found: list[tuple[int, int, float, bool]] = []
    n_same, n_near = (np.zeros(len(asked), dtype=np.intp) for _ in range(2))
    for row, key in enumerate(asked):
        if not key:
            continue
        own, at = int(own_row[row]), known[key]
        n_same[row] = len(members[at]) - (own >= 0)
        same = [i for i in members[at][: MOST_LISTED + 1] if i != own]
        found += [(row, i, 100.0, True) for i in same[:MOST_LISTED]]
        alike = [(i, value) for like, value in near.get(at, ()) for i in members[like]]
        n_near[row] = len(alike)
        found += [(row, i, value, False) for i, value in alike[:MOST_LISTED]]
    columns = list(zip(*found, strict=True)) or [(), (), (), ()]
    return SameNames(
        row=np.array(columns[0], dtype=np.intp),
        other=np.array(columns[1], dtype=np.intp),
        score=np.array(columns[2], dtype=float),
        is_same=np.array(columns[3], dtype=bool),
        n_same=n_same,
        n_near=n_near,
    )


@dataclass(frozen=True, eq=False)
class _Index:
    """Names as they are compared, and which of them are worth it.

    Parameters
    ----------
    folded : dict of str to str
        Name → key.
    known : dict of str to int
        Key → position.
    member, block : (k,) int arrays
        Positions of the keys of all blocks, and the block of each, rising.
    """

    folded: dict[str, str]
    known: dict[str, int]
    member: IntArray
    block: IntArray


@lru_cache(maxsize=2)
def _index(names: tuple[str, ...]) -> _Index:
    """Return the index of names.

    Making it for a hundred thousand takes seconds, asking it for one project none.
    """
    folded = {name: name_key(name) for name in names}
    known = {key: at for at, key in enumerate(dict.fromkeys(folded.values()))}
    blocks = list(_blocks(list(known)))
    sizes = [len(one) for one in blocks]
    none = np.zeros(0, dtype=np.intp)
    return _Index(
        folded=folded,
        known=known,
        member=np.concatenate([none, *blocks]),
        block=np.repeat(np.arange(len(blocks), dtype=np.intp), sizes),
    )


def _neighbours(index: _Index, wanted: set[int]) -> dict[int, list[tuple[int, float]]]:
    """Return for each wanted key those almost the same, the most alike first."""
    keys = list(index.known)
    pairs = _candidates(index, keys, wanted)
    near: dict[int, list[tuple[int, float]]] = {}
    for start in range(0, len(pairs), _CHUNK):
        part = pairs[start : start + _CHUNK]
        score = process.cpdist(
            [keys[at] for at in part[:, 0].tolist()],
            [keys[at] for at in part[:, 1].tolist()],
            scorer=fuzz.ratio,
            score_cutoff=NEAR_SCORE,
            dtype=np.float32,
        )
        kept = np.flatnonzero(score >= NEAR_SCORE)
        for (a, b), value in zip(
            part[kept].tolist(), score[kept].tolist(), strict=True
        ):
            if Levenshtein.distance(keys[a], keys[b], score_cutoff=MOST_APART) > (
                MOST_APART
            ):
                continue
            near.setdefault(a, []).append((b, value))
            near.setdefault(b, []).append((a, value))
    for alike in near.values():
        alike.sort(key=lambda one: (-one[1], one[0]))
    return near


def _candidates(index: _Index, keys: Sequence[str], wanted: set[int]) -> IntArray:
    """Return pairs of keys worth a comparison, each once, (k, 2)."""
    is_wanted = np.zeros(len(keys), dtype=bool)
    is_wanted[list(wanted)] = True
    asked = np.unique(index.block[is_wanted[index.member]])
    first = np.searchsorted(index.block, asked)
    last = np.searchsorted(index.block, asked, side="right")
    packed: list[NDArray[np.int64]] = []
    for start, end in zip(first.tolist(), last.tolist(), strict=True):
        block = index.member[start:end]
        one, two = np.triu_indices(len(block), k=1)
        packed.append(block[one].astype(np.int64) * len(keys) + block[two])
    if not packed:
        return np.zeros((0, 2), dtype=np.intp)
    pairs = np.column_stack(np.divmod(np.unique(np.concatenate(packed)), len(keys)))
    size = np.array([len(key) for key in keys])[pairs]
    # Two names cannot be more alike than their lengths allow.
    bound = 200.0 * size.min(axis=1) / size.sum(axis=1)
    kept = is_wanted[pairs].any(axis=1) & (bound >= NEAR_SCORE)
    return np.asarray(pairs[kept], dtype=np.intp)


def _blocks(keys: Sequence[str]) -> Iterator[IntArray]:
    """Yield small groups of keys (their positions) that may be almost the same."""
    pairs = [{key[at : at + 2] for at in range(len(key) - 1)} for key in keys]
    frequency = Counter(pair for own in pairs for pair in own)
    index: dict[tuple[tuple[str, ...], str], list[int]] = {}
    for at, (key, own) in enumerate(zip(keys, pairs, strict=True)):
        if len(key) < _LEAST_LENGTH:
            continue
        figures = tuple(_FIGURES.findall(key))
        # A pair that no other name has leads nowhere.
        shared = [pair for pair in own if frequency[pair] > 1]
        shared.sort(key=lambda pair: (frequency[pair], pair))
        for pair in shared[:_RAREST]:
            index.setdefault((figures, pair), []).append(at)
    for members in index.values():
        if 1 < len(members) <= MOST_IN_BLOCK:
            yield np.array(members, dtype=np.intp)
