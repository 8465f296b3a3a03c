"""Why a rule is met, failed or cannot be tested for one project, in words."""

from __future__ import annotations

from typing import Any, Final

from geo_zs.matching.rule_scopes import OUTSIDE, UNCERTAIN, Places, where_it_holds
from geo_zs.matching.rule_words import words_in
from geo_zs.matching.rules import PLACE_FIELDS, SITE_FIELDS, WORD_FIELDS, Rule
from geo_zs.matching.status import FAILED, NOT_VERIFIED, PASSED
from geo_zs.overlay.rule_cases import NOT_CONCERNED, RuleCases
from geo_zs.overlay.words import FIELD_WORDS, Statement
from geo_zs.vocab import Lang

#: Status → word of the audit.
OUTCOMES: Final = {FAILED: "failed", NOT_VERIFIED: "untested", PASSED: "met"}


def outcome(rule: Rule, status: int) -> str:
    """Return ``failed``, ``untested``, ``met`` or ``exempt``."""
    return "exempt" if rule.kind == "exemption" else OUTCOMES[status]


def reason(cases: RuleCases, row: int, column: int) -> Statement:
    """Return why a rule says what it says of a project.

    Parameters
    ----------
    cases : RuleCases
        All rules tested on all projects.
    row, column : int
        Project and rule.
    """
    rule, status = cases.rules[column], int(cases.status[row, column])
    holds = _holds(cases, row, rule)
    text = str(cases.texts[row])
    is_open = status == NOT_VERIFIED
    is_spoken = not rule.condition_words or words_in((text,), rule.condition_words)
    plain = (
        (rule.kind == "exemption", "rule.lifted"),
        (not cases.has_industry[row], "rule.no_industry"),
        (rule.kind == "manual", "rule.manual"),
        (holds == OUTSIDE, "rule.outside_scope"),
        (is_open and not is_spoken, "rule.condition_open"),
        (is_open and holds == UNCERTAIN and _is_about_place(rule), "rule.place_open"),
    )
    for applies, key in plain:
        if applies:
            return Statement(key, {"words": _first(rule)})
    return _by_field(rule, status, text, cases.industries[row])


def rule_entry(cases: RuleCases, row: int, column: int, lang: Lang) -> dict[str, Any]:
    """Return one rule at one project, with document, date and reason."""
    rule = cases.rules[column]
    found = outcome(rule, int(cases.status[row, column]))
    zh = lang == "zh"
    return {
        "rule": rule.id,
        "outcome": found,
        "outcome_text": Statement(f"rule.{found}").text(lang),
        "title": rule.title_zh if zh else rule.title_en,
        "rule_text": rule.text_zh if zh else rule.text_en,
        "effect": rule.effect,
        "document_title": rule.document_title,
        "document_number": rule.document_number,
        "issuer": rule.issuer,
        "date": rule.date[-1] if rule.date else "",
        "document_status": rule.status,
        "read_kind": rule.read_kind,
        "source_ids": list(rule.source_ids),
        "reason": reason(cases, row, column).to_dict(lang),
        "is_raised": bool(cases.is_raised[row, column]),
    }


def rule_entries(cases: RuleCases, row: int, lang: Lang) -> list[dict[str, Any]]:
    """Return the rules that concern a project: failed, untested, met, exempt."""
    order = {"failed": 0, "untested": 1, "met": 2, "exempt": 3}
    entries = [
        rule_entry(cases, row, column, lang)
        for column in range(len(cases.rules))
        if cases.status[row, column] != NOT_CONCERNED
    ]
    return sorted(entries, key=lambda one: order[one["outcome"]])


def _holds(cases: RuleCases, row: int, rule: Rule) -> int:
    """Tell whether a rule holds where a project lies."""
    holds = where_it_holds(
        rule.scope,
        Places.of(cases.places.sites),
        is_outside=rule.is_scope_outside,
        is_partial=rule.is_scope_partial,
    )
    return int(holds[cases.places.row_of[row]])


def _is_about_place(rule: Rule) -> bool:
    """Tell whether being where the rule holds is all that it asks."""
    return bool(set(rule.fields) & set(PLACE_FIELDS))


def _first(rule: Rule) -> tuple[str, str]:
    """Return a few of the words that a rule hangs on, Chinese and English."""
    zh = [word for word in rule.condition_words if not word.isascii()]
    en = [word for word in rule.condition_words if word.isascii()]
    return "、".join(zh[:3] or en[:3]), ", ".join(en[:3] or zh[:3])


def _by_field(
    rule: Rule, status: int, text: str, industries: tuple[str, ...]
) -> Statement:
    """Return the reason that lies in what the rule looks at."""
    names = [FIELD_WORDS.get(name, (name, name)) for name in rule.fields]
    fields = ("、".join(zh for zh, _ in names), ", ".join(en for _, en in names))
    looks_at = set(rule.fields)
    if looks_at & set(PLACE_FIELDS):
        return Statement("rule.in_scope")
    ending = {FAILED: "fails", NOT_VERIFIED: "open", PASSED: "ok"}[status]
    if looks_at & set(SITE_FIELDS):
        return Statement(f"rule.fact_{ending}", {"fields": fields})
    if looks_at & set(WORD_FIELDS):
        if status == FAILED and rule.tags_named & rule.tags_of(industries):
            return Statement("rule.industry_named")
        if status == FAILED:
            every = words_in((text,), (*rule.words_fail, *rule.words_pass))
            found = sorted(every & set(rule.words_fail))
            return Statement("rule.words_named", {"words": "、".join(found)})
        return Statement(f"rule.words_{ending}", {"fields": fields})
    ending = {"fails": "beyond"}.get(ending, ending)
    limits = "、".join(f"{one:g}" for one in rule.thresholds)
    return Statement(f"rule.figure_{ending}", {"fields": fields, "limits": limits})
