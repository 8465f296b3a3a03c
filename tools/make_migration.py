"""Write a migration of the register from its models.

    python -m tools.make_migration --initial
    python -m tools.make_migration 0002_name_of_the_change

The first command writes the one initial migration anew, from all models and from
``geo_zs.register.ddl``; it is for the time before the first release only. The second
writes the step from the last migration to the models of today: read it, add what
``ddl`` gained, and set ``schema.HEAD`` to its name.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import textwrap
from pathlib import Path
from typing import Any

from alembic.autogenerate import produce_migrations, render_python_code
from alembic.autogenerate.api import AutogenContext
from alembic.migration import MigrationContext
from alembic.operations.ops import (
    CreateIndexOp,
    CreateTableOp,
    DropIndexOp,
    DropTableOp,
    OpContainer,
)
from sqlalchemy import JSON, Connection, create_engine

from geo_zs.register import ddl, schema
from geo_zs.register.geometry import Geom
from geo_zs.register.models.base import Base, UtcTime

ROOT = Path(__file__).resolve().parents[1]
VERSIONS = ROOT / "geo_zs" / "register" / "migrations" / "versions"

TEMPLATE = '''"""{title}

Written by ``python -m tools.make_migration``.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from geo_zs.register.geometry import Geom
from geo_zs.register.models.base import UtcTime

revision = "{revision}"
down_revision = {down_revision}
branch_labels = None
depends_on = None
{statements}

def upgrade() -> None:{noqa}
    """Make the change."""
{upgrade}


def downgrade() -> None:{noqa}
    """Take the change back."""
{downgrade}
'''


def render_type(kind: str, item: object, _: AutogenContext) -> str | bool:
    """Return the source of a type of ours; False leaves it to alembic."""
    if kind != "type":
        return False
    if isinstance(item, Geom):
        return f'Geom("{item.kind}", {item.srid})'
    if isinstance(item, UtcTime):
        return "UtcTime()"
    if isinstance(item, JSON):
        none = f"none_as_null={item.none_as_null}"
        jsonb = f'postgresql.JSONB({none}), "postgresql"'
        return f"sa.JSON({none}).with_variant({jsonb})"
    return False


def include(_: object, name: str | None, kind: str, *__: object) -> bool:
    """Tell whether alembic looks at an object of the database."""
    return not (kind == "table" and str(name).startswith("project_box"))


RENDERING: dict[str, Any] = {
    "render_item": render_type,
    "user_module_prefix": "",
    "sqlalchemy_module_prefix": "sa.",
    "alembic_module_prefix": "op.",
}


def of_one_database(container: OpContainer) -> list[tuple[str, Any]]:
    """Take the indexes of one database only out of the steps, and return them."""
    databases = {
        index.name: condition.dialect
        for table in Base.metadata.tables.values()
        for index in table.indexes
        if (condition := getattr(index, "_ddl_if", None)) is not None
    }
    found: list[tuple[str, Any]] = []
    kept: list[Any] = []
    for step in container.ops:
        name = getattr(step, "index_name", None)
        if isinstance(step, CreateIndexOp | DropIndexOp) and name in databases:
            found.append((databases[name], step))
            continue
        if isinstance(step, OpContainer):
            found += of_one_database(step)
        kept.append(step)
    container.ops = kept
    return found


def body(container: OpContainer, context: MigrationContext) -> str:
    """Return the source of the steps, those of one database under its name."""
    tables = {
        getattr(step, "table_name", None)
        for step in container.ops
        if isinstance(step, CreateTableOp | DropTableOp)
    }
    # An index of PostgreSQL is missing from SQLite, which is compared with here; it
    # is new only where its table is.
    alone = [one for one in of_one_database(container) if one[1].table_name in tables]
    lines = code_lines(container, context)
    for dialect, step in alone:
        own = [f"    {line}" for line in code_lines(OpContainer([step]), context)]
        branch = [f'if op.get_bind().dialect.name == "{dialect}":', *own]
        # What is dropped goes before its table does.
        lines = branch + lines if isinstance(step, DropIndexOp) else lines + branch
    return "\n".join(f"    {line}" if line else "" for line in lines)


def code_lines(container: OpContainer, context: MigrationContext) -> list[str]:
    """Return the source of steps as alembic writes them, without its comments."""
    source = render_python_code(container, migration_context=context, **RENDERING)
    kept = [line for line in source.splitlines() if not line.lstrip().startswith("#")]
    return textwrap.dedent("\n".join(kept)).splitlines()


def statements() -> str:
    """Return the source of what the tables need beside them."""
    lines = []
    for name, of in (
        ("BEFORE", ddl.before_tables),
        ("AFTER", ddl.after_tables),
        ("AFTER_DROP", ddl.after_drop),
    ):
        lines.append(f"{name}: dict[str, tuple[str, ...]] = {{")
        for dialect in DIALECTS:
            lines.append(f"    {dialect!r}: (")
            lines += [f"        {literal(one)}," for one in of(dialect)]
            lines.append("    ),")
        lines.append("}")
    return "\n" + "\n".join(lines) + "\n"


def literal(statement: str) -> str:
    """Return the source of a statement, in pieces that fit on a line."""
    pieces = textwrap.wrap(statement, 70, drop_whitespace=False)
    return "(" + "\n".join(map(repr, pieces)) + ")"


DIALECTS = ("sqlite", "postgresql")
_RUN = (
    "    for statement in {name}[op.get_bind().dialect.name]:\n"
    "        op.get_bind().exec_driver_sql(statement)"
)


def render(connection: Connection, revision: str, *, is_initial: bool) -> str:
    """Return the source of a migration from a database to the models."""
    comparing = {"include_object": include, "compare_type": True, **RENDERING}
    context = MigrationContext.configure(connection, opts=comparing)
    script = produce_migrations(context, Base.metadata)
    up = body(script.upgrade_ops, context)  # type: ignore[arg-type]  # never None here
    down = body(script.downgrade_ops, context)  # type: ignore[arg-type]  # as above
    if is_initial:
        up = "\n".join([_RUN.format(name="BEFORE"), up, _RUN.format(name="AFTER")])
        down = "\n".join([down, _RUN.format(name="AFTER_DROP")])
    return TEMPLATE.format(
        title="The register as first released." if is_initial else revision,
        revision=revision,
        down_revision="None" if is_initial else repr(schema.HEAD),
        statements=statements() if is_initial else "",
        noqa="  # noqa: PLR0915  every table" if is_initial else "",
        upgrade=up,
        downgrade=down,
    )


def make(revision: str, *, is_initial: bool) -> str:
    """Return the formatted source of a migration."""
    engine = create_engine("sqlite://")
    with engine.begin() as connection:
        if not is_initial:
            schema.upgrade(connection)
        source = render(connection, revision, is_initial=is_initial)
    engine.dispose()
    return formatted(source)


def formatted(source: str) -> str:
    """Return source as ruff writes it, without imports that are not used."""
    ruff = str(Path(sys.executable).with_name("ruff"))
    for command in (
        ["check", "--fix-only", "--quiet", "--select", "F401,I", "-"],
        ["format", "--quiet", "-"],
    ):
        done = subprocess.run(  # noqa: S603  our own formatter
            [ruff, command[0], "--stdin-filename", "migration.py", *command[1:]],
            input=source,
            capture_output=True,
            text=True,
            check=True,
            cwd=ROOT,
        )
        source = done.stdout
    return source


def main() -> None:
    """Write the migration that the command line names."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("revision", nargs="?")
    parser.add_argument("--initial", action="store_true")
    given = parser.parse_args()
    if given.initial == bool(given.revision):
        parser.error("give --initial or the name of a new revision")
    revision = schema.HEAD if given.initial else given.revision
    file = VERSIONS / f"{revision}.py"
    file.write_text(make(revision, is_initial=given.initial), "utf-8")
    print(f"{file.relative_to(ROOT)} written")


if __name__ == "__main__":
    main()
