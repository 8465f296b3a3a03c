"""The rules that were tested, with the document, and what each did."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from webapp.phrases import TEXTS, Phrases

if TYPE_CHECKING:
    from webapp.cells import CellMaker


def rule_rows(
    answer: Mapping[str, Any], cells: CellMaker, t: Phrases
) -> list[dict[str, Any]]:
    """Return the rules of an answer in words, those that exclude first.

    Parameters
    ----------
    answer : mapping
        Answer of the API; without ``rules`` there are none.
    cells : CellMaker
        For sources and words of vocabularies.
    t : Phrases
        Words of the page.
    """
    rows = [_row(rule, cells, t) for rule in answer.get("rules") or ()]
    return sorted(rows, key=lambda row: not row["is_enforced"])


def _row(rule: Mapping[str, Any], cells: CellMaker, t: Phrases) -> dict[str, Any]:
    """Return one rule in words."""
    document = rule["document"]
    counts = rule["counts"]
    enforced = bool(rule["enforced"]) and rule["effect"] == "exclude"
    dates = document.get("date") or ()
    parts = [
        document.get("title"),
        document.get("number"),
        document.get("issuer"),
        *([dates] if isinstance(dates, str) else dates),
        _word("rule_status_", document.get("status"), t),
    ]
    return {
        "id": rule["rule"],
        "title": t.pair(rule["title"]["zh"], rule["title"]["en"]),
        "text": t.pair(rule["text"]["zh"], rule["text"]["en"]),
        "document": " · ".join(str(part) for part in parts if part),
        "is_enforced": enforced,
        "effect": t("rule_excludes" if enforced else "rule_warns"),
        "read": _word("rule_read_", rule.get("read_kind"), t),
        "confidence": cells.word("confidence", rule["confidence"])
        if rule.get("confidence")
        else "",
        "sources": cells.sources(tuple(rule.get("source_ids") or ())).parts,
        "counts": t(
            "rule_counts",
            passed=counts.get("passed", 0),
            failed=counts.get("failed", 0),
            open=counts.get("not_verified", 0),
        ),
    }


def _word(prefix: str, value: object, t: Phrases) -> str:
    """Return the phrase of a word of the table of rules; the word if it has none."""
    if not value:
        return ""
    key = f"{prefix}{value}"
    return t(key) if key in TEXTS else str(value)
