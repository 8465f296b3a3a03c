"""The register as first released.

Written by ``python -m tools.make_migration``.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from geo_zs.register.geometry import Geom
from geo_zs.register.models.base import UtcTime

revision = "0001_register"
down_revision = None
branch_labels = None
depends_on = None

BEFORE: dict[str, tuple[str, ...]] = {
    "sqlite": (),
    "postgresql": (("CREATE EXTENSION IF NOT EXISTS postgis"),),
}
AFTER: dict[str, tuple[str, ...]] = {
    "sqlite": (
        (
            "CREATE TRIGGER change_no_update BEFORE UPDATE ON change BEGIN SELECT "
            "RAISE(ABORT, 'the log of changes is append-only'); END"
        ),
        (
            "CREATE TRIGGER change_no_delete BEFORE DELETE ON change BEGIN SELECT "
            "RAISE(ABORT, 'the log of changes is append-only'); END"
        ),
        (
            "CREATE TRIGGER change_no_replace BEFORE INSERT ON change WHEN EXISTS "
            "(SELECT 1 FROM change WHERE change_id = NEW.change_id) BEGIN SELECT "
            "RAISE(ABORT, 'the log of changes is append-only'); END"
        ),
        (
            "CREATE VIRTUAL TABLE project_box USING rtree(id, min_lon, max_lon, "
            "min_lat, max_lat)"
        ),
        (
            "CREATE TRIGGER project_box_insert AFTER INSERT ON project WHEN "
            "NEW.min_lon IS NOT NULL BEGIN INSERT INTO project_box VALUES (NEW.id, "
            "NEW.min_lon, NEW.max_lon, NEW.min_lat, NEW.max_lat); END"
        ),
        (
            "CREATE TRIGGER project_box_update AFTER UPDATE OF min_lon, min_lat, "
            "max_lon, max_lat ON project BEGIN DELETE FROM project_box WHERE id = "
            "OLD.id; INSERT INTO project_box SELECT NEW.id, NEW.min_lon, "
            "NEW.max_lon, NEW.min_lat, NEW.max_lat WHERE NEW.min_lon IS NOT NULL; "
            "END"
        ),
        (
            "CREATE TRIGGER project_box_delete AFTER DELETE ON project BEGIN DELETE"
            " FROM project_box WHERE id = OLD.id; END"
        ),
        ("INSERT INTO counter (name, value) VALUES ('all', 0), ('published', 0)"),
    ),
    "postgresql": (
        (
            "CREATE FUNCTION geo_zs_append_only() RETURNS trigger LANGUAGE plpgsql "
            "AS $$ BEGIN RAISE EXCEPTION 'the log of changes is append-only'; END "
            "$$"
        ),
        (
            "CREATE TRIGGER change_append_only BEFORE UPDATE OR DELETE OR TRUNCATE "
            "ON change FOR EACH STATEMENT EXECUTE FUNCTION geo_zs_append_only()"
        ),
        ("INSERT INTO counter (name, value) VALUES ('all', 0), ('published', 0)"),
    ),
}
AFTER_DROP: dict[str, tuple[str, ...]] = {
    "sqlite": (("DROP TABLE IF EXISTS project_box"),),
    "postgresql": (("DROP FUNCTION IF EXISTS geo_zs_append_only()"),),
}


def upgrade() -> None:  # noqa: PLR0915  every table
    """Make the change."""
    for statement in BEFORE[op.get_bind().dialect.name]:
        op.get_bind().exec_driver_sql(statement)
    op.create_table(
        "account",
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("display_name", sa.String(length=100), nullable=False),
        sa.Column("role", sa.String(length=10), nullable=False),
        sa.Column(
            "leagues",
            sa.JSON(none_as_null=True).with_variant(
                postgresql.JSONB(none_as_null=True), "postgresql"
            ),
            nullable=True,
        ),
        sa.Column("is_disabled", sa.Boolean(), nullable=False),
        sa.Column("must_change_password", sa.Boolean(), nullable=False),
        sa.Column("session_epoch", sa.Integer(), nullable=False),
        sa.Column("password_hash", sa.String(length=200), nullable=False),
        sa.Column("password_changed_at", UtcTime(), nullable=False),
        sa.Column("last_login_at", UtcTime(), nullable=True),
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", UtcTime(), nullable=False),
        sa.Column("created_by", sa.String(length=100), nullable=False),
        sa.Column("updated_at", UtcTime(), nullable=False),
        sa.Column("updated_by", sa.String(length=100), nullable=False),
        sa.CheckConstraint(
            "role IN ('viewer', 'planner', 'admin')", name=op.f("ck_account_role")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account")),
        sa.UniqueConstraint("name", name=op.f("uq_account_name")),
    )
    op.create_table(
        "change",
        sa.Column(
            "change_id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("at", UtcTime(), nullable=False),
        sa.Column("by", sa.String(length=100), nullable=False),
        sa.Column("via", sa.String(length=10), nullable=False),
        sa.Column("table_name", sa.String(length=60), nullable=False),
        sa.Column("key", sa.String(length=100), nullable=False),
        sa.Column("action", sa.String(length=10), nullable=False),
        sa.Column(
            "before",
            sa.JSON(none_as_null=True).with_variant(
                postgresql.JSONB(none_as_null=True), "postgresql"
            ),
            nullable=True,
        ),
        sa.Column(
            "after",
            sa.JSON(none_as_null=True).with_variant(
                postgresql.JSONB(none_as_null=True), "postgresql"
            ),
            nullable=True,
        ),
        sa.Column("batch_id", sa.String(length=40), nullable=True),
        sa.Column("undoes", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["undoes"], ["change.change_id"], name=op.f("fk_change_undoes_change")
        ),
        sa.PrimaryKeyConstraint("change_id", name=op.f("pk_change")),
    )
    op.create_index(op.f("ix_change_batch_id"), "change", ["batch_id"], unique=False)
    op.create_index(op.f("ix_change_by"), "change", ["by"], unique=False)
    op.create_index(
        "ix_change_table_name_key", "change", ["table_name", "key"], unique=False
    )
    op.create_index(op.f("ix_change_undoes"), "change", ["undoes"], unique=False)
    op.create_table(
        "circular_template",
        sa.Column("template_id", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("signature", sa.String(length=64), nullable=False),
        sa.Column(
            "mapping",
            sa.JSON(none_as_null=True).with_variant(
                postgresql.JSONB(none_as_null=True), "postgresql"
            ),
            nullable=False,
        ),
        sa.Column("size_bytes", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=True),
        sa.Column("deleted_at", UtcTime(), nullable=True),
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", UtcTime(), nullable=False),
        sa.Column("created_by", sa.String(length=100), nullable=False),
        sa.Column("updated_at", UtcTime(), nullable=False),
        sa.Column("updated_by", sa.String(length=100), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_circular_template")),
        sa.UniqueConstraint(
            "template_id", name=op.f("uq_circular_template_template_id")
        ),
    )
    op.create_index(
        op.f("ix_circular_template_signature"),
        "circular_template",
        ["signature"],
        unique=False,
    )
    op.create_table(
        "closed_month",
        sa.Column("month", sa.String(length=7), nullable=False),
        sa.Column("created_at", UtcTime(), nullable=False),
        sa.Column("created_by", sa.String(length=100), nullable=False),
        sa.Column("updated_at", UtcTime(), nullable=False),
        sa.Column("updated_by", sa.String(length=100), nullable=False),
        sa.PrimaryKeyConstraint("month", name=op.f("pk_closed_month")),
    )
    op.create_table(
        "constraint_layer",
        sa.Column("layer_id", sa.String(length=20), nullable=False),
        sa.Column("name_zh", sa.String(length=100), nullable=False),
        sa.Column("name_en", sa.String(length=100), nullable=False),
        sa.Column("meaning", sa.String(length=20), nullable=False),
        sa.Column("buffer_m", sa.Float(precision=53), nullable=False),
        sa.Column("condition_text", sa.String(length=1000), nullable=False),
        sa.Column("source", sa.String(length=500), nullable=False),
        sa.Column("source_date", sa.String(length=10), nullable=False),
        sa.Column("visibility", sa.String(length=10), nullable=False),
        sa.Column("league", sa.String(length=6), nullable=True),
        sa.Column("covers", sa.String(length=1000), nullable=False),
        sa.Column("feature_set", sa.Integer(), nullable=False),
        sa.Column("n_features", sa.Integer(), nullable=False),
        sa.Column("deleted_at", UtcTime(), nullable=True),
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", UtcTime(), nullable=False),
        sa.Column("created_by", sa.String(length=100), nullable=False),
        sa.Column("updated_at", UtcTime(), nullable=False),
        sa.Column("updated_by", sa.String(length=100), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_constraint_layer")),
        sa.UniqueConstraint("layer_id", name=op.f("uq_constraint_layer_layer_id")),
    )
    op.create_index(
        op.f("ix_constraint_layer_league"), "constraint_layer", ["league"], unique=False
    )
    op.create_table(
        "counter",
        sa.Column("name", sa.String(length=30), nullable=False),
        sa.Column("value", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_counter")),
    )
    op.create_table(
        "ended_session",
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("expires_at", UtcTime(), nullable=False),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_ended_session")),
    )
    op.create_index(
        op.f("ix_ended_session_expires_at"),
        "ended_session",
        ["expires_at"],
        unique=False,
    )
    op.create_table(
        "failed_login",
        sa.Column("subject", sa.String(length=64), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("first_at", UtcTime(), nullable=False),
        sa.PrimaryKeyConstraint("subject", name=op.f("pk_failed_login")),
    )
    op.create_index(
        op.f("ix_failed_login_first_at"), "failed_login", ["first_at"], unique=False
    )
    op.create_table(
        "import_batch",
        sa.Column("batch_id", sa.String(length=40), nullable=False),
        sa.Column("table_name", sa.String(length=40), nullable=False),
        sa.Column("file_name", sa.String(length=200), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("phase", sa.String(length=20), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column(
            "counts",
            sa.JSON(none_as_null=True).with_variant(
                postgresql.JSONB(none_as_null=True), "postgresql"
            ),
            nullable=True,
        ),
        sa.Column(
            "fault_counts",
            sa.JSON(none_as_null=True).with_variant(
                postgresql.JSONB(none_as_null=True), "postgresql"
            ),
            nullable=True,
        ),
        sa.Column(
            "faults",
            sa.JSON(none_as_null=True).with_variant(
                postgresql.JSONB(none_as_null=True), "postgresql"
            ),
            nullable=True,
        ),
        sa.Column("made_at", UtcTime(), nullable=False),
        sa.Column("made_by", sa.String(length=100), nullable=False),
        sa.Column("heartbeat_at", UtcTime(), nullable=False),
        sa.Column("accepted_at", UtcTime(), nullable=True),
        sa.Column("accepted_by", sa.String(length=100), nullable=True),
        sa.Column("added", sa.Integer(), nullable=True),
        sa.Column("changed", sa.Integer(), nullable=True),
        sa.Column("undone_at", UtcTime(), nullable=True),
        sa.Column("undone_by", sa.String(length=100), nullable=True),
        sa.Column("head", sa.LargeBinary(), nullable=True),
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_batch")),
        sa.UniqueConstraint("batch_id", name=op.f("uq_import_batch_batch_id")),
    )
    op.create_index(
        op.f("ix_import_batch_made_by"), "import_batch", ["made_by"], unique=False
    )
    op.create_index(
        op.f("ix_import_batch_state"), "import_batch", ["state"], unique=False
    )
    op.create_table(
        "import_mapping",
        sa.Column("account", sa.String(length=100), nullable=False),
        sa.Column("signature", sa.String(length=32), nullable=False),
        sa.Column(
            "mapping",
            sa.JSON(none_as_null=True).with_variant(
                postgresql.JSONB(none_as_null=True), "postgresql"
            ),
            nullable=False,
        ),
        sa.Column("used_at", UtcTime(), nullable=False),
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_mapping")),
        sa.UniqueConstraint(
            "account", "signature", name=op.f("uq_import_mapping_account_signature")
        ),
    )
    op.create_table(
        "park_fact",
        sa.Column("fact_id", sa.String(length=20), nullable=False),
        sa.Column("park_id", sa.String(length=100), nullable=False),
        sa.Column("league", sa.String(length=6), nullable=True),
        sa.Column("fact", sa.String(length=60), nullable=False),
        sa.Column("fact_class", sa.String(length=50), nullable=False),
        sa.Column("date", sa.String(length=10), nullable=False),
        sa.Column("value_number", sa.Float(precision=53), nullable=True),
        sa.Column("value_text", sa.String(length=500), nullable=True),
        sa.Column("source", sa.String(length=500), nullable=False),
        sa.Column("confidence", sa.String(length=10), nullable=False),
        sa.Column("visibility", sa.String(length=10), nullable=False),
        sa.Column("notes", sa.String(length=2000), nullable=True),
        sa.Column("slot", sa.String(length=300), nullable=True),
        sa.Column("batch_id", sa.String(length=40), nullable=True),
        sa.Column("deleted_at", UtcTime(), nullable=True),
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", UtcTime(), nullable=False),
        sa.Column("created_by", sa.String(length=100), nullable=False),
        sa.Column("updated_at", UtcTime(), nullable=False),
        sa.Column("updated_by", sa.String(length=100), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_park_fact")),
        sa.UniqueConstraint("fact_id", name=op.f("uq_park_fact_fact_id")),
        sa.UniqueConstraint("slot", name=op.f("uq_park_fact_slot")),
    )
    op.create_index(
        op.f("ix_park_fact_batch_id"), "park_fact", ["batch_id"], unique=False
    )
    op.create_index(op.f("ix_park_fact_league"), "park_fact", ["league"], unique=False)
    op.create_index(
        op.f("ix_park_fact_park_id"), "park_fact", ["park_id"], unique=False
    )
    op.create_table(
        "project",
        sa.Column("project_id", sa.String(length=20), nullable=False),
        sa.Column("name_zh", sa.String(length=300), nullable=False),
        sa.Column("name_printed", sa.String(length=300), nullable=True),
        sa.Column("project_code", sa.String(length=30), nullable=True),
        sa.Column("investor_zh", sa.String(length=300), nullable=True),
        sa.Column("investor_printed", sa.String(length=300), nullable=True),
        sa.Column("credit_code", sa.String(length=18), nullable=True),
        sa.Column("investor_origin", sa.String(length=20), nullable=True),
        sa.Column("investor_origin_place", sa.String(length=100), nullable=True),
        sa.Column("gb_t_4754", sa.String(length=10), nullable=True),
        sa.Column("industry_text", sa.String(length=300), nullable=True),
        sa.Column("industry_tags", sa.String(length=1000), nullable=True),
        sa.Column("cluster", sa.String(length=20), nullable=True),
        sa.Column("chain", sa.String(length=20), nullable=True),
        sa.Column("pledged_cny_1e8", sa.Float(precision=53), nullable=True),
        sa.Column("pledged_currency", sa.String(length=3), nullable=True),
        sa.Column("pledged_foreign_1e4", sa.Float(precision=53), nullable=True),
        sa.Column("pledged_date", sa.String(length=10), nullable=True),
        sa.Column("arrived_cny_1e8", sa.Float(precision=53), nullable=True),
        sa.Column("arrived_date", sa.String(length=10), nullable=True),
        sa.Column("land_ha", sa.Float(precision=53), nullable=True),
        sa.Column("power_mw", sa.Float(precision=53), nullable=True),
        sa.Column(
            "electricity_1e4_kwh_per_year", sa.Float(precision=53), nullable=True
        ),
        sa.Column("energy_tce_per_year", sa.Float(precision=53), nullable=True),
        sa.Column("water_m3_per_day", sa.Float(precision=53), nullable=True),
        sa.Column("capacity_text", sa.String(length=2000), nullable=True),
        sa.Column("stage", sa.String(length=20), nullable=True),
        sa.Column("stage_text", sa.String(length=2000), nullable=True),
        sa.Column("officer", sa.String(length=100), nullable=True),
        sa.Column("reserve_date", sa.String(length=10), nullable=True),
        sa.Column("negotiating_date", sa.String(length=10), nullable=True),
        sa.Column("framework_date", sa.String(length=10), nullable=True),
        sa.Column("signed_date", sa.String(length=10), nullable=True),
        sa.Column("filed_date", sa.String(length=10), nullable=True),
        sa.Column("construction_date", sa.String(length=10), nullable=True),
        sa.Column("operating_date", sa.String(length=10), nullable=True),
        sa.Column("stopped_date", sa.String(length=10), nullable=True),
        sa.Column("cancelled_date", sa.String(length=10), nullable=True),
        sa.Column("league", sa.String(length=6), nullable=True),
        sa.Column("banner", sa.String(length=6), nullable=True),
        sa.Column("park_id", sa.String(length=100), nullable=True),
        sa.Column("place_text", sa.String(length=500), nullable=True),
        sa.Column("lon", sa.Float(precision=53), nullable=True),
        sa.Column("lat", sa.Float(precision=53), nullable=True),
        sa.Column("location_precision", sa.String(length=10), nullable=True),
        sa.Column("located_by", sa.String(length=10), nullable=False),
        sa.Column("place_confidence", sa.String(length=10), nullable=True),
        sa.Column("supersedes_id", sa.String(length=20), nullable=True),
        sa.Column("source", sa.String(length=500), nullable=True),
        sa.Column("source_date", sa.String(length=10), nullable=True),
        sa.Column("confidence", sa.String(length=10), nullable=True),
        sa.Column("visibility", sa.String(length=10), nullable=False),
        sa.Column("notes", sa.String(length=4000), nullable=True),
        sa.Column("geometry", Geom("GEOMETRY", 4326), nullable=True),
        sa.Column("located_league", sa.String(length=6), nullable=True),
        sa.Column("located_banner", sa.String(length=6), nullable=True),
        sa.Column("min_lon", sa.Float(precision=53), nullable=True),
        sa.Column("min_lat", sa.Float(precision=53), nullable=True),
        sa.Column("max_lon", sa.Float(precision=53), nullable=True),
        sa.Column("max_lat", sa.Float(precision=53), nullable=True),
        sa.Column("search_text", sa.Text(), nullable=False),
        sa.Column("batch_id", sa.String(length=40), nullable=True),
        sa.Column("deleted_at", UtcTime(), nullable=True),
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", UtcTime(), nullable=False),
        sa.Column("created_by", sa.String(length=100), nullable=False),
        sa.Column("updated_at", UtcTime(), nullable=False),
        sa.Column("updated_by", sa.String(length=100), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_project")),
        sa.UniqueConstraint("project_id", name=op.f("uq_project_project_id")),
    )
    op.create_index(op.f("ix_project_batch_id"), "project", ["batch_id"], unique=False)
    op.create_index(
        op.f("ix_project_credit_code"), "project", ["credit_code"], unique=False
    )
    op.create_index(op.f("ix_project_league"), "project", ["league"], unique=False)
    op.create_index(
        op.f("ix_project_project_code"), "project", ["project_code"], unique=False
    )
    op.create_index(op.f("ix_project_stage"), "project", ["stage"], unique=False)
    op.create_table(
        "target",
        sa.Column("target_id", sa.String(length=20), nullable=False),
        sa.Column("adcode", sa.String(length=6), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("scope", sa.String(length=20), nullable=False),
        sa.Column("value_cny_1e8", sa.Float(precision=53), nullable=True),
        sa.Column("currency", sa.String(length=3), nullable=True),
        sa.Column("value_foreign_1e4", sa.Float(precision=53), nullable=True),
        sa.Column("growth_pct", sa.Float(precision=53), nullable=True),
        sa.Column("source", sa.String(length=500), nullable=False),
        sa.Column("source_date", sa.String(length=10), nullable=True),
        sa.Column("confidence", sa.String(length=10), nullable=True),
        sa.Column("visibility", sa.String(length=10), nullable=False),
        sa.Column("notes", sa.String(length=4000), nullable=True),
        sa.Column("slot", sa.String(length=300), nullable=True),
        sa.Column("batch_id", sa.String(length=40), nullable=True),
        sa.Column("deleted_at", UtcTime(), nullable=True),
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", UtcTime(), nullable=False),
        sa.Column("created_by", sa.String(length=100), nullable=False),
        sa.Column("updated_at", UtcTime(), nullable=False),
        sa.Column("updated_by", sa.String(length=100), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_target")),
        sa.UniqueConstraint("slot", name=op.f("uq_target_slot")),
        sa.UniqueConstraint("target_id", name=op.f("uq_target_target_id")),
    )
    op.create_index(op.f("ix_target_adcode"), "target", ["adcode"], unique=False)
    op.create_index(op.f("ix_target_batch_id"), "target", ["batch_id"], unique=False)
    op.create_table(
        "api_token",
        sa.Column("account_id", sa.BigInteger(), nullable=False),
        sa.Column("label", sa.String(length=100), nullable=False),
        sa.Column("prefix", sa.String(length=12), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("scope", sa.String(length=10), nullable=False),
        sa.Column("created_at", UtcTime(), nullable=False),
        sa.Column("expires_at", UtcTime(), nullable=False),
        sa.Column("last_used_at", UtcTime(), nullable=True),
        sa.Column("revoked_at", UtcTime(), nullable=True),
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.CheckConstraint(
            "scope IN ('read', 'write')", name=op.f("ck_api_token_scope")
        ),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_api_token_account_id_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_api_token")),
        sa.UniqueConstraint("digest", name=op.f("uq_api_token_digest")),
    )
    op.create_index(
        op.f("ix_api_token_account_id"), "api_token", ["account_id"], unique=False
    )
    op.create_table(
        "constraint_feature",
        sa.Column(
            "layer_key",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            nullable=False,
        ),
        sa.Column("feature_set", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("label", sa.String(length=200), nullable=False),
        sa.Column("geometry", Geom("GEOMETRY", 4326), nullable=False),
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["layer_key"],
            ["constraint_layer.id"],
            name=op.f("fk_constraint_feature_layer_key_constraint_layer"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_constraint_feature")),
        sa.UniqueConstraint(
            "layer_key",
            "feature_set",
            "position",
            name=op.f("uq_constraint_feature_layer_key_feature_set_position"),
        ),
    )
    op.create_table(
        "import_page",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("batch_id", sa.String(length=40), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["batch_id"],
            ["import_batch.batch_id"],
            name=op.f("fk_import_page_batch_id_import_batch"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_page")),
        sa.UniqueConstraint(
            "batch_id", "number", name=op.f("uq_import_page_batch_id_number")
        ),
    )
    op.create_index(
        op.f("ix_import_page_batch_id"), "import_page", ["batch_id"], unique=False
    )
    op.create_table(
        "ledger_entry",
        sa.Column("entry_id", sa.String(length=20), nullable=False),
        sa.Column("project_id", sa.String(length=20), nullable=False),
        sa.Column("month", sa.String(length=7), nullable=False),
        sa.Column("scope", sa.String(length=20), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("is_continued", sa.Boolean(), nullable=False),
        sa.Column("reported_1e4", sa.Float(precision=53), nullable=True),
        sa.Column("verified_1e4", sa.Float(precision=53), nullable=True),
        sa.Column("reduced_1e4", sa.Float(precision=53), nullable=True),
        sa.Column("reduced_reason", sa.String(length=500), nullable=True),
        sa.Column("corrects_month", sa.String(length=7), nullable=True),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("source", sa.String(length=500), nullable=True),
        sa.Column("notes", sa.String(length=4000), nullable=True),
        sa.Column("kept_league", sa.String(length=6), nullable=True),
        sa.Column("kept_banner", sa.String(length=6), nullable=True),
        sa.Column("kept_park_id", sa.String(length=100), nullable=True),
        sa.Column("kept_size_class", sa.String(length=10), nullable=True),
        sa.Column("slot", sa.String(length=300), nullable=True),
        sa.Column("batch_id", sa.String(length=40), nullable=True),
        sa.Column("deleted_at", UtcTime(), nullable=True),
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", UtcTime(), nullable=False),
        sa.Column("created_by", sa.String(length=100), nullable=False),
        sa.Column("updated_at", UtcTime(), nullable=False),
        sa.Column("updated_by", sa.String(length=100), nullable=False),
        sa.ForeignKeyConstraint(
            ["project_id"],
            ["project.project_id"],
            name=op.f("fk_ledger_entry_project_id_project"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ledger_entry")),
        sa.UniqueConstraint("entry_id", name=op.f("uq_ledger_entry_entry_id")),
        sa.UniqueConstraint("slot", name=op.f("uq_ledger_entry_slot")),
    )
    op.create_index(
        op.f("ix_ledger_entry_batch_id"), "ledger_entry", ["batch_id"], unique=False
    )
    op.create_index(
        op.f("ix_ledger_entry_month"), "ledger_entry", ["month"], unique=False
    )
    op.create_index(
        op.f("ix_ledger_entry_project_id"), "ledger_entry", ["project_id"], unique=False
    )
    op.create_table(
        "project_step",
        sa.Column("step_id", sa.String(length=20), nullable=False),
        sa.Column("project_id", sa.String(length=20), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("due_date", sa.String(length=10), nullable=True),
        sa.Column("done_date", sa.String(length=10), nullable=True),
        sa.Column("officer", sa.String(length=100), nullable=True),
        sa.Column("officer_role", sa.String(length=100), nullable=True),
        sa.Column("notes", sa.String(length=4000), nullable=True),
        sa.Column("slot", sa.String(length=300), nullable=True),
        sa.Column("batch_id", sa.String(length=40), nullable=True),
        sa.Column("deleted_at", UtcTime(), nullable=True),
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", UtcTime(), nullable=False),
        sa.Column("created_by", sa.String(length=100), nullable=False),
        sa.Column("updated_at", UtcTime(), nullable=False),
        sa.Column("updated_by", sa.String(length=100), nullable=False),
        sa.ForeignKeyConstraint(
            ["project_id"],
            ["project.project_id"],
            name=op.f("fk_project_step_project_id_project"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_project_step")),
        sa.UniqueConstraint("slot", name=op.f("uq_project_step_slot")),
        sa.UniqueConstraint("step_id", name=op.f("uq_project_step_step_id")),
    )
    op.create_index(
        op.f("ix_project_step_batch_id"), "project_step", ["batch_id"], unique=False
    )
    op.create_index(
        op.f("ix_project_step_project_id"), "project_step", ["project_id"], unique=False
    )
    op.create_table(
        "target_company",
        sa.Column("company_id", sa.String(length=20), nullable=False),
        sa.Column("name_zh", sa.String(length=300), nullable=False),
        sa.Column("credit_code", sa.String(length=18), nullable=True),
        sa.Column("gb_t_4754", sa.String(length=10), nullable=True),
        sa.Column("industry_text", sa.String(length=300), nullable=True),
        sa.Column("industry_tags", sa.String(length=1000), nullable=True),
        sa.Column("origin_place", sa.String(length=100), nullable=True),
        sa.Column("league", sa.String(length=6), nullable=True),
        sa.Column("contact_state", sa.String(length=20), nullable=True),
        sa.Column("contact_date", sa.String(length=10), nullable=True),
        sa.Column("officer", sa.String(length=100), nullable=True),
        sa.Column("project_id", sa.String(length=20), nullable=True),
        sa.Column("source", sa.String(length=500), nullable=True),
        sa.Column("visibility", sa.String(length=10), nullable=False),
        sa.Column("notes", sa.String(length=4000), nullable=True),
        sa.Column("slot", sa.String(length=300), nullable=True),
        sa.Column("batch_id", sa.String(length=40), nullable=True),
        sa.Column("deleted_at", UtcTime(), nullable=True),
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", UtcTime(), nullable=False),
        sa.Column("created_by", sa.String(length=100), nullable=False),
        sa.Column("updated_at", UtcTime(), nullable=False),
        sa.Column("updated_by", sa.String(length=100), nullable=False),
        sa.ForeignKeyConstraint(
            ["project_id"],
            ["project.project_id"],
            name=op.f("fk_target_company_project_id_project"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_target_company")),
        sa.UniqueConstraint("company_id", name=op.f("uq_target_company_company_id")),
        sa.UniqueConstraint("slot", name=op.f("uq_target_company_slot")),
    )
    op.create_index(
        op.f("ix_target_company_batch_id"), "target_company", ["batch_id"], unique=False
    )
    op.create_index(
        op.f("ix_target_company_league"), "target_company", ["league"], unique=False
    )
    op.create_index(
        op.f("ix_target_company_project_id"),
        "target_company",
        ["project_id"],
        unique=False,
    )
    op.create_table(
        "ledger_attachment",
        sa.Column("attachment_id", sa.String(length=20), nullable=False),
        sa.Column("entry_id", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("media_type", sa.String(length=100), nullable=False),
        sa.Column("size_bytes", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("batch_id", sa.String(length=40), nullable=True),
        sa.Column("deleted_at", UtcTime(), nullable=True),
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("created_at", UtcTime(), nullable=False),
        sa.Column("created_by", sa.String(length=100), nullable=False),
        sa.Column("updated_at", UtcTime(), nullable=False),
        sa.Column("updated_by", sa.String(length=100), nullable=False),
        sa.ForeignKeyConstraint(
            ["entry_id"],
            ["ledger_entry.entry_id"],
            name=op.f("fk_ledger_attachment_entry_id_ledger_entry"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ledger_attachment")),
        sa.UniqueConstraint(
            "attachment_id", name=op.f("uq_ledger_attachment_attachment_id")
        ),
    )
    op.create_index(
        op.f("ix_ledger_attachment_entry_id"),
        "ledger_attachment",
        ["entry_id"],
        unique=False,
    )
    if op.get_bind().dialect.name == "postgresql":
        op.create_index(
            "ix_project_geometry",
            "project",
            ["geometry"],
            unique=False,
            postgresql_using="gist",
        )
    for statement in AFTER[op.get_bind().dialect.name]:
        op.get_bind().exec_driver_sql(statement)


def downgrade() -> None:  # noqa: PLR0915  every table
    """Take the change back."""
    if op.get_bind().dialect.name == "postgresql":
        op.drop_index(
            "ix_project_geometry", table_name="project", postgresql_using="gist"
        )
    op.drop_index(op.f("ix_ledger_attachment_entry_id"), table_name="ledger_attachment")
    op.drop_table("ledger_attachment")
    op.drop_index(op.f("ix_target_company_project_id"), table_name="target_company")
    op.drop_index(op.f("ix_target_company_league"), table_name="target_company")
    op.drop_index(op.f("ix_target_company_batch_id"), table_name="target_company")
    op.drop_table("target_company")
    op.drop_index(op.f("ix_project_step_project_id"), table_name="project_step")
    op.drop_index(op.f("ix_project_step_batch_id"), table_name="project_step")
    op.drop_table("project_step")
    op.drop_index(op.f("ix_ledger_entry_project_id"), table_name="ledger_entry")
    op.drop_index(op.f("ix_ledger_entry_month"), table_name="ledger_entry")
    op.drop_index(op.f("ix_ledger_entry_batch_id"), table_name="ledger_entry")
    op.drop_table("ledger_entry")
    op.drop_index(op.f("ix_import_page_batch_id"), table_name="import_page")
    op.drop_table("import_page")
    op.drop_table("constraint_feature")
    op.drop_index(op.f("ix_api_token_account_id"), table_name="api_token")
    op.drop_table("api_token")
    op.drop_index(op.f("ix_target_batch_id"), table_name="target")
    op.drop_index(op.f("ix_target_adcode"), table_name="target")
    op.drop_table("target")
    op.drop_index(op.f("ix_project_stage"), table_name="project")
    op.drop_index(op.f("ix_project_project_code"), table_name="project")
    op.drop_index(op.f("ix_project_league"), table_name="project")
    op.drop_index(op.f("ix_project_credit_code"), table_name="project")
    op.drop_index(op.f("ix_project_batch_id"), table_name="project")
    op.drop_table("project")
    op.drop_index(op.f("ix_park_fact_park_id"), table_name="park_fact")
    op.drop_index(op.f("ix_park_fact_league"), table_name="park_fact")
    op.drop_index(op.f("ix_park_fact_batch_id"), table_name="park_fact")
    op.drop_table("park_fact")
    op.drop_table("import_mapping")
    op.drop_index(op.f("ix_import_batch_state"), table_name="import_batch")
    op.drop_index(op.f("ix_import_batch_made_by"), table_name="import_batch")
    op.drop_table("import_batch")
    op.drop_index(op.f("ix_failed_login_first_at"), table_name="failed_login")
    op.drop_table("failed_login")
    op.drop_index(op.f("ix_ended_session_expires_at"), table_name="ended_session")
    op.drop_table("ended_session")
    op.drop_table("counter")
    op.drop_index(op.f("ix_constraint_layer_league"), table_name="constraint_layer")
    op.drop_table("constraint_layer")
    op.drop_table("closed_month")
    op.drop_index(
        op.f("ix_circular_template_signature"), table_name="circular_template"
    )
    op.drop_table("circular_template")
    op.drop_index(op.f("ix_change_undoes"), table_name="change")
    op.drop_index("ix_change_table_name_key", table_name="change")
    op.drop_index(op.f("ix_change_by"), table_name="change")
    op.drop_index(op.f("ix_change_batch_id"), table_name="change")
    op.drop_table("change")
    op.drop_table("account")
    for statement in AFTER_DROP[op.get_bind().dialect.name]:
        op.get_bind().exec_driver_sql(statement)
