"""100,000 rows × 15 columns into the register, beside bare pandas and GeoPandas.

The peer reads the file, joins points to banners and writes the frame; it looks up no
name, reads no unit, finds no fault and no duplicate, keeps no log and cannot be
undone. ``python -m benchmarks.bench_import`` prints the peak of memory of one import.
"""

from __future__ import annotations

import datetime as dt
import json
import subprocess
import sys
import tempfile
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd

from benchmarks.import_writing import (
    accepted,
    compare_writing,
    cpu,
    empty_register,
)
from benchmarks.timing import print_table, side_by_side
from geo_zs.catalog import Catalog, load_catalog
from geo_zs.imports.check import dry_run
from geo_zs.imports.propose import propose_for_file
from geo_zs.imports.rows import DryRun
from geo_zs.imports.source import read_table_file
from geo_zs.register.access import cli_actor
from geo_zs.register.store import Register

N_ROWS = 100_000
SEED = 20230630
TODAY = dt.date(2023, 6, 30)
_PRODUCTS = np.array(
    [
        *("单晶硅片", "光伏组件", "风机叶片", "储能电池"),
        *("绿电制氢", "煤制烯烃", "稀土永磁", "乳制品"),
    ],
    dtype=object,
)
_STAGES = np.array(
    ["签约", "已开工", "在建", "已投产", "洽谈中", "签约落地"], dtype=object
)


def sample(catalog: Catalog, n_rows: int = N_ROWS) -> pd.DataFrame:
    """Return made-up rows as a bureau might keep them."""
    rng = np.random.default_rng(SEED)
    banners = catalog.boundaries.banners
    leagues = catalog.boundaries.leagues["name_zh"]
    which = rng.integers(len(banners), size=n_rows)
    codes = banners.index.to_numpy()[which]
    middle = banners.geometry.representative_point()
    products = _PRODUCTS[rng.integers(len(_PRODUCTS), size=n_rows)]
    size = rng.integers(1, 400, n_rows)
    money = rng.integers(1, 400, n_rows)
    is_text = rng.random(n_rows) < 0.05
    days = pd.to_datetime("2021-01-01") + pd.to_timedelta(
        rng.integers(0, 900, n_rows), unit="D"
    )
    return pd.DataFrame(
        {
            "项目名称": [
                f"某{at}号年产{n}万吨{product}项目"
                for at, (n, product) in enumerate(zip(size, products, strict=True))
            ],
            "项目代码": [
                f"2306-{code}-04-01-{at:06d}" for at, code in enumerate(codes)
            ],
            "投资方": [
                f"内蒙古{n}新能源科技有限公司" for n in rng.integers(0, 20_000, n_rows)
            ],
            "总投资（万元）": [
                f"{value}亿元" if text else str(value * 10_000)
                for value, text in zip(money, is_text, strict=True)
            ],
            "到位资金（亿元）": rng.integers(0, 2, n_rows),
            "用地面积（亩）": [
                f"{value:,}" for value in rng.integers(20, 9000, n_rows)
            ],
            "用电负荷（MW）": np.round(rng.uniform(1, 500, n_rows), 2),
            "项目阶段": _STAGES[rng.integers(len(_STAGES), size=n_rows)],
            "签约日期": days.strftime("%Y年%m月%d日"),
            "开工日期": (days + pd.Timedelta(days=30)).strftime("%Y-%m-%d"),
            "盟市": leagues.loc[banners["league"].to_numpy()[which]].to_numpy(),
            "旗县区": banners["name_zh"].to_numpy()[which],
            "所属产业": products,
            "经度": middle.x.to_numpy()[which] + rng.normal(0, 0.02, n_rows),
            "纬度": middle.y.to_numpy()[which] + rng.normal(0, 0.02, n_rows),
        }
    )


def tried(file: Path, catalog: Catalog, register: Register) -> DryRun:
    """Return the dry run of a file."""
    raw = read_table_file(file, name=file.name)
    return dry_run(
        raw,
        propose_for_file(raw),
        catalog=catalog,
        register=register,
        viewer=cli_actor(),
        today=TODAY,
        datum="wgs84",
    )


def run(catalog: Catalog) -> None:
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        file = folder / "projects.csv"
        rows = sample(catalog)
        rows.to_csv(file, index=False)
        rows.to_excel(folder / "projects.xlsx", index=False, engine="xlsxwriter")
        _compare(catalog, folder, file)
        peak = _peak(file)
        print(f"\nPeak of memory of the whole import, child apart: {peak:,.0f} MB.")


def _compare(catalog: Catalog, folder: Path, file: Path) -> None:
    """Time ours and the peer, turn about."""
    register = empty_register(folder, catalog)
    book = folder / "projects.xlsx"
    raw = read_table_file(file, name=file.name)
    banners = catalog.boundaries.banners[["geometry"]]
    done = tried(file, catalog, register)

    def peer_frame() -> gpd.GeoDataFrame:
        frame = pd.read_csv(file)
        points = gpd.points_from_xy(frame["经度"], frame["纬度"])
        located = gpd.GeoDataFrame(frame, geometry=points, crs=banners.crs)
        return gpd.sjoin(located, banners, predicate="within")

    def ours_dry() -> DryRun:
        return dry_run(
            raw,
            propose_for_file(raw),
            catalog=catalog,
            register=register,
            viewer=cli_actor(),
            today=TODAY,
            datum="wgs84",
        )

    counts = ", ".join(f"{name} {count:,}" for name, count in done.counts.items())
    print_table(
        f"Try {N_ROWS:,} rows × 15 columns: names, units, dates, places, duplicates",
        side_by_side(
            {
                "read the CSV in the child process": lambda: read_table_file(
                    file, name=file.name
                ),
                "read the XLSX in the child process": lambda: read_table_file(
                    book, name=book.name
                ),
                "mapping, checks, locating, duplicates": ours_dry,
                "pandas.read_csv, geopandas.sjoin": peer_frame,
                "pandas.read_excel (openpyxl)": lambda: pd.read_excel(book),
                "pandas.read_excel (calamine)": lambda: pd.read_excel(
                    book, engine="calamine"
                ),
            },
            runs=3,
            warm_up=1,
        ),
        f"Rows: {counts}. Budget: 10 s for mapping, checks and locating.",
        f"Seconds of the processor: ours {cpu(ours_dry):.1f}, "
        f"peer {cpu(peer_frame):.1f}.",
    )
    compare_writing(catalog, folder, done, peer_frame())


def _peak(file: Path) -> float:
    """Return the peak of memory of an import in a process of its own, MB."""
    command = [sys.executable, "-m", "benchmarks.bench_import", str(file)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return float(json.loads(done.stdout)["peak_mb"])


def _main(file: Path) -> None:
    """Import a file once and print the peak of memory."""
    catalog = load_catalog()
    with tempfile.TemporaryDirectory() as made:
        register = empty_register(Path(made), catalog)
        accepted(register, tried(file, catalog, register))
    # Not ru_maxrss, which a process inherits from the one that started it.
    status = Path("/proc/self/status").read_text("ascii")
    peak = next(line for line in status.splitlines() if line.startswith("VmHWM"))
    print(json.dumps({"peak_mb": int(peak.split()[1]) / 1024}))


if __name__ == "__main__":
    _main(Path(sys.argv[1]))
