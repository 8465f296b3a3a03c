"""The shipped vocabulary, compiled once, and a reader bound to it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from geo_zs.understanding.lexicon import Lexicon
from geo_zs.understanding.load import load_lexicon
from geo_zs.understanding.reader import read
from geo_zs.understanding.result import Understood


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    return load_lexicon()


@pytest.fixture(scope="session")
def understand(lexicon: Lexicon) -> Callable[[str], Understood]:
    return lambda text: read(text, lexicon)
