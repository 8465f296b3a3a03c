"""Run the migrations on the connection that ``geo_zs.register.schema`` gives."""

from __future__ import annotations

from alembic import context

from geo_zs.register.models import registry
from geo_zs.register.models.base import Base

__all__ = ["registry"]

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
)
# The caller began the transaction and commits it: all steps are done, or none.
context.run_migrations()
