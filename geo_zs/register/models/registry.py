"""All tables of the register: import this module before using ``Base.metadata``."""

from __future__ import annotations

from geo_zs.register.models import base, change, project

__all__ = ["base", "change", "project"]
