"""Which records may be the same project: proposed with the reason, never merged.

Two records are alike by

1. the same credit code and the same name;
2. the same name, where investor and place do not contradict it;
3. the same investor and a name alike, where the place does not contradict it;
4. the same spot (within 100 m) and a name alike.

Names whose numbers or phases differ (一期, 二期; 5GW, 10GW) are not alike. Only records
that share a name, an investor or a spot are compared, so that the work grows with
their number and not with its square.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from rapidfuzz import fuzz

from geo_zs import text

#: Least likeness of names, percent: with the same investor, at the same spot.
NAME_LIKE: Final = 88.0
NAME_AT_SPOT: Final = 80.0
#: Least likeness of two investors that are taken for one, percent.
INVESTOR_LIKE: Final = 90.0
#: How far apart two points of one project may be, degrees (100 m, 5 km).
SPOT_DEG: Final = 0.001
NEAR_DEG: Final = 0.05
#: Records with one investor, or in one cell, that are compared pair by pair.
_MOST_IN_BLOCK: Final = 60
#: Candidates that are named for one record.
MOST_CANDIDATES: Final = 3

#: More lines than a grid of 100 m has between the poles.
_LINES_MOST: Final = 1_000_000

_NUMBERS: Final = re.compile(r"\d+(?:\.\d+)?|[一二三四五六七八九十]+(?=[期号标阶])")
_COMPANY: Final = re.compile(
    r"股份有限公司|有限责任公司|有限公司|集团公司|总公司|分公司|集团|公司|有限合伙"
    r"|coltd|limited|ltd|inc|corporation|corp"
)
_DROPPED: Final = re.compile("[\\W_\u0300-\u036f]+")
_LINES: Final = re.compile("[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_AT_ONCE: Final = 5_000


class Alike(NamedTuple):
    """One record that may be the same.

    Parameters
    ----------
    other : int
        Its position among the records that were searched.
    score : float
        0 to 100.
    why, why_en : str
        In Chinese and English.
    is_certain : bool
        Whether name, investor and place leave no doubt; see `are_certain`.
    """

    other: int
    score: float
    why: str
    why_en: str
    is_certain: bool = False


Point = tuple[float, float]


@dataclass(frozen=True, eq=False)
class Records:
    """What is compared of many records; None where nothing is known.

    Parameters
    ----------
    names, investors, credit_codes : (n,) sequence of str or None
        As they stand.
    parks, banners, leagues : (n,) sequence of str or None
        Codes.
    points : (n,) sequence of (lon, lat) or None
        Degrees.
    """

    names: Sequence[str | None]
    investors: Sequence[str | None]
    credit_codes: Sequence[str | None]
    parks: Sequence[str | None]
    banners: Sequence[str | None]
    leagues: Sequence[str | None]
    points: Sequence[Point | None]

    @classmethod
    def of(cls, columns: Mapping[str, Sequence[Any]], n_rows: int) -> Records:
        """Return the records of columns by the names of fields.

        Parameters
        ----------
        columns : mapping of str to sequence
            Cells by field; what is no text or no finite number is not known.
        n_rows : int
            How many records there are.
        """

        def texts(name: str) -> list[str | None]:
            cells = columns.get(name)
            if cells is None:
                return [None] * n_rows
            return [cell if isinstance(cell, str) else None for cell in cells]

        return cls(
            names=texts("name_zh"),
            investors=texts("investor_zh"),
            credit_codes=texts("credit_code"),
            parks=texts("park_id"),
            banners=texts("banner"),
            leagues=texts("league"),
            points=_points(columns.get("lon"), columns.get("lat"), n_rows),
        )

    def __len__(self) -> int:
        """Return how many records there are."""
        return len(self.names)


def name_keys(names: Iterable[str | None]) -> list[str]:
    """Return the forms under which names are compared, as `text.name_key` gives them.

    Notes
    -----
    Done for thousands of names in one go: a name alone takes 30 µs.
    """
    cells = [_LINES.sub(" ", name or "") for name in names]
    keys: list[str] = []
    for start in range(0, len(cells), _AT_ONCE):
        joined = "\n".join(cells[start : start + _AT_ONCE])
        plain = text.to_simplified(unicodedata.normalize("NFKC", joined))
        if not plain.isascii():
            plain = unicodedata.normalize("NFKD", plain)
        keys += [_DROPPED.sub("", line) for line in plain.casefold().split("\n")]
    return keys


class Index:
    """Records that others are searched among.

    Parameters
    ----------
    records : Records
        The known ones.
    """

    def __init__(self, records: Records) -> None:
        self.records = records
        self.names = name_keys(records.names)
        self.investors = [_COMPANY.sub("", key) for key in name_keys(records.investors)]
        self.numbers = [_numbers(key) for key in self.names]
        self._by_name = _groups(self.names)
        self._by_unit = _groups(map(_in_unit, self.names, records.banners))
        self._by_investor = _groups(self.investors)
        self._by_cell = _cells(records.points)

    def pairs(self, others: Index, *, is_same: bool) -> Iterator[tuple[int, Alike]]:
        """Yield for each record of `others` the records here that may be the same.

        Parameters
        ----------
        others : Index
            The records that are looked up.
        is_same : bool
            Whether `others` are these very records: then only earlier ones count.
        """
        for row in range(len(others.records)):
            found: dict[int, Alike] = {}
            for other in self._candidates(others, row):
                if (is_same and other >= row) or other in found:
                    continue
                alike = self._compare(other, others, row)
                if alike is not None:
                    found[other] = alike
            if found:
                best = sorted(found.values(), key=lambda one: (-one.score, one.other))
                for alike in best[:MOST_CANDIDATES]:
                    yield row, alike

    def _candidates(self, others: Index, row: int) -> Iterator[int]:
        """Yield the records that share a name, an investor or a spot with another."""
        name = others.names[row]
        if not name:
            return
        block = self._by_name.get(name, _NOBODY)
        if len(block) > _MOST_IN_BLOCK:
            block = self._by_unit.get(
                _in_unit(name, others.records.banners[row]), block
            )
        yield from block[:_MOST_IN_BLOCK]
        block = self._by_investor.get(others.investors[row], _NOBODY)
        if len(block) > _MOST_IN_BLOCK:
            block = self._with_like_ends(block, name)
        yield from block
        point = others.records.points[row]
        if point is not None:
            column, line = map(_step, point)
            for dx in (-1, 0, 1):
                for dy in (-1, 0, 1):
                    cell = self._by_cell.get((column + dx) * _LINES_MOST + line + dy)
                    if cell is not None:
                        yield from cell[:_MOST_IN_BLOCK]

    def _with_like_ends(self, block: Sequence[int], name: str) -> list[int]:
        """Return those of a large block whose names begin or end like another."""
        kept = [
            other
            for other in block
            if self.names[other][:4] == name[:4] or self.names[other][-6:] == name[-6:]
        ]
        return kept[:_MOST_IN_BLOCK]

    def _compare(self, other: int, others: Index, row: int) -> Alike | None:
        """Return why two records may be the same, None if nothing says so."""
        name, known = others.names[row], self.names[other]
        here, there = self.records, others.records
        is_one_name = name == known
        code = there.credit_codes[row]
        certain = is_one_name and are_certain(here, other, there, row)
        if is_one_name and code and code == here.credit_codes[other]:
            return Alike(other, 100.0, *_SAME_CODE, is_certain=certain)
        if not known or self.numbers[other] != others.numbers[row]:
            return None
        place = _place(here, other, there, row)
        if place == "apart":
            return None
        investor = _investor(self.investors[other], others.investors[row])
        score = 96.0 if is_one_name else fuzz.ratio(name, known)
        is_alike = (
            (is_one_name and investor != "other" and {investor, place} != {"unknown"})
            or (investor == "same" and score >= NAME_LIKE)
            or (place == "spot" and investor != "other" and score >= NAME_AT_SPOT)
        )
        if not is_alike:
            return None
        likeness = _SAME_NAME if is_one_name else _like_names(score)
        reason = _because(likeness, investor, place)
        return Alike(other, score, *reason, is_certain=certain)


def are_certain(here: Records, one: int, there: Records, other: int) -> bool:
    """Tell whether two records of one name are certainly the same project.

    Parameters
    ----------
    here, there : Records
        Where the two stand.
    one, other : int
        Their positions.

    Returns
    -------
    bool
        True where the credit code or the whole investor is the same, and the spot,
        the park or the banner too. What is not known is not the same.
    """
    code = here.credit_codes[one]
    if code and there.credit_codes[other]:
        is_investor = code == there.credit_codes[other]
    else:
        mine, theirs = name_keys([here.investors[one], there.investors[other]])
        is_investor = bool(mine) and mine == theirs
    return is_investor and _place(here, one, there, other) in _CERTAIN_PLACES


_CERTAIN_PLACES: Final = frozenset(("spot", "near", "unit"))
_NOBODY: Final[list[int]] = []
_SAME_CODE: Final = ("统一社会信用代码和名称相同", "same credit code and name")
_SAME_NAME: Final = ("名称相同", "same name")
_PLACES: Final = {
    "spot": ("同一地点", "same spot"),
    "near": ("地点相近", "places near each other"),
    "unit": ("同一旗县区或园区", "same banner or park"),
    "league": ("同一盟市", "same league"),
}


def _like_names(score: float) -> tuple[str, str]:
    """Return how far two names are alike, in Chinese and English."""
    return f"名称相近（{score:.0f}%）", f"names alike ({score:.0f} %)"


def _because(likeness: tuple[str, str], investor: str, place: str) -> tuple[str, str]:
    """Return the reason in Chinese and English: name, investor, place."""
    parts = [likeness]
    if investor == "same":
        parts.append(("投资方相同", "same investor"))
    if place in _PLACES:
        parts.append(_PLACES[place])
    return "，".join(zh for zh, _ in parts), ", ".join(en for _, en in parts)


def _investor(one: str, other: str) -> str:
    """Tell whether two investors are the same, others, or one is not known."""
    if not one or not other:
        return "unknown"
    if one == other or fuzz.ratio(one, other) >= INVESTOR_LIKE:
        return "same"
    return "other"


def _place(here: Records, other: int, there: Records, row: int) -> str:
    """Tell how two places lie: spot, near, unit, league, apart, unknown."""
    one, two = here.points[other], there.points[row]
    if one is not None and two is not None:
        apart = max(abs(one[0] - two[0]), abs(one[1] - two[1]))
        if apart <= SPOT_DEG:
            return "spot"
        return "near" if apart <= NEAR_DEG else "apart"
    for mine, theirs, word in (
        (here.parks, there.parks, "unit"),
        (here.banners, there.banners, "unit"),
        (here.leagues, there.leagues, "league"),
    ):
        if mine[other] and theirs[row]:
            return word if mine[other] == theirs[row] else "apart"
    return "unknown"


def _numbers(key: str) -> tuple[str, ...]:
    """Return the numbers and phases in a name, which must be the same."""
    found = _NUMBERS.findall(key)
    return tuple(sorted(found)) if found else ()


def _in_unit(name: str, unit: str | None) -> str:
    """Return the key of a name in a banner."""
    return f"{name}|{unit or ''}" if name else ""


def _groups(keys: Iterable[str]) -> dict[str, list[int]]:
    """Return key → positions; an empty key is none."""
    groups: dict[str, list[int]] = {}
    for at, key in enumerate(keys):
        if key:
            groups.setdefault(key, []).append(at)
    return groups


def _step(degrees: float) -> int:
    """Return the line of a grid of 100 m below a coordinate."""
    return int(degrees // SPOT_DEG)


def _cells(points: Iterable[Point | None]) -> dict[int, list[int]]:
    """Return cell of that grid → positions of the points in it."""
    cells: dict[int, list[int]] = {}
    for at, point in enumerate(points):
        if point is not None:
            cell = _step(point[0]) * _LINES_MOST + _step(point[1])
            cells.setdefault(cell, []).append(at)
    return cells


def _points(
    lons: Sequence[Any] | None, lats: Sequence[Any] | None, n_rows: int
) -> list[Point | None]:
    """Return the points of two columns."""
    if lons is None or lats is None:
        return [None] * n_rows
    return [
        (lon, lat)
        if lon is not None and lat is not None and math.isfinite(lon + lat)
        else None
        for lon, lat in zip(lons, lats, strict=True)
    ]
