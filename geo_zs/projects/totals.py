"""Sums over projects by place, park, industry, stage or year.

Pledged and arrived money stand apart and are never added together. A project that
belongs to another row, and a cancelled one, adds nothing; each is counted as left
out, so that every row of the table is accounted for.
"""

from __future__ import annotations

from typing import Final, Literal

import pandas as pd

By = Literal["league", "banner", "park", "industry", "stage", "year"]

_COLUMNS: Final = {
    "league": "located_league",
    "banner": "located_banner",
    "park": "park_id",
    "stage": "stage",
}
#: Ways of grouping.
GROUPINGS: Final[tuple[By, ...]] = (
    "league",
    "banner",
    "park",
    "industry",
    "stage",
    "year",
)
#: Key of the group of projects for which the property is not known.
UNKNOWN: Final = ""


def totals(projects: pd.DataFrame, by: By = "league") -> pd.DataFrame:
    """Count and add up projects.

    Parameters
    ----------
    projects : DataFrame, (n,)
        From ``projects.locate.locate_projects``.
    by : str
        ``league``, ``banner`` (both as located), ``park``, ``industry``, ``stage``
        or ``year`` (of the date given).

    Returns
    -------
    DataFrame
        Index ``key``, sorted; ``""`` is the group of what is not known and comes
        last. Columns:

        ``projects``
            Projects counted.
        ``pledged_cny_1e8``, ``arrived_cny_1e8``
            Sums of what is known, 10⁸ CNY; NaN where nothing is known.
        ``pledged_unknown``, ``arrived_unknown``
            Projects counted whose amount is not known.
        ``children_left_out``
            Rows that another row already holds.
        ``cancelled_left_out``
            Cancelled projects; 0 by stage, where they have their own line.
        ``rows_left_out``
            The sum of the two.

    Raises
    ------
    ValueError
        If `by` is none of these.

    Notes
    -----
    By industry a project of several industries stands under each of them with all
    of its money: the lines overlap and must not be added up. In all other groupings
    ``projects`` and ``rows_left_out`` together add up to n.
    """
    if by not in GROUPINGS:
        message = f"by is {by!r}; expected one of {', '.join(GROUPINGS)}"
        raise ValueError(message)
    rows = pd.DataFrame(
        {
            "key": _keys(projects, by),
            "pledged": projects["pledged_cny_1e8"].astype(float),
            "arrived": projects["arrived_cny_1e8"].astype(float),
            "is_child": projects["parent_project_id"].notna(),
            "is_cancelled": projects["stage"].eq("cancelled").fillna(value=False),
        },
        index=projects.index,
    )
    if by == "stage":
        rows["is_cancelled"] = False
    rows["is_cancelled"] &= ~rows["is_child"]
    rows["is_counted"] = ~rows["is_child"] & ~rows["is_cancelled"]
    rows = rows.explode("key")
    rows["key"] = rows["key"].fillna(UNKNOWN).astype(str)
    counted = rows[rows["is_counted"]]
    money = counted.groupby("key")
    groups = rows.groupby("key")
    table = pd.DataFrame({"projects": groups["is_counted"].sum()})
    table["pledged_cny_1e8"] = money["pledged"].sum(min_count=1)
    table["arrived_cny_1e8"] = money["arrived"].sum(min_count=1)
    for name in ("pledged", "arrived"):
        unknown = counted[name].isna().groupby(counted["key"]).sum()
        table[f"{name}_unknown"] = unknown.reindex(table.index, fill_value=0)
    table["children_left_out"] = groups["is_child"].sum()
    table["cancelled_left_out"] = groups["is_cancelled"].sum()
    table["rows_left_out"] = table["children_left_out"] + table["cancelled_left_out"]
    order = sorted(table.index, key=lambda key: (key == UNKNOWN, key))
    whole = [name for name in table.columns if not name.endswith("_1e8")]
    table[whole] = table[whole].astype(int)
    return table.loc[order].rename_axis("key")


def _keys(projects: pd.DataFrame, by: By) -> pd.Series:
    """Return the group of each project; a list of tags by industry."""
    if by == "industry":
        return projects["industry_tags"].map(lambda tags: list(tags) or [None])
    if by == "year":
        return projects["date"].astype("string").str.slice(0, 4).astype(object)
    return projects[_COLUMNS[by]].astype(object)
