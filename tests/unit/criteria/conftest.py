"""Settings of the laws that are checked on random numbers."""

from __future__ import annotations

from hypothesis import settings

# The same examples on every machine, and no clock.
settings.register_profile("laws", deadline=None, derandomize=True, max_examples=60)
settings.load_profile("laws")
