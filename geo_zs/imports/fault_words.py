"""All words of the reading side, by key; those of rows are in fault_words_rows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from geo_zs.imports.fault_words_cells import CELLS, NOTES
from geo_zs.imports.fault_words_files import ARCHIVES, KINDS, SIZES
from geo_zs.imports.faults import FaultWords

READ_WORDS: Final[Mapping[str, FaultWords]] = {
    **SIZES,
    **KINDS,
    **ARCHIVES,
    **CELLS,
    **NOTES,
}
