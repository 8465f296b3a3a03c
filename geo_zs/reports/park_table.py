"""The accounts of parks as a table: land, power and money against the area."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, Final

from geo_zs.board.label import Label
from geo_zs.board.table import Cell, Column, Table
from geo_zs.board.words import YI_YUAN

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

_HA: Final = Label("公顷", "ha")
_MW: Final = Label("MW", "MW")
_PERCENT: Final = Label("%", "%")
#: What the land of the projects comes to, against the area of the park.
_STATUS: Final = {
    "over": Label("已超面积", "over the area"),
    "over_if_all": Label("全部落地则超", "over if all come"),
    "within": Label("在面积之内", "within the area"),
    "open": Label("有项目用地不明", "land not known of some"),
    "no_area": Label("面积不明", "area not known"),
    "no_projects": Label("没有项目", "no projects"),
}
_BASIS: Final = {
    "approved": Label("核准", "approved"),
    "planned": Label("规划", "planned"),
}
#: Column of the accounts → how it is shown; shares are turned into %.
_COLUMNS: Final = (
    Column("area_ha", Label("园区面积", "area"), _HA, 0),
    Column("area_basis", Label("面积依据", "basis of the area")),
    Column("n_projects", Label("项目数", "projects")),
    Column("land_committed_ha", Label("已定用地", "land committed"), _HA, 1),
    Column("land_asked_ha", Label("意向用地", "land asked for"), _HA, 1),
    Column("n_without_land", Label("用地不明", "land not known")),
    Column("share_used", Label("已定占比", "share committed"), _PERCENT, 1),
    Column("share_if_all", Label("全部落地占比", "share if all come"), _PERCENT, 1),
    Column("power_committed_mw", Label("用电负荷", "power"), _MW, 1),
    Column("n_without_power", Label("负荷不明", "power not known")),
    Column("pledged_committed_cny_1e8", Label("总投资", "pledged"), YI_YUAN, 2),
    Column("n_without_pledged", Label("投资不明", "pledge not known")),
    Column(
        "arrived_verified_cny_1e8", Label("审核到位", "arrived, verified"), YI_YUAN, 2
    ),
    Column("n_without_verified", Label("无审核数", "none verified")),
    Column("status", Label("判断", "judgement")),
)
#: Share → counts of projects whose land it leaves out.
_SHARES: Final = {
    "share_used": ("n_without_land",),
    "share_if_all": ("n_without_land", "n_asked_without_land"),
}


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
        cells = [_cell(one, account) for one in _COLUMNS]
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
            Label(
                "用地、负荷、投资为签约至投产项目之和；“不明”各列为其中没有该数的项目数，"
                "≥ 表示有项目用地不明，占比至少如此；— 表示未知，不是零。",
                "Land, power and pledges are sums of the projects from signing to "
                "operation; “not known” counts those that tell none; ≥: the land of "
                "some is not known, so the share is at least this; — is not known, "
                "not zero.",
            ),
        ),
    )


def _cell(column: Column, account: pd.Series[Any]) -> Cell:
    """Return a figure as a cell; None where it is not known."""
    name, value = column.key, account[column.key]
    if name == "status":
        return _STATUS.get(str(value), str(value))
    if name == "area_basis":
        return _BASIS.get(str(value))
    number = float(str(value))
    if math.isnan(number):
        return None
    if name in _SHARES:
        is_least = any(account[one] for one in _SHARES[name])
        text = column.text(number * 100, "zh")
        return Label(f"≥{text}", f"≥{text}") if is_least else number * 100
    return int(number) if name.startswith("n_") else number
