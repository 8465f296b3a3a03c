"""All tables of the register: import this module before using ``Base.metadata``."""

from __future__ import annotations

from geo_zs.register.models import account, base, change, project, token

__all__ = ["account", "base", "change", "project", "token"]
