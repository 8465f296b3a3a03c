"""Schematic railway lines, drawn from node to node."""

from __future__ import annotations

import geopandas as gpd
import pandas as pd
import shapely

from geo_zs.crs import WGS84
from geo_zs.errors import DataError, Problem


def line_shapes(
    lines: pd.DataFrame, line_nodes: pd.DataFrame, nodes: pd.DataFrame
) -> gpd.GeoSeries:
    """Join the nodes of each line in their order.

    Parameters
    ----------
    lines : DataFrame
        Column ``line_id``.
    line_nodes : DataFrame
        Columns ``line_id``, ``seq``, ``node_id``.
    nodes : DataFrame
        Columns ``node_id``, ``lon``, ``lat``.

    Returns
    -------
    GeoSeries, (n_lines,)
        LineStrings in EPSG:4326, index ``line_id`` in the order of `lines`.

    Raises
    ------
    DataError
        With all faults: unknown lines or nodes, nodes without a point, repeated
        order numbers, lines of fewer than two nodes.
    """
    problems: list[Problem] = []
    file = "rail/rail_line_nodes.csv"
    known = nodes.set_index("node_id")
    for row, (line_id, node_id) in enumerate(
        zip(line_nodes["line_id"], line_nodes["node_id"], strict=True), start=2
    ):
        if line_id not in set(lines["line_id"]):
            message = f"{line_id!r} is not in rail_lines.csv"
            problems.append(Problem("line_id", message, file=file, row=row))
        if node_id not in known.index:
            message = f"{node_id!r} is not in rail_nodes.csv"
            problems.append(Problem("node_id", message, file=file, row=row))
        elif pd.isna(known.loc[node_id, "lon"]):
            message = f"{node_id!r} has no point, so the line cannot pass it"
            problems.append(Problem("node_id", message, file=file, row=row))
    for row in line_nodes.index[line_nodes.duplicated(["line_id", "seq"])]:
        message = "this order number stands twice in the line"
        problems.append(Problem("seq", message, file=file, row=int(row) + 2))
    counts = line_nodes.groupby("line_id").size()
    for line_id in lines["line_id"]:
        if counts.get(line_id, 0) < 2:
            message = f"{line_id!r} has fewer than two nodes"
            problems.append(Problem("line_id", message, file=file))
    if problems:
        raise DataError(problems)
    ordered = line_nodes.sort_values(["line_id", "seq"]).merge(
        nodes[["node_id", "lon", "lat"]], on="node_id", validate="many_to_one"
    )
    shapes = {
        str(line_id): shapely.LineString(part[["lon", "lat"]].to_numpy(dtype=float))
        for line_id, part in ordered.groupby("line_id")
    }
    keys = [str(line_id) for line_id in lines["line_id"]]
    return gpd.GeoSeries([shapes[key] for key in keys], index=keys, crs=WGS84)
