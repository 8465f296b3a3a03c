"""The accounts of parks as a table: land, power and money against the area."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from geo_zs.board.label import Label
from geo_zs.board.table import Cell, Column, Table
from geo_zs.board.words import YI_YUAN

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

_HA: Final = Label("公顷", "ha")
_PERCENT: Final = Label("%", "%")
#: What the land of the projects comes to, against the area of the park.
_STATUS: Final = {
    "over": Label("已超面积", "over the area"),
    "over_if_all": Label("全部落地则超", "over if all come"),
    "within": Label("在面积之内", "within the area"),
    "open": Label("有项目用地不明", "land of some not known"),
    "no_area": Label("面积不明", "area not known"),
}
_BASIS: Final = {
    "approved": Label("核准", "approved"),
    "planned": Label("规划（仅供参考）", "planned (an indication)"),
}
#: Column of the accounts → how it is shown; shares are turned into %.
_COLUMNS: Final = (
    Column("area_ha", Label("园区面积", "area"), _HA, 0),
    Column("area_basis", Label("面积依据", "basis of the area")),
    Column("n_projects", Label("项目数", "projects")),
    Column("land_committed_ha", Label("已定用地", "land committed"), _HA, 1),
    Column("land_asked_ha", Label("意向用地", "land asked for"), _HA, 1),
    Column("n_without_land", Label("用地不明的项目", "projects without land")),
    Column("share_used", Label("已定占比", "share committed"), _PERCENT, 1),
    Column("share_if_all", Label("全部落地占比", "share if all come"), _PERCENT, 1),
    Column(
        "arrived_verified_cny_1e8",
        Label("审核到位资金", "arrived, verified"),
        YI_YUAN,
        2,
    ),
    Column("status", Label("判断", "judgement")),
)
_SHARES: Final = frozenset(("share_used", "share_if_all"))


def park_table(accounts: pd.DataFrame, names: Mapping[str, Label]) -> Table:
    """Return the accounts of parks as a table.

    Parameters
    ----------
    accounts : DataFrame
        From ``overlay.park_accounts``: index ``park_id``.
    names : mapping of str to Label
        Names of the parks; one without a name stands as its id.

    Returns
    -------
    Table
        Parks whose land is oversubscribed first, then in the order they came.
        Umbrella zones include their parts, so there is no total.
    """
    worst = {"over": 0, "over_if_all": 1}
    order = sorted(
        range(len(accounts)),
        key=lambda at: worst.get(str(accounts["status"].iloc[at]), 2),
    )
    rows = []
    for at in order:
        account = accounts.iloc[at]
        key = str(accounts.index[at])
        cells = [_cell(one.key, account[one.key]) for one in _COLUMNS]
        rows.append((names.get(key, key), *cells))
    return Table(
        Label("园区账本", "Accounts of parks"),
        (Column("park", Label("园区", "park")), *_COLUMNS),
        tuple(rows),
        notes=(
            Label(
                "面积不是核准面积的，占比仅供参考；母园区含其子园区，各行不可相加。",
                "Where the area is not an approved one, shares are an indication; an "
                "umbrella zone includes its parts, so rows must not be added up.",
            ),
        ),
    )


def _cell(name: str, value: object) -> Cell:
    """Return a figure as a cell; None where it is not known."""
    if name == "status":
        return _STATUS.get(str(value), str(value))
    if name == "area_basis":
        return _BASIS.get(str(value))
    number = float(str(value))
    if math.isnan(number):
        return None
    if name in _SHARES:
        return number * 100
    return int(number) if name.startswith("n_") else number
