"""Every part of the workbench: importing this registers all its routes."""

from __future__ import annotations

from webapp.planner import (  # noqa: F401 - registers routes
    audit,
    board,
    circular,
    circular_templates,
    exports,
    home,
    import_choices,
    imports,
    layers,
    layers_match,
    ledger,
    lists,
    map,
    parks,
    project_edit,
    projects,
    records,
    templates,
)
