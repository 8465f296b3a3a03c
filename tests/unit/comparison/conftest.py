"""The hand-made sites and criteria of the matching tests. All made up."""

from __future__ import annotations

from tests.unit.matching.conftest import book, sites_of, solve

__all__ = ["book", "sites_of", "solve"]
