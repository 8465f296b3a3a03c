"""Project tables → one frame, and records."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any, Final

import pandas as pd

from geo_zs.errors import DataError, Problem
from geo_zs.projects.record import Project
from geo_zs.tables import read_table

#: Table → whether its rows come from the founding article.
TABLES: Final = {
    "projects/projects.csv": False,
    "projects/article_projects.csv": True,
}


def load_projects(tables: Path) -> pd.DataFrame:
    """Read the project tables into one frame.

    Parameters
    ----------
    tables : Path
        Folder of the tables.

    Returns
    -------
    DataFrame, (n,)
        Rows of all tables; the columns of the tables and ``is_from_article``.

    Raises
    ------
    DataError
        With all faults: a damaged table, or ids, parents or dates that do not hold
        across the tables.
    """
    parts: list[pd.DataFrame] = []
    problems: list[Problem] = []
    for name, is_from_article in TABLES.items():
        try:
            frame = read_table(tables / name)
        except DataError as error:
            problems += error.problems
            continue
        frame["is_from_article"] = is_from_article
        frame["_file"] = name
        frame["_row"] = range(2, len(frame) + 2)
        parts.append(frame)
    if problems:
        raise DataError(problems)
    joined = pd.concat(parts, ignore_index=True)
    problems = check_projects(joined)
    if problems:
        raise DataError(problems)
    return joined.drop(columns=["_file", "_row"])


def check_projects(frame: pd.DataFrame) -> list[Problem]:
    """List the faults that one table's schema cannot see.

    Parameters
    ----------
    frame : DataFrame
        Columns ``project_id``, ``parent_project_id``, ``lon``, ``lat`` and, to say
        where a fault stands, ``_file`` and ``_row``.

    Returns
    -------
    list of Problem
        Ids that are repeated across tables, parents that are unknown, that are the
        row itself or that have a parent of their own, half a point.
    """
    problems: list[Problem] = []
    parents = {
        str(key): parent
        for key, parent in zip(
            frame["project_id"], frame["parent_project_id"], strict=True
        )
        if not pd.isna(parent)
    }
    known = set(frame["project_id"])
    repeated = frame["project_id"].duplicated()
    for is_repeated, row in zip(repeated, frame.to_dict("records"), strict=True):
        file, number = str(row["_file"]), int(row["_row"])
        key, parent = row["project_id"], row["parent_project_id"]
        if is_repeated:
            message = f"{key!r} stands twice; give each project one id"
            problems.append(Problem("project_id", message, file=file, row=number))
        if not pd.isna(parent):
            if parent == key:
                message = f"{key!r} names itself as its parent"
            elif parent not in known:
                message = f"{parent!r} is no project; expected an id of the tables"
            elif parent in parents:
                message = f"{parent!r} has a parent itself; name the topmost project"
            else:
                message = ""
            if message:
                problems.append(
                    Problem("parent_project_id", message, file=file, row=number)
                )
        if pd.isna(row["lon"]) != pd.isna(row["lat"]):
            message = "only one of lon and lat is given; give both or none"
            problems.append(Problem("lon", message, file=file, row=number))
    return problems


def to_records(frame: pd.DataFrame) -> tuple[Project, ...]:
    """Return the rows of a frame of projects as records.

    Parameters
    ----------
    frame : DataFrame
        From :func:`load_projects`.

    Returns
    -------
    tuple of Project
        In the order of the frame; missing values are None.
    """
    names = [field.name for field in dataclasses.fields(Project)]
    return tuple(
        Project(**{name: _plain(row[name]) for name in names})
        for row in frame[names].to_dict("records")
    )


def _plain(value: Any) -> Any:  # noqa: ANN401  any cell of a table
    """Return a cell as a plain Python value; None where it is missing."""
    if isinstance(value, tuple):
        return value
    return None if pd.isna(value) else value
