"""The workbook of an answer: change a weight in it, and the order changes.

The sheets of ranking and calculation hold formulas only, each with the result that
the engine found beside it. The same answer gives the same bytes.
"""

from __future__ import annotations

import io
from datetime import datetime
from typing import TYPE_CHECKING, Final

from xlsxwriter import Workbook

from webapp.exports.ranking import ranking_model
from webapp.exports.sheet_calculation import write_calculation
from webapp.exports.sheet_data import write_data, write_weights
from webapp.exports.sheet_ranking import add_chart, write_ranking
from webapp.exports.sheet_texts import (
    write_evidence,
    write_excluded,
    write_notes,
    write_sources,
)
from webapp.exports.sheets import SHEETS, Layout, make_formats
from webapp.exports.writer import SheetWriter
from webapp.phrases import phrases

if TYPE_CHECKING:
    from geo_zs.catalog import Catalog
    from webapp.exports.answer_words import FileWords
    from webapp.matcher import Answered
    from webapp.phrases import Lang

MEDIA_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

_CREATED: Final = datetime(2000, 1, 1)  # noqa: DTZ001 - a constant of the file
"""The date in the file: always the same, so that the bytes are too."""

_OPTIONS: Final = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def match_workbook(
    catalog: Catalog, answered: Answered, words: FileWords, lang: Lang
) -> bytes:
    """Return an answer as a workbook (XLSX).

    Parameters
    ----------
    catalog : Catalog
        For sources and credits.
    answered : Answered
        The requirement, its result and its answer.
    words : FileWords
        The words of the answer.
    lang : {"zh", "en"}
        Language of the sheets.

    Returns
    -------
    bytes
        The same for the same answer and language.
    """
    t = phrases(lang)
    model = ranking_model(answered.result)
    layout = Layout(lang, len(model.sites), len(model.criteria))
    title = t("file_title", industry=words.industry)
    buffer = io.BytesIO()
    book = Workbook(buffer, _OPTIONS)
    book.set_properties({"title": title, "created": _CREATED})
    looks = make_formats(book)
    sheets = {
        name: SheetWriter(book.add_worksheet(layout.name(name)), looks)
        for name in SHEETS
    }
    sheets["ranking"].title(title, t("file_ranking_hint"))
    write_ranking(sheets["ranking"], layout, model, answered.result, words)
    add_chart(book, sheets["ranking"], layout, model)
    write_weights(sheets["weights"], layout, model)
    write_data(sheets["data"], layout, model, words)
    write_calculation(sheets["calculation"], layout, model, answered.result)
    write_excluded(sheets["excluded"], words, t)
    write_evidence(sheets["evidence"], model, words, t)
    source_ids = words.source_ids(model)
    write_sources(sheets["sources"], catalog, source_ids, t)
    write_notes(sheets["notes"], catalog, source_ids, words, t)
    book.close()
    return buffer.getvalue()
