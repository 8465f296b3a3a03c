"""What the rules have to say of a ranked site, and of the whole request."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from geo_zs.matching.rule_tests import RuleTest
from geo_zs.matching.rules import PLACE_FIELDS, Rule
from geo_zs.matching.status import FAILED, NOT_VERIFIED

FlagStatus = Literal["failed", "not_verified", "manual"]

_OPENING: Final[dict[FlagStatus, tuple[str, str]]] = {
    "failed": ("与规则不符", "Against the rule"),
    "not_verified": ("未能核实", "Not verified"),
    "manual": ("须人工核对", "For a person to check"),
}
#: Of a rule about a place: being there is all that is known against a site.
_PLACED: Final = ("位于规则所限区域", "Lies where a rule sets limits")
_READ: Final = {
    "official": ("", ""),
    "publisher": ("仅读到媒体刊载", "read in the press only"),
    "repost": ("仅读到转载", "read in a copy only"),
}
_STATUS: Final = {
    "in_force": ("", ""),
    "draft": ("征求意见稿", "a draft"),
    "unknown": ("是否有效不明", "not known whether still in force"),
}


@dataclass(frozen=True)
class Flag:
    """One remark that a rule makes.

    Parameters
    ----------
    rule : str
        Id of the rule.
    status : str
        ``failed``, ``not_verified`` or ``manual``.
    text_zh, text_en : str
        One line each.
    """

    rule: str
    status: FlagStatus
    text_zh: str
    text_en: str


def flags(row: int, rule_tests: Sequence[RuleTest]) -> list[Flag]:
    """Return what the rules say of one site.

    Parameters
    ----------
    row : int
        Row of the site.
    rule_tests : sequence of RuleTest
        From `rule_tests.apply_rules`.

    Returns
    -------
    list of Flag
        Failed before not verified, in the order of the rules. What is the same for
        all sites, or open for most of them, stands in `request_flags`.
    """
    found: list[Flag] = []
    for test in rule_tests:
        if test.rule.is_about_request or not test.is_raised:
            continue
        if test.status[row] == FAILED:
            found.append(_flag(test.rule, "failed"))
        elif test.status[row] == NOT_VERIFIED and not test.is_widely_open:
            found.append(_flag(test.rule, "not_verified"))
    return sorted(found, key=lambda flag: flag.status != "failed")


def request_flags(rule_tests: Sequence[RuleTest]) -> list[Flag]:
    """Return what the rules say of the request, once for the whole answer.

    Parameters
    ----------
    rule_tests : sequence of RuleTest
        From `rule_tests.apply_rules`.

    Returns
    -------
    list of Flag
        Failed, then for a person to check (exemptions too), then not verified:
        what the request does not say, and what is not known of most sites.
    """
    found: list[Flag] = []
    for test in rule_tests:
        if not test.is_raised:
            continue
        if test.rule.kind in ("manual", "exemption"):
            found.append(_flag(test.rule, "manual"))
        elif not test.rule.is_about_request:
            if test.is_widely_open:
                found.append(_flag(test.rule, "not_verified", is_for_most=True))
        elif (test.status == FAILED).any():
            found.append(_flag(test.rule, "failed"))
        elif (test.status == NOT_VERIFIED).any():
            found.append(_flag(test.rule, "not_verified"))
    order = ("failed", "manual", "not_verified")
    return sorted(found, key=lambda flag: order.index(flag.status))


def _flag(rule: Rule, status: FlagStatus, *, is_for_most: bool = False) -> Flag:
    """Write one remark: what, which rule, which document, how far it was read."""
    is_placed = status == "failed" and bool({*rule.fields} & {*PLACE_FIELDS})
    zh, en = _PLACED if is_placed else _OPENING[status]
    if is_for_most:
        zh, en = f"{zh}（多数候选地）", f"{en} for most sites"
    return Flag(
        rule=rule.id,
        status=status,
        text_zh=f"{zh}：{rule.title_zh}（{'；'.join(_basis(rule, 0))}）",
        text_en=f"{en}: {rule.title_en} ({'; '.join(_basis(rule, 1))})",
    )


def _basis(rule: Rule, lang: int) -> list[str]:
    """Return document, date and what weakens the rule; 0 is Chinese, 1 English."""
    unnamed = ("文件名称未读到", "document not named")
    document = rule.document_number or rule.issuer or unnamed[lang]
    date = rule.date[-1] if rule.date else ""
    parts = [f"{document} {date}".strip()]
    parts += [_READ.get(rule.read_kind, ("", ""))[lang]]
    parts += [_STATUS.get(rule.status, ("", ""))[lang]]
    return [part for part in parts if part]
