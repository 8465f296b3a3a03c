"""Read the tables of the vocabulary from a folder."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

import pandas as pd

from geo_zs import paths
from geo_zs.tables import read_table
from geo_zs.understanding.lexicon import Lexicon

#: Parameter of `Lexicon.from_tables` → table.
TABLES: Final[Mapping[str, str]] = {
    "industries": "industries/industries.csv",
    "ports": "ports/ports.csv",
    "leagues": "boundaries/leagues.csv",
    "banners": "boundaries/banners.csv",
    "sector_words": "understanding/sector_words.csv",
    "products": "understanding/products.csv",
    "unevaluated": "understanding/unevaluated.csv",
    "variants": "gazetteer/variants.csv",
    "usual_figures": "understanding/usual_figures.csv",
}


def load_lexicon(tables_dir: Path | None = None) -> Lexicon:
    """Read the tables and compile them.

    Parameters
    ----------
    tables_dir : Path or None
        Folder of the tables; that of `geo_zs.paths` when None.

    Raises
    ------
    DataError
        With the faults of a table.
    """
    folder = paths.tables_dir() if tables_dir is None else tables_dir
    return lexicon_of({key: read_table(folder / name) for key, name in TABLES.items()})


def lexicon_of(frames: Mapping[str, pd.DataFrame]) -> Lexicon:
    """Compile tables that are read already, by the keys of `TABLES`."""
    rows = {
        key: [
            {str(name): value for name, value in row.items()}
            for row in frames[key].to_dict("records")
        ]
        for key in TABLES
    }
    return Lexicon.from_tables(**rows)
