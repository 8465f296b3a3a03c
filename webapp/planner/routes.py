"""Every part of the workbench: importing this registers all its routes."""

from __future__ import annotations

from webapp.planner import home  # noqa: F401 - registers routes
