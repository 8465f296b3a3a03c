"""Read layers of a service by GDAL, in a process of its own.

GDAL waits for the service with the interpreter locked, and the tests serve from the
same process. Called as ``python -m tests.ogc.read_by_gdal ADDRESS FOLDER QUERIES``;
what each query gives is written to ``FOLDER/<number>.pickle``.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd
import pyogrio

if TYPE_CHECKING:
    import geopandas as gpd


def read_by_gdal(
    address: str, folder: Path, *queries: dict[str, Any], token: str | None = None
) -> list[gpd.GeoDataFrame]:
    """Return what queries give.

    Parameters
    ----------
    address : str
        Landing page.
    folder : Path
        Where the process leaves what it reads.
    *queries : dict
        Arguments of ``pyogrio.read_dataframe``: ``layer``, perhaps ``bbox``, ``where``
        and options of GDAL's driver.
    token : str, optional
        Token that is sent as Bearer.
    """
    sent = header_file(folder, token) if token else {}
    command = [sys.executable, "-m", "tests.ogc.read_by_gdal", address, str(folder)]
    done = subprocess.run(  # noqa: S603  this module, by this interpreter
        [*command, json.dumps(queries)],
        cwd=Path(__file__).resolve().parents[2],
        env={**os.environ, "NO_PROXY": "127.0.0.1", "no_proxy": "127.0.0.1", **sent},
        capture_output=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return [
        pd.read_pickle(folder / f"{number}.pickle")  # noqa: S301  our own process wrote it
        for number in range(len(queries))
    ]


def header_file(folder: Path, token: str) -> dict[str, str]:
    """Write the header with a token to a file; return the setting that names it."""
    file = folder / "header.txt"
    file.write_text(f"Authorization: Bearer {token}\n", "utf-8")
    return {"GDAL_HTTP_HEADER_FILE": str(file)}


def main(address: str, folder: str, queries: str) -> None:
    """Read every query and write what it gives."""
    for number, query in enumerate(json.loads(queries)):
        if "bbox" in query:
            query["bbox"] = tuple(query["bbox"])
        frame = pyogrio.read_dataframe(f"OAPIF:{address}", **query)
        frame.to_pickle(Path(folder) / f"{number}.pickle")


if __name__ == "__main__":
    main(*sys.argv[1:])
