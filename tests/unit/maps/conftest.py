"""The made-up region of ``tests/samples/map_region.py`` for the tests of maps."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

SAMPLES = Path(__file__).resolve().parents[2] / "samples"


def load_sample(name: str) -> ModuleType:
    """Import a module of ``tests/samples``, which is no package."""
    if name not in sys.modules:
        spec = importlib.util.spec_from_file_location(name, SAMPLES / f"{name}.py")
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        sys.modules[name] = module
        spec.loader.exec_module(module)
    return sys.modules[name]


@pytest.fixture
def sample() -> Any:
    """Return a new copy of the region."""
    return load_sample("map_region").sample_region()
