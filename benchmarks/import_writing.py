"""An accepted import on SQLite and on PostGIS, beside the writers of pandas, GeoPandas.

PostGIS is measured where ``tools/with_postgis.sh`` gives a server.
"""

from __future__ import annotations

import gc
import os
import time
from collections.abc import Callable
from pathlib import Path

import geopandas as gpd
import pandas as pd
from sqlalchemy import create_engine, make_url, text

from benchmarks.timing import print_table, side_by_side
from geo_zs.catalog import Catalog
from geo_zs.imports.accept import accept
from geo_zs.imports.batch import open_batch, store_dry_run
from geo_zs.imports.rows import DryRun
from geo_zs.imports.undo import undo_batch
from geo_zs.register.access import cli_actor
from geo_zs.register.names import names_of
from geo_zs.register.store import Register, init_register

#: A server whose account may make databases, as ``tools/with_postgis.sh`` sets it.
SERVER = "GEO_ZS_TEST_DATABASE_URL"


def empty_register(folder: Path, catalog: Catalog) -> Register:
    """Return a new register in a folder."""
    url = f"sqlite:///{folder / f'register_{time.monotonic_ns()}.db'}"
    return init_register(url, names=names_of(catalog))


def accepted(register: Register, run: DryRun) -> str:
    """Keep and accept a dry run; return its batch."""
    with register.write(cli_actor(), counts=False) as writer:
        batch_id = open_batch(writer, table=run.table, file_name=run.file.name)
        store_dry_run(writer, batch_id, run)
    with register.write(cli_actor(), batch_id=batch_id) as writer:
        accept(writer, batch_id, run)
    return batch_id


def compare_writing(
    catalog: Catalog, folder: Path, done: DryRun, joined: gpd.GeoDataFrame
) -> None:
    """Time writing to each database, each time into a new one, and taking it back."""
    frame = pd.DataFrame(joined.drop(columns="geometry"))

    def to_sql() -> None:
        engine = create_engine(f"sqlite:///{folder / f'peer_{time.monotonic_ns()}.db'}")
        frame.to_sql("project", engine, index=False, chunksize=10_000)
        engine.dispose()

    _compare(
        "SQLite", lambda: empty_register(folder, catalog), done, "pandas.to_sql", to_sql
    )
    if SERVER not in os.environ:
        print(
            "\nOn PostGIS: `tools/with_postgis.sh .venv/bin/python -m benchmarks "
            "import`."
        )
        return

    def to_postgis() -> None:
        engine = create_engine(_new_database())
        with engine.begin() as connection:
            connection.execute(text("CREATE EXTENSION postgis"))
        joined.to_postgis("project", engine, index=False, chunksize=10_000)
        engine.dispose()

    def register_on_postgis() -> Register:
        return init_register(_new_database(), names=names_of(catalog))

    peer = "geopandas.to_postgis, into a new database"
    _compare("PostGIS", register_on_postgis, done, peer, to_postgis)


def cpu(work: Callable[[], object]) -> float:
    """Return the seconds of the processor that a piece of work takes here."""
    gc.collect()
    start = time.process_time()
    work()
    return time.process_time() - start


def _compare(
    database: str,
    make: Callable[[], Register],
    done: DryRun,
    name: str,
    peer: Callable[[], None],
) -> None:
    """Time accepting beside a peer, and undoing."""
    last: list[tuple[Register, str]] = []

    def ours() -> None:
        register = make()
        for other, _ in last:
            other.close()
        last[:] = [(register, accepted(register, done))]

    timings = side_by_side(
        {
            "make the register, keep the dry run, accept it, log every row": ours,
            name: peer,
        },
        runs=3,
        warm_up=1,
    )
    register, batch_id = last[0]
    start = time.perf_counter()
    with register.write(cli_actor()) as writer:
        undone = undo_batch(writer, batch_id)
    taken = time.perf_counter() - start
    print_table(
        f"Accept {done.counts['new']:,} new projects on {database}",
        timings,
        f"Budget: 10 s. Undoing the batch of {undone.undone:,} takes {taken:.1f} s.",
        f"Seconds of this processor: ours {cpu(ours):.1f}, peer {cpu(peer):.1f}.",
    )
    last[0][0].close()


def _new_database() -> str:
    """Return the address of a new, empty database of the server."""
    server = make_url(os.environ[SERVER])
    name = f"bench_{time.monotonic_ns()}"
    engine = create_engine(server, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    engine.dispose()
    return server.set(database=name).render_as_string(hide_password=False)
