"""Legal rules held as data: what each row tests, where it holds, what it may do.

A rule excludes by itself only where its official text was read and its row says
``exclude``. All others warn, until an operator names them as enforced.
"""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from geo_zs.errors import DataError, Problem, SettingError

Effect = Literal["exclude", "warn"]
RuleKind = Literal["test", "exemption", "definition", "manual"]

#: Code of the region itself, and the word for all industries.
REGION: Final = "150000"
ALL_INDUSTRIES: Final = "*"

#: What a rule may look at. Place: where a site lies is the fault. Words: what the
#: request says in words. Numbers: what it says in figures.
SITE_FIELDS: Final = ("chemical_park", "in_park", "in_chemical_area", "co2_per_tce")
PLACE_FIELDS: Final = ("place", "banner", "park_id")
WORD_FIELDS: Final = ("product", "water_source", "text")
NUMBER_FIELDS: Final = (
    "racks",
    "pue",
    "green_power_share",
    "own_use_share",
    "feed_in_share",
    "direct_supply_users",
    "storage_share",
    "storage_hours",
)
_KINDS: Final[Mapping[str, RuleKind]] = {
    "not_required": "exemption",
    "in": "definition",
    "manual": "manual",
}
_OPERATORS: Final = ("eq", "not_in", "le", "lt", "ge", *_KINDS)


@dataclass(frozen=True, eq=False)
class Rule:
    """One rule, as its row holds it.

    Parameters
    ----------
    id, title_zh, title_en, text_zh, text_en : str
        Key, short title, and what the rule says in our words.
    applies_to, except_tags : frozenset of str
        Industries it concerns (`ALL_INDUSTRIES` for all) but for these.
    tags_named : frozenset of str
        Industries whose every product the rule names.
    fields : tuple of str
        What it looks at.
    operator : str
        How it compares.
    thresholds, strict_thresholds : tuples of float
        One for each field, or none. Beyond the first a number fails; within the
        second it passes.
    words_fail, words_pass, condition_words : tuples of str
        Words of a request that fail it, pass it, or make it apply at all.
    is_raised_always : bool
        False if nobody need hear of it unless the request speaks of it.
    scope : tuple of str
        Codes and parks; `REGION` is everywhere.
    is_scope_outside : bool
        True if the rule holds everywhere but in the scope.
    is_scope_partial : bool
        True if it holds in a part of the scope whose outline is not known.
    lifts : frozenset of str
        Rules that this exemption lifts for its industries.
    effect : str
        ``exclude`` or ``warn``: what it does in force.
    is_enforced : bool
        True if an operator switched it on.
    document_title, document_number, issuer, status, read_where, read_kind,
    confidence, notes : str
        The document and where it was read; empty if not known.
    date, source_ids : tuples of str
        Dates of the documents; keys of the register of sources.
    """

    id: str
    title_zh: str
    title_en: str
    text_zh: str
    text_en: str
    applies_to: frozenset[str]
    fields: tuple[str, ...]
    operator: str
    scope: tuple[str, ...]
    effect: Effect
    except_tags: frozenset[str] = frozenset()
    tags_named: frozenset[str] = frozenset()
    thresholds: tuple[float, ...] = ()
    strict_thresholds: tuple[float, ...] = ()
    words_fail: tuple[str, ...] = ()
    words_pass: tuple[str, ...] = ()
    condition_words: tuple[str, ...] = ()
    is_raised_always: bool = True
    is_scope_outside: bool = False
    is_scope_partial: bool = False
    lifts: frozenset[str] = frozenset()
    is_enforced: bool = False
    document_title: str = ""
    document_number: str = ""
    issuer: str = ""
    date: tuple[str, ...] = ()
    status: str = ""
    read_where: str = ""
    read_kind: str = ""
    source_ids: tuple[str, ...] = ()
    confidence: str = ""
    notes: str = ""

    @property
    def kind(self) -> RuleKind:
        """Whether it tests, exempts, defines, or is for a person to look at."""
        return _KINDS.get(self.operator, "test")

    @property
    def is_about_request(self) -> bool:
        """True if it says the same of every site, so it is told once."""
        if self.kind != "test":
            return True
        is_everywhere = self.scope == (REGION,) and not self.is_scope_outside
        return is_everywhere and not set(self.fields) & {*SITE_FIELDS, *PLACE_FIELDS}

    def tags_of(self, industries: Collection[str]) -> frozenset[str]:
        """Return those of `industries` that the rule concerns."""
        asked = frozenset(industries) - self.except_tags
        return asked if ALL_INDUSTRIES in self.applies_to else asked & self.applies_to


@dataclass(frozen=True, eq=False)
class RuleBook:
    """All rules, in the order of their table.

    Parameters
    ----------
    rules : tuple of Rule
        Unique ids.
    """

    rules: tuple[Rule, ...]

    @classmethod
    def from_rows(
        cls,
        rows: Iterable[Mapping[str, object]],
        enforced: Collection[str] = frozenset(),
    ) -> RuleBook:
        """Make the book from the rows of ``data/rules/rules.csv``.

        Parameters
        ----------
        rows : iterable of mappings
            By column name; lists are tuples or text with ``;``; None, NaN and
            empty text mean not given.
        enforced : collection of str
            Ids of rules that an operator switched on: they exclude, however they
            were read.

        Raises
        ------
        DataError
            With every row that cannot be tested as it says.
        SettingError
            If an enforced id is unknown (with near misses), or is no test that
            could exclude a site.
        """
        listed = [_rule_of(row) for row in rows]
        problems = [fault for rule in listed for fault in _faults(rule)]
        ids = [rule.id for rule in listed]
        problems += [
            Problem("rule_id", f"{one!r} stands more than once; ids are unique")
            for one in sorted({one for one in ids if ids.count(one) > 1})
        ]
        if problems:
            raise DataError(problems)
        _check_enforced(listed, enforced)
        return cls(tuple(_in_force(rule, enforced) for rule in listed))

    def rule(self, rule_id: str) -> Rule:
        """Return a rule by its id; KeyError if there is none."""
        return {rule.id: rule for rule in self.rules}[rule_id]

    def applying(self, industries: Collection[str]) -> tuple[Rule, ...]:
        """Return the rules that concern a project of these industries.

        An exemption takes its own industries out of the rules that it lifts: a
        project that also makes something else stays bound by them.
        """
        lifted: dict[str, set[str]] = {}
        for rule in self.rules:
            if rule.kind == "exemption":
                for other in rule.lifts:
                    lifted.setdefault(other, set()).update(rule.tags_of(industries))
        return tuple(
            rule
            for rule in self.rules
            if rule.tags_of(industries) - lifted.get(rule.id, set())
        )


def is_enforceable(rule: Rule) -> bool:
    """Tell whether the rule can fail a site, and so may be switched on."""
    return (
        rule.kind == "test" and not rule.is_scope_partial and rule.fields != ("text",)
    )


def _in_force(rule: Rule, enforced: Collection[str]) -> Rule:
    """Return the rule with the effect that it has in force."""
    is_enforced = rule.id in enforced
    by_itself = rule.effect == "exclude" and rule.read_kind == "official"
    effect: Effect = "exclude" if by_itself or is_enforced else "warn"
    return Rule(**{**rule.__dict__, "effect": effect, "is_enforced": is_enforced})


def _check_enforced(rules: Sequence[Rule], enforced: Collection[str]) -> None:
    """Raise SettingError for ids that are unknown or can exclude nothing."""
    known = {rule.id: rule for rule in rules}
    faults = []
    for one in sorted(set(enforced)):
        if one not in known:
            near = difflib.get_close_matches(one, known, n=3, cutoff=0.5)
            hint = f"; near: {', '.join(near)}" if near else ""
            faults.append(f"no rule has the id {one!r}{hint}")
        elif not is_enforceable(known[one]):
            faults.append(
                f"rule {one!r} cannot be enforced: it tests nothing that could "
                "exclude a site"
            )
    if faults:
        message = "enforced rules: " + "; ".join(faults)
        raise SettingError(message)


def _rule_of(row: Mapping[str, object]) -> Rule:
    """Read one row; what it lacks stays empty."""
    return Rule(
        id=_text(row, "rule_id"),
        title_zh=_text(row, "title_zh"),
        title_en=_text(row, "title_en"),
        text_zh=_text(row, "text_zh"),
        text_en=_text(row, "text_en"),
        applies_to=frozenset(_items(row, "applies_to_tags")),
        except_tags=frozenset(_items(row, "except_tags")),
        tags_named=frozenset(_items(row, "tags_named")),
        fields=_items(row, "tested_field"),
        operator=_text(row, "operator"),
        thresholds=_numbers(row, "threshold"),
        strict_thresholds=_numbers(row, "threshold_strict"),
        words_fail=_items(row, "words_fail"),
        words_pass=_items(row, "words_pass"),
        condition_words=_items(row, "condition_words"),
        is_raised_always=_text(row, "raise_when") != "mentioned",
        scope=_items(row, "scope"),
        is_scope_outside=_text(row, "scope_side") == "outside",
        is_scope_partial=str(row.get("is_scope_partial", "")).lower() == "true",
        lifts=frozenset(_items(row, "lifts")),
        effect="exclude" if _text(row, "effect") == "exclude" else "warn",
        document_title=_text(row, "document_title"),
        document_number=_text(row, "document_number"),
        issuer=_text(row, "issuer"),
        date=_items(row, "date"),
        status=_text(row, "status"),
        read_where=_text(row, "read_where"),
        read_kind=_text(row, "read_kind"),
        source_ids=_items(row, "source_ids"),
        confidence=_text(row, "confidence"),
        notes=_text(row, "notes"),
    )


def _faults(rule: Rule) -> list[Problem]:
    """Return what keeps a rule from being tested as its row says."""
    fields = set(rule.fields)
    found: list[tuple[str, str]] = []
    if rule.operator not in _OPERATORS:
        expected = ", ".join(_OPERATORS)
        found.append(("operator", f"is {rule.operator!r}; expected one of {expected}"))
    if not rule.scope:
        found.append(("scope", f"is empty; expected codes, parks or {REGION}"))
    if rule.kind == "test":
        known = {*SITE_FIELDS, *PLACE_FIELDS, *WORD_FIELDS, *NUMBER_FIELDS}
        for name in sorted(fields - known):
            found.append(("tested_field", f"is {name!r}, which nothing tests"))
        if not fields:
            found.append(("tested_field", "is empty; expected what the rule looks at"))
        if fields & {*NUMBER_FIELDS, "co2_per_tce"}:
            for column, numbers in (
                ("threshold", rule.thresholds),
                ("threshold_strict", rule.strict_thresholds or rule.thresholds),
            ):
                if len(numbers) != len(rule.fields):
                    message = f"has {len(numbers)} numbers; expected {len(rule.fields)}"
                    found.append((column, message))
        if fields & set(WORD_FIELDS) and not rule.words_fail:
            found.append(("words_fail", "is empty; the rule could never be failed"))
    return [Problem(f"{rule.id}.{name}", message) for name, message in found]


def _text(row: Mapping[str, object], name: str) -> str:
    """Return a cell as text; empty where nothing is given."""
    value = row.get(name)
    return value.strip() if isinstance(value, str) else ""


def _items(row: Mapping[str, object], name: str) -> tuple[str, ...]:
    """Return a cell that holds a list."""
    value = row.get(name)
    if isinstance(value, tuple | list):
        return tuple(str(one) for one in value)
    return tuple(one.strip() for one in _text(row, name).split(";") if one.strip())


def _numbers(row: Mapping[str, object], name: str) -> tuple[float, ...]:
    """Return a cell that holds a list of numbers."""
    return tuple(float(one) for one in _items(row, name))
