"""An answer as CSV: one row for each ranked place, or for each failed limit.

UTF-8 with the mark that spreadsheets need to read Chinese, CRLF line ends, and no
cell that a spreadsheet would take for a formula.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from webapp.cells import name_of
from webapp.exports.safe import safe_cell
from webapp.exports.sheet_texts import EXCLUDED_HEADS
from webapp.exports.sheets import STABILITY

if TYPE_CHECKING:
    from webapp.exports.answer_words import FileWords
    from webapp.exports.writer import Value
    from webapp.phrases import Phrases

MEDIA_TYPE: Final = "text/csv; charset=utf-8"

_RANK_COLUMNS: Final = (
    ("rank", "file_rank"),
    ("rank_best", "file_rank_best"),
    ("rank_worst", "file_rank_worst"),
    ("score", "file_score"),
    ("score_low", "file_score_low"),
    ("score_high", "file_score_high"),
)
_PARTS: Final = ("value", "low", "high", "utility", "weight", "contribution")
_ENDS: Final = ("open", "unknown", "ask", "flags", "beside", "reasons")


def ranked_csv(words: FileWords, t: Phrases) -> bytes:
    """Return the ranked places of an answer.

    Parameters
    ----------
    words : FileWords
        The answer with its words.
    t : Phrases
        Language of heads and words.

    Returns
    -------
    bytes
        One row for each ranked place: site, rank and score with their intervals,
        stability, for each criterion value, interval, utility, weight,
        contribution, confidence and sources; then what is open.
    """
    answer = words.answer
    order = list(answer["weights"])
    if answer["ranked"]:
        scored = {one["criterion"] for one in answer["ranked"][0]["contributions"]}
        order = [name for name in order if name in scored]
    heads = [
        *(t(key) for _, key in _RANK_COLUMNS),
        t("file_id"),
        t("name_word"),
        t("file_kind"),
        t("league"),
        t("file_banner"),
        t("file_lon"),
        t("file_lat"),
        t("file_precision"),
        *(t(f"file_{name}") for name in STABILITY),
    ]
    for name in order:
        whole = words.with_unit(name)
        heads += [
            t("file_column", name=whole, part=t(f"file_{part}")) for part in _PARTS
        ]
        heads += [
            t("file_column", name=whole, part=t("confidence")),
            t("file_column", name=whole, part=t("file_source_ids")),
        ]
    heads += [*(t(f"file_{name}") for name in _ENDS), t("file_note_version")]
    rows = [_ranked_row(entry, order, words, t) for entry in answer["ranked"]]
    return _table(heads, rows)


def _ranked_row(
    entry: Mapping[str, Any], order: Sequence[str], words: FileWords, t: Phrases
) -> list[Value]:
    """Return one ranked place."""
    site = entry["site"]
    stability = entry.get("stability") or {}
    row: list[Value] = [entry[name] for name, _ in _RANK_COLUMNS]
    row += [
        site["id"],
        name_of(site, t.lang),
        t(f"kind_{site['kind']}"),
        words.place(site["league"], "leagues"),
        words.place(site["banner"], "banners"),
        site["lon"],
        site["lat"],
        words.precision(site["location_precision"]),
        *(stability.get(name) for name in STABILITY),
    ]
    found = {one["criterion"]: one for one in entry["contributions"]}
    for name in order:
        one = found[name]
        row += [one[part] for part in _PARTS]
        row += [words.confidence(one["confidence"]), ";".join(one["source_ids"])]
    row += [
        t.join([words.limit_text(name) for name in entry["not_verified"]]),
        t.join([words.criterion_name(name) for name in entry["unknown"]]),
        t.join([words.column_name(name) for name in entry["ask"]]),
        words.flags(entry),
        t.join([name_of(other, t.lang) for other in site.get("beside", ())]),
        " ".join(entry["reasons"][t.lang]),
        words.answer["data_version"],
    ]
    return row


def excluded_csv(words: FileWords, t: Phrases) -> bytes:
    """Return the places that are struck out: one row for each limit they fail.

    Parameters
    ----------
    words, t
        As for `ranked_csv`.

    Returns
    -------
    bytes
        Site, limit, what the site has, what was asked, by how much it fails, and
        the document of the rule where it is one.
    """
    return _table([t(name) for name in EXCLUDED_HEADS], words.excluded_rows())


def _table(heads: Sequence[str], rows: Iterable[Sequence[Value]]) -> bytes:
    """Return a table as bytes."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    writer.writerow([safe_cell(head) for head in heads])
    for row in rows:
        writer.writerow(
            [safe_cell(item) if isinstance(item, str) else item for item in row]
        )
    return buffer.getvalue().encode("utf-8-sig")
