"""All tables of the register: import this module before using ``Base.metadata``."""

from __future__ import annotations

from geo_zs.register.models import (
    account,
    base,
    change,
    company,
    constraint,
    import_batch,
    ledger,
    park_fact,
    project,
    step,
    target,
    template,
    token,
)

__all__ = [
    "account",
    "base",
    "change",
    "company",
    "constraint",
    "import_batch",
    "ledger",
    "park_fact",
    "project",
    "step",
    "target",
    "template",
    "token",
]
