"""What a schema needs beyond its tables: triggers, boxes, the PostGIS extension.

The statements run when the tables are made; migrations carry a copy of them.
"""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import Connection, MetaData, event, text

from geo_zs.register.models.base import Base
from geo_zs.register.models.project import BOX

_REFUSED: Final = "the log of changes is append-only"
_REFUSE: Final = f"BEGIN SELECT RAISE(ABORT, '{_REFUSED}'); END"
_NEW_BOX: Final = "NEW.id, NEW.min_lon, NEW.max_lon, NEW.min_lat, NEW.max_lat"

#: SQLite: nobody alters the log; the R*Tree follows the boxes of the projects.
SQLITE: Final = (
    "CREATE TRIGGER change_no_update BEFORE UPDATE ON change " + _REFUSE,
    "CREATE TRIGGER change_no_delete BEFORE DELETE ON change " + _REFUSE,
    # INSERT OR REPLACE would put a line in the place of another.
    "CREATE TRIGGER change_no_replace BEFORE INSERT ON change "  # noqa: S608  constant
    "WHEN EXISTS (SELECT 1 FROM change WHERE change_id = NEW.change_id) " + _REFUSE,
    "CREATE VIRTUAL TABLE project_box "
    "USING rtree(id, min_lon, max_lon, min_lat, max_lat)",
    "CREATE TRIGGER project_box_insert AFTER INSERT ON project "  # noqa: S608  constant
    "WHEN NEW.min_lon IS NOT NULL "
    f"BEGIN INSERT INTO project_box VALUES ({_NEW_BOX}); END",
    f"CREATE TRIGGER project_box_update AFTER UPDATE OF {', '.join(BOX)} "  # noqa: S608
    "ON project BEGIN DELETE FROM project_box WHERE id = OLD.id; "
    f"INSERT INTO project_box SELECT {_NEW_BOX} WHERE NEW.min_lon IS NOT NULL; END",
    "CREATE TRIGGER project_box_delete AFTER DELETE ON project "
    "BEGIN DELETE FROM project_box WHERE id = OLD.id; END",
)
#: SQLite: what removing the tables leaves behind.
SQLITE_DROP: Final = ("DROP TABLE IF EXISTS project_box",)

#: PostgreSQL: needed before the tables.
POSTGRESQL_BEFORE: Final = ("CREATE EXTENSION IF NOT EXISTS postgis",)
#: PostgreSQL: nobody alters the log.
POSTGRESQL: Final = (
    "CREATE FUNCTION geo_zs_append_only() RETURNS trigger LANGUAGE plpgsql AS "
    f"$$ BEGIN RAISE EXCEPTION '{_REFUSED}'; END $$",
    "CREATE TRIGGER change_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON change "
    "FOR EACH STATEMENT EXECUTE FUNCTION geo_zs_append_only()",
)
#: PostgreSQL: what removing the tables leaves behind.
POSTGRESQL_DROP: Final = ("DROP FUNCTION IF EXISTS geo_zs_append_only()",)
#: The counters that every register starts with.
_COUNTERS_SQL: Final = (
    "INSERT INTO counter (name, value) VALUES ('all', 0), ('published', 0)"
)


def before_tables(dialect: str) -> tuple[str, ...]:
    """Return the statements that come before the tables of a database."""
    return POSTGRESQL_BEFORE if dialect == "postgresql" else ()


def after_tables(dialect: str) -> tuple[str, ...]:
    """Return the statements that come after the tables of a database."""
    own = POSTGRESQL if dialect == "postgresql" else SQLITE
    return (*own, _COUNTERS_SQL)


def after_drop(dialect: str) -> tuple[str, ...]:
    """Return the statements that come after removing the tables."""
    return POSTGRESQL_DROP if dialect == "postgresql" else SQLITE_DROP


@event.listens_for(Base.metadata, "before_create")
def _before(_: MetaData, connection: Connection, **__: Any) -> None:  # noqa: ANN401
    for statement in before_tables(connection.dialect.name):
        connection.execute(text(statement))


@event.listens_for(Base.metadata, "after_create")
def _after(_: MetaData, connection: Connection, **__: Any) -> None:  # noqa: ANN401
    for statement in after_tables(connection.dialect.name):
        connection.exec_driver_sql(statement)
