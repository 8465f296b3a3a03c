"""The sheets that are read and not calculated: exclusions, evidence, sources, notes."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from geo_zs.catalog import Catalog
    from webapp.exports.answer_words import FileWords
    from webapp.exports.ranking import RankingModel
    from webapp.exports.writer import SheetWriter, Value
    from webapp.phrases import Phrases

EXCLUDED_HEADS: Final = (
    "file_id",
    "name_word",
    "file_kind",
    "league",
    "file_banner",
    "file_limit",
    "file_is",
    "file_asked",
    "file_short",
    "file_status",
    "file_rule",
)
_HEAD: Final = 2


def write_excluded(sheet: SheetWriter, words: FileWords, t: Phrases) -> None:
    """Write which places are struck out, by which limit or rule, and by how much."""
    sheet.title(t("file_excluded"), "")
    sheet.heads(_HEAD, [t(name) for name in EXCLUDED_HEADS])
    sheet.widths([24, 32, 9, 12, 16, 24, 14, 14, 14, 12, 50])
    sheet.freeze(_HEAD + 1, 2)
    sheet.rows(_HEAD + 1, words.excluded_rows())


def write_evidence(
    sheet: SheetWriter, model: RankingModel, words: FileWords, t: Phrases
) -> None:
    """Write confidence and sources of every known value."""
    sheet.title(t("file_evidence"), "")
    heads = ("file_id", "name_word", "criterion", "file_value", "file_unit")
    sheet.heads(_HEAD, [t(name) for name in (*heads, "confidence", "file_source_ids")])
    sheet.widths([24, 32, 22, 12, 10, 12, 40])
    sheet.freeze(_HEAD + 1, 2)
    rows: list[list[Value]] = []
    for at, site in enumerate(model.sites):
        shown = words.data_row(site)
        for one in model.criteria:
            if math.isnan(one.value[at]):
                continue
            attribute = one.attribute
            confidence = attribute.confidence[site.row]
            rows.append(
                [
                    shown["id"],
                    shown["name"],
                    words.criterion_name(one.criterion.id),
                    float(one.value[at]),
                    t.unit(one.criterion.unit or attribute.unit),
                    words.confidence(confidence),
                    ";".join(attribute.source_ids[site.row]),
                ]
            )
    sheet.rows(_HEAD + 1, rows)


def write_sources(
    sheet: SheetWriter, catalog: Catalog, source_ids: Iterable[str], t: Phrases
) -> None:
    """Write the register entries of the sources."""
    sheet.title(t("file_sources"), "")
    heads = ("file_id", "file_source_title", "file_publisher", "date")
    sheet.heads(_HEAD, [t(name) for name in (*heads, "file_address", "file_terms")])
    sheet.widths([24, 48, 24, 12, 50, 50])
    sheet.freeze(_HEAD + 1, 1)
    rows: list[list[Value]] = []
    for source_id in source_ids:
        source = catalog.sources.get(source_id)
        if source is None:
            rows.append([source_id])
            continue
        rows.append(
            [
                source_id,
                source.title,
                source.publisher,
                source.date,
                source.address,
                t.pair(source.terms_zh, source.terms),
            ]
        )
    sheet.rows(_HEAD + 1, rows)


def write_notes(
    sheet: SheetWriter,
    catalog: Catalog,
    source_ids: Iterable[str],
    words: FileWords,
    t: Phrases,
) -> None:
    """Write what was asked, how the score comes about and what it does not mean."""
    sheet.title(t("file_notes"), "")
    sheet.widths([22, 120])
    sheet.rows(_HEAD, note_rows(catalog, source_ids, words, t))


def note_rows(
    catalog: Catalog, source_ids: Iterable[str], words: FileWords, t: Phrases
) -> list[list[Value]]:
    """Return the notes that go with an answer: name and text."""
    answer = words.answer
    preset = answer["understood"]["preset_name"]
    stability = answer.get("stability") or {}
    method = str(answer["method"])
    rows: list[list[Value]] = [
        [t("file_note_version"), answer["data_version"]],
        [t("file_note_industry"), words.industry],
        [t("file_note_preset"), t.pair(preset["zh"], preset["en"])],
        [t("file_note_method"), method],
        [t("file_note_request"), words.request],
        [
            t("file_note_counts"),
            t(
                "file_note_counts_text",
                candidates=answer["counts"]["candidates"],
                excluded=answer["counts"]["excluded"],
                ranked=answer["counts"]["ranked"],
            ),
        ],
        [t("file_note_how"), t("file_note_how_text")],
    ]
    if method == "topsis":
        rows.append([t("file_note_method"), t("file_note_topsis")])
    if stability.get(t.lang):
        rows.append([t("file_note_stability"), stability[t.lang]])
    rows += [
        [t("file_note_warning"), t.pair(one["zh"], one["en"])]
        for one in answer["warnings"]
    ]
    rows += [
        [t("file_note_not"), t("file_note_not_text")],
        [t("file_note_map"), t("sketch_notice")],
        [t("file_note_map"), catalog.boundaries.attribution(t.lang)],
    ]
    used = [catalog.sources[key] for key in source_ids if key in catalog.sources]
    rows += [
        [t("file_note_credit"), one] for one in catalog.boundaries.credits_of(used)
    ]
    return rows
