"""Projects as a table for paper: the columns a reader looks for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from geo_zs.board.label import Label
from geo_zs.board.table import Cell, Column, Table
from geo_zs.register.fields import fields_by_name
from geo_zs.reports.columns import Names, cells_of, file_columns, unit_of

if TYPE_CHECKING:
    import pandas as pd

    from geo_zs.vocab import Lang

#: Columns that a report shows when nothing else is asked for.
SHOWN: Final = (
    "name_zh",
    "investor_zh",
    "industry_text",
    "league",
    "banner",
    "stage",
    "pledged_cny_1e8",
    "arrived_cny_1e8",
    "signed_date",
)
_NO_NAMES: Final = Names()


def project_table(
    frame: pd.DataFrame,
    *,
    lang: Lang,
    title: Label,
    names: Names = _NO_NAMES,
    columns: Sequence[str] = SHOWN,
) -> Table:
    """Return projects as a table.

    Parameters
    ----------
    frame : DataFrame, (n,)
        The projects, in the order to be shown.
    lang : {"zh", "en"}
        Language of the labels in the cells.
    title : Label
        What it shows.
    names : Names
        Names of places, in `lang`.
    columns : sequence of str
        Names of fields; those that the frame does not have are left out.

    Returns
    -------
    Table
        A number of its row comes first.

    Raises
    ------
    KeyError
        If a name is no field of a project.
    """
    known = fields_by_name("projects")
    wanted = [known[name] for name in columns if name in frame.columns]
    made = {
        one.name: one
        for one in file_columns("projects", columns, lang=lang, names=names)
    }
    heads = [Column("row", Label("序号", "No."))]
    cells: list[Sequence[Cell]] = [list(range(1, len(frame) + 1))]
    for one in wanted:
        unit = Label(one.unit, unit_of(one, "en")) if one.unit else None
        decimals = 2 if one.type == "number" else None
        heads.append(
            Column(one.name, Label(one.title_zh, one.title_en), unit, decimals)
        )
        cells.append(cells_of(frame, made[one.name], names))
    return Table(title, tuple(heads), tuple(zip(*cells, strict=True)))
