"""The rules of ``data/rules/`` tested on each project, as it lies and as it reads.

Each project becomes a request (its industries and its words) at a place. A hundred
thousand projects ask few different questions: what rules find in their words, their
industries and their place; each is put to `geo_zs.matching.rule_tests` once.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from geo_zs.matching.columns import Columns
from geo_zs.matching.requirement import Requirement
from geo_zs.matching.rule_figures import figures_in
from geo_zs.matching.rule_tests import apply_rules
from geo_zs.matching.rule_words import words_in
from geo_zs.matching.rules import Rule, RuleBook
from geo_zs.matching.status import NOT_VERIFIED
from geo_zs.overlay.project_frame import lists, texts
from geo_zs.overlay.rule_places import RulePlaces

if TYPE_CHECKING:
    import pandas as pd

    from geo_zs.matching.table import SiteTable

IntArray = NDArray[np.intp]

#: A rule that does not concern the industries of a project.
NOT_CONCERNED: Final = 2
#: Columns whose words a rule may look at.
TEXT_COLUMNS: Final = ("name_zh", "industry_text", "capacity_text", "stage_text")

#: What rules find in a text: whether there is any, the words of each list, figures.
_Found = tuple[
    bool, tuple[frozenset[str], ...], tuple[tuple[str, tuple[float, float]], ...]
]


@dataclass(frozen=True, eq=False)
class RuleCases:
    """What the rules say of n projects.

    Parameters
    ----------
    rules : tuple of Rule
        All that test something, in the order of their table.
    status : (n, n_rules) int array
        ``PASSED``, ``NOT_VERIFIED`` or ``FAILED`` (`geo_zs.matching.status`), or
        `NOT_CONCERNED`.
    is_raised : (n, n_rules) bool array
        False where a rule hangs on something that the record does not speak of.
    has_industry : (n,) bool array
        False for projects without a known industry: nothing can be tested.
    texts : (n,) object array of str
        The words that were looked at.
    places : RulePlaces
        Where the projects lie, as rules see it.
    industries : sequence of n tuples of str
        Tags that the rules know.
    """

    rules: tuple[Rule, ...]
    status: NDArray[np.int8]
    is_raised: NDArray[np.bool_]
    has_industry: NDArray[np.bool_]
    texts: NDArray[np.object_]
    places: RulePlaces
    industries: Sequence[tuple[str, ...]]

    def count(self, status: int) -> IntArray:
        """Return how many rules have a status at each project, (n,).

        Rules that nobody need hear of (`is_raised`) are not counted as open.
        """
        hit = self.status == status
        if status == NOT_VERIFIED:
            hit &= self.is_raised
        return np.asarray(hit.sum(axis=1), dtype=np.intp)


def rule_cases(frame: pd.DataFrame, places: RulePlaces, book: RuleBook) -> RuleCases:
    """Test every rule on every project.

    Parameters
    ----------
    frame : DataFrame, (n,)
        A project frame; ``industry_tags`` and the `TEXT_COLUMNS` are read.
    places : RulePlaces
        Where its projects lie.
    book : RuleBook
        The rules.

    Returns
    -------
    RuleCases
        A project without a known industry is concerned by no rule for certain and by
        each possibly: all its rules are not verified.
    """
    rules = tuple(rule for rule in book.rules if rule.kind != "definition")
    known = places.sites.tag_index
    industries = [
        tuple(sorted({tag for tag in tags if tag in known}))
        for tags in lists(frame, "industry_tags")
    ]
    spoken = _spoken(frame)
    asked: dict[tuple[tuple[str, ...], _Found], list[int]] = {}
    read = _read(list(spoken), rules)
    for row, (tags, found) in enumerate(zip(industries, read, strict=True)):
        if tags:
            asked.setdefault((tags, found), []).append(row)
    shape = (len(frame), len(rules))
    status = np.full(shape, NOT_CONCERNED, dtype=np.int8)
    is_raised = np.zeros(shape, dtype=bool)
    column = {rule.id: at for at, rule in enumerate(rules)}
    columns = _ColumnsOf(places.sites)
    for (tags, _), members in asked.items():
        rows = np.array(members, dtype=np.intp)
        for test in apply_rules(
            book,
            places.sites,
            Requirement(industry=tags[0], others=tags[1:]),
            columns.of(tags),
            tags,
            text=spoken[members[0]],
        ):
            at = column[test.rule.id]
            status[rows, at] = test.status[places.row_of[rows]]
            is_raised[rows, at] = test.is_raised
    has_industry = np.array([bool(tags) for tags in industries], dtype=bool)
    untold = np.flatnonzero(~has_industry)
    tested = np.array([rule.kind == "test" for rule in rules], dtype=bool)
    status[np.ix_(untold, np.flatnonzero(tested))] = NOT_VERIFIED
    is_raised[untold] = tested & [rule.is_raised_always for rule in rules]
    return RuleCases(rules, status, is_raised, has_industry, spoken, places, industries)


def _spoken(frame: pd.DataFrame) -> NDArray[np.object_]:
    """Return the words of each project in one text, (n,)."""
    columns = [texts(frame, name) for name in TEXT_COLUMNS]
    found = np.full(len(frame), "", dtype=object)
    found[:] = ["。".join(filter(None, row)) for row in zip(*columns, strict=True)]
    return found


class _ColumnsOf:
    """Columns of the places for each set of industries, made once."""

    def __init__(self, sites: SiteTable) -> None:
        self._sites = sites
        self._made: dict[tuple[str, ...], Columns] = {}

    def of(self, tags: tuple[str, ...]) -> Columns:
        """Return the columns as a request of these industries sees them."""
        if tags not in self._made:
            self._made[tags] = Columns(self._sites, tags, Requirement(tags[0]).limits)
        return self._made[tags]


def _read(spoken: Sequence[str], rules: Sequence[Rule]) -> list[_Found]:
    """Return what the rules find in each text, (n,).

    Two texts of which the same is returned are the same to every rule. A list of
    words is looked for only in texts in which one of its words stands.
    """
    lists_of = [
        words
        for rule in rules
        for words in (rule.condition_words, (*rule.words_fail, *rule.words_pass))
    ]
    wanted = tuple(dict.fromkeys(words for words in lists_of if words))
    different = list(dict.fromkeys(spoken))
    stands = _standing(different, {word for words in wanted for word in words})
    found: list[list[frozenset[str]]] = [[frozenset()] * len(wanted) for _ in different]
    for column, words in enumerate(wanted):
        rows = np.unique(np.concatenate([stands[word] for word in words]))
        for row in rows.tolist():
            found[row][column] = words_in((different[row],), words)
    read = {
        text: (bool(text), tuple(words), tuple(sorted(figures_in(text).items())))
        for text, words in zip(different, found, strict=True)
    }
    return [read[text] for text in spoken]


def _standing(texts_read: Sequence[str], words: set[str]) -> dict[str, IntArray]:
    """Return for each word the rows of the texts that hold it, denied or not."""
    folded = [_fold(text) for text in texts_read]
    ends = np.cumsum([len(text) + 1 for text in folded])
    # One search through all texts: no word holds the mark between them.
    joined = "\0".join(folded)
    found: dict[str, IntArray] = {}
    for word in words:
        at = [one.start() for one in re.finditer(re.escape(_fold(word)), joined)]
        rows = np.searchsorted(ends, np.array(at, dtype=np.int64), side="right")
        found[word] = np.unique(rows).astype(np.intp)
    return found


def _fold(text: str) -> str:
    """Return a text as `geo_zs.matching.rule_words` compares it."""
    return unicodedata.normalize("NFKC", text).lower()
