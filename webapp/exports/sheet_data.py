"""The sheets to change: weights with bounds, and the values of the sites."""

from __future__ import annotations

from typing import TYPE_CHECKING

from webapp.exports import formulas
from webapp.exports.sheets import (
    DATA_COLUMNS,
    SITES_HEAD,
    STABILITY,
    WEIGHT_COLUMNS,
    WEIGHTS_FIRST,
    WEIGHTS_HEAD,
    Layout,
)
from webapp.phrases import phrases

if TYPE_CHECKING:
    from webapp.exports.answer_words import FileWords
    from webapp.exports.ranking import RankingModel
    from webapp.exports.writer import SheetWriter


def write_weights(sheet: SheetWriter, layout: Layout, model: RankingModel) -> None:
    """Write the sheet of weights; its yellow cells are meant to be changed.

    Parameters
    ----------
    sheet : SheetWriter
        The sheet.
    layout : Layout
        Addresses.
    model : RankingModel
        The criteria.
    """
    t = phrases(layout.lang)
    sheet.title(t("file_weights"), t("file_weights_hint"))
    heads = {name: t(f"file_{name}") for name in WEIGHT_COLUMNS if name != "criterion"}
    heads["criterion"] = t("criterion")
    sheet.heads(WEIGHTS_HEAD, [heads[name] for name in WEIGHT_COLUMNS])
    sheet.widths([24, 24, 12, 10, 10, 12, 12, 12, 10, 70])
    sheet.freeze(WEIGHTS_FIRST, 2)
    at = {name: column for column, name in enumerate(WEIGHT_COLUMNS)}
    for index, one in enumerate(model.criteria):
        row, own = WEIGHTS_FIRST + index, one.criterion
        sheet.text(row, at["id"], own.id)
        sheet.text(row, at["criterion"], t.pair(own.name_zh, own.name_en))
        sheet.text(row, at["unit"], t.unit(own.unit))
        sheet.number(row, at["weight"], one.weight, look="edit_share")
        share = formulas.share_of(formulas.cell(row, at["weight"]), layout.weights())
        sheet.formula(row, at["share"], share, one.weight, look="percent")
        sheet.number(row, at["worst"], own.worst, look="edit")
        sheet.number(row, at["best"], own.best, look="edit")
        if own.ideal is not None:
            sheet.number(row, at["ideal"], own.ideal, look="edit")
        sheet.number(row, at["default"], one.weight, look="percent")
        sheet.text(row, at["reason"], t.pair(own.reason_zh, own.reason_en))
    if model.criteria:
        last = WEIGHTS_FIRST + len(model.criteria) - 1
        sheet.only_positive(WEIGHTS_FIRST, last, at["weight"])


def write_data(
    sheet: SheetWriter, layout: Layout, model: RankingModel, words: FileWords
) -> None:
    """Write the sheet of values: one line a site, three columns a criterion.

    Parameters
    ----------
    sheet : SheetWriter
        The sheet.
    layout : Layout
        Addresses.
    model : RankingModel
        Sites and values.
    words : FileWords
        Names of sites and places.
    """
    t = phrases(layout.lang)
    sheet.title(t("file_data"), t("file_data_hint"))
    same = {"name": t("name_word"), "league": t("league")}
    same |= {name: t("file_as_exported", name=t(f"file_{name}")) for name in STABILITY}
    heads = [same.get(name) or t(f"file_{name}") for name in DATA_COLUMNS]
    for name, one in zip(model.names(layout.lang), model.criteria, strict=True):
        unit = t.unit(one.criterion.unit)
        whole = f"{name} ({unit})" if unit else name
        heads += [
            t("file_column", name=whole, part=t(f"file_{part}"))
            for part in ("value", "low", "high")
        ]
    sheet.heads(SITES_HEAD, heads)
    sheet.widths([24, 32, 9, 12, 16, 20, 8, 8, 8, 24, 24, 9, 9, 10, 10, 10, 10])
    sheet.freeze(SITES_HEAD + 1, 2)
    for at, site in enumerate(model.sites):
        row = layout.site_row(at)
        shown = words.data_row(site)
        for column, name in enumerate(DATA_COLUMNS):
            look = "percent" if name in STABILITY else "text"
            sheet.value(row, column, shown[name], look=look)
        for index, one in enumerate(model.criteria):
            for part, values in enumerate((one.value, one.low, one.high)):
                sheet.number(row, layout.value_column(index) + part, float(values[at]))
