"""Reading 100,000 rows of 20 columns as a CSV and as a workbook, beside plain reading.

The service reads in a child process with limits and finds header, totals, formulas
and faults; the peers only read the cells. Run: ``python -m benchmarks.read_files``.
"""

from __future__ import annotations

import datetime as dt
import resource
import tempfile
from pathlib import Path

import numpy as np
import openpyxl
import pandas as pd
import xlsxwriter
from python_calamine import CalamineWorkbook

from benchmarks.timing import print_table, side_by_side
from geo_zs.imports.datum.shifted import gcj02_to_wgs84, wgs84_to_gcj02
from geo_zs.imports.source import read_table_file

ROWS, COLUMNS = 100_000, 20
POINTS = 1_000_000


def run() -> None:
    with tempfile.TemporaryDirectory() as made:
        csv, xlsx = Path(made) / "a.csv", Path(made) / "a.xlsx"
        _write(csv, xlsx)
        sizes = [path.stat().st_size / 1e6 for path in (csv, xlsx)]
        timings = side_by_side(
            {
                "CSV, GB18030": lambda: read_table_file(csv, name="a.csv"),
                "peer: pandas.read_csv": lambda: pd.read_csv(
                    csv, encoding="gb18030", dtype=str
                ),
                "XLSX, one column of formulas": lambda: read_table_file(
                    xlsx, name="a.xlsx"
                ),
                "peer: calamine, cells only": lambda: (
                    CalamineWorkbook.from_path(str(xlsx))
                    .get_sheet_by_index(0)
                    .to_python()
                ),
                "peer: openpyxl, cells only": lambda: _openpyxl(xlsx),
            },
            runs=3,
            warm_up=1,
        )
        most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print_table(
        f"Reading {ROWS:,} rows × {COLUMNS} columns",
        timings,
        f"CSV {sizes[0]:.0f} MB, XLSX {sizes[1]:.0f} MB; most memory of a child "
        f"process: {most:.0f} MB.",
    )
    _points()


def _points() -> None:
    """Time the conversion of points."""
    random = np.random.default_rng(1)
    lon, lat = random.uniform(97, 126, POINTS), random.uniform(37, 53, POINTS)
    timings = side_by_side(
        {
            "WGS 84 to GCJ-02": lambda: wgs84_to_gcj02(lon, lat),
            "GCJ-02 to WGS 84": lambda: gcj02_to_wgs84(lon, lat),
        },
        runs=3,
        warm_up=1,
    )
    print_table(f"Conversion of {POINTS:,} points", timings)


def _write(csv: Path, xlsx: Path) -> None:
    """Write the same made-up rows as CSV and as a workbook."""
    random = np.random.default_rng(1)
    numbers = random.uniform(0, 1000, ROWS)
    first = dt.date(2023, 1, 1)
    book = xlsxwriter.Workbook(str(xlsx), {"constant_memory": True})
    dated = book.add_format({"num_format": "yyyy-mm-dd"})
    sheet = book.add_worksheet("项目")
    names = [f"列{at}" for at in range(COLUMNS)]
    sheet.write_row(0, 0, names)
    with csv.open("w", encoding="gb18030", newline="") as sink:
        sink.write(",".join(names) + "\r\n")
        for row in range(ROWS):
            day = first + dt.timedelta(days=row % 700)
            cells: list[object] = []
            for at in range(COLUMNS):
                if at % 4 == 0:
                    cells.append(f"某某项目第{row}号{at}")
                    sheet.write_string(row + 1, at, str(cells[-1]))
                elif at == 5:
                    cells.append(day)
                    sheet.write_datetime(row + 1, at, day, dated)
                elif at == 7:
                    cells.append(row * 2)
                    sheet.write_formula(row + 1, at, f"={row}*2", None, row * 2)
                else:
                    cells.append(round(float(numbers[row]) + at, 4))
                    sheet.write_number(row + 1, at, cells[-1])
            sink.write(",".join(map(str, cells)) + "\r\n")
    book.close()


def _openpyxl(path: Path) -> int:
    """Read all cells with openpyxl."""
    book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    count = sum(1 for _ in book.worksheets[0].iter_rows(values_only=True))
    book.close()
    return count


if __name__ == "__main__":
    run()
