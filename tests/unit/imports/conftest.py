"""A register over the shipped data, for dry runs and batches."""

from __future__ import annotations

import pytest

from geo_zs.register.names import names_of


@pytest.fixture(scope="session")
def shipped_names(catalog):
    """Return the keys of the shipped data."""
    return names_of(catalog)


@pytest.fixture
def own(sqlite_register, shipped_names):
    """Return an empty register on SQLite that knows the shipped data."""
    return sqlite_register.with_names(shipped_names)


@pytest.fixture
def both(register, shipped_names):
    """Return an empty register on either database that knows the shipped data."""
    return register.with_names(shipped_names)
