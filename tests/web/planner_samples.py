"""More made-up records of the workbench: what 包头 holds, and what only 鄂尔多斯 may.

Every text that belongs to 鄂尔多斯 alone begins with 密样, so that a test can look for
it on the pages of an account of 包头; its amount is one that no sum may show.
"""

from __future__ import annotations

import datetime as dt
import io
from typing import TYPE_CHECKING

import openpyxl
import shapely

from geo_zs.board.templates.fill import propose_template_mapping
from geo_zs.imports.batch import fail_batch, open_batch, store_dry_run
from geo_zs.imports.check import dry_run
from geo_zs.imports.propose import propose_for_file
from geo_zs.imports.source import read_table_file
from geo_zs.register.access import Actor
from geo_zs.register.companies import add_company
from geo_zs.register.constraint_layer import ConstraintLayer, features_of
from geo_zs.register.constraints import add_layer
from geo_zs.register.ledger import add_entry
from geo_zs.register.park_facts import add_facts
from geo_zs.register.projects import create_project
from geo_zs.register.steps import add_step
from geo_zs.register.targets import add_target
from geo_zs.register.templates import keep_template
from tests.samples import messy_workbook as messy
from webapp.planner.board import places_of

if TYPE_CHECKING:
    from pathlib import Path

    from geo_zs.catalog import Catalog
    from geo_zs.register.store import Register, Writer

#: What nobody but accounts of 鄂尔多斯, or of no limit, may read.
HIDDEN = "密样"
#: Amount of the hidden project in 亿元; no figure that the others add up to holds it.
HIDDEN_AMOUNT = 2771.5
PLANNER = Actor("planner", "planner")
ADMIN = Actor("admin", "admin")


HIDDEN_PROJECT = {
    "name_zh": f"{HIDDEN}甲项目",
    "investor_zh": f"{HIDDEN}集团",
    "officer": f"{HIDDEN}主任",
    "pledged_cny_1e8": HIDDEN_AMOUNT,
    "stage": "signed",
    "signed_date": "2023-03-20",
    "lon": 109.99,
    "lat": 39.81,
    "park_id": "ordos-hitech",
    "notes": f"{HIDDEN}说明",
}
HIDDEN_FACT = {
    "park_id": "ordos-hitech",
    "date": "2026-01",
    "source": f"{HIDDEN}口径",
    "confidence": "reported",
    "available_area_ha": 31.5,
    "visibility": "internal",
}


def template_workbook() -> bytes:
    """Return a bureau's own workbook of a circular, with a merged title."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["国内到位资金通报", None, None])
    sheet.merge_cells("A1:C1")
    sheet.append(["盟市", "全年目标（亿元）", "累计完成（亿元）"])
    for name in ("包头市", "鄂尔多斯市", "合计"):
        sheet.append([name, None, None])
    sink = io.BytesIO()
    book.save(sink)
    return sink.getvalue()


def fill(
    register: Register, catalog: Catalog, *, parts: tuple[str, ...] = ("", HIDDEN)
) -> dict[str, str]:
    """Add records of every kind to the projects of the fixture; return their keys.

    Parameters
    ----------
    register : Register
        With the projects of the fixture.
    catalog : Catalog
        For the names of places.
    parts : tuple of str, optional
        Whose records: "" those of 包头, `HIDDEN` those of 鄂尔多斯.
    """
    keys: dict[str, str] = {}
    with register.write(PLANNER) as writer:
        if HIDDEN in parts:
            keys["hidden"] = create_project(writer, HIDDEN_PROJECT)
        for name in parts:
            _add_records(writer, keys, name)
        if HIDDEN in parts:
            add_facts(writer, HIDDEN_FACT)
        for name in parts:
            league = "150600" if name else "150200"
            keys[f"layer {league}"] = _add_layer(writer, name, league)
    if "" in parts:
        keys["template"] = _add_template(register, catalog)
    return keys


def _add_records(writer: Writer, keys: dict[str, str], name: str) -> None:
    """Add a step, an entry, a company and a target, their words after a name."""
    league = "150600" if name else "150200"
    project_id = keys["hidden"] if name else "R-000001"
    keys[f"step{name}"] = add_step(
        writer,
        {
            "project_id": project_id,
            "name": f"{name}办理环评",
            "due_date": "2023-05-01",
            "officer": f"{name}王专员",
        },
    )
    keys[f"entry{name}"] = add_entry(
        writer,
        {
            "project_id": project_id,
            "month": "2023-06",
            "scope": "domestic",
            "currency": "CNY",
            "is_continued": False,
            "reported_1e4": 654321.5 if name else 3000.0,
            "notes": f"{name}台账",
        },
    )
    keys[f"company{name}"] = add_company(
        writer,
        {"name_zh": f"{name}目标企业", "league": league, "officer": f"{name}李专员"},
    )
    keys[f"target{name}"] = add_target(
        writer,
        {
            "adcode": league,
            "year": 2023,
            "scope": "domestic",
            "value_cny_1e8": 31415.0 if name else 250.0,
            "source": f"{name}目标来源",
            "visibility": "internal",
        },
    )


def _add_layer(writer: Writer, name: str, league: str) -> str:
    """Add a layer of a league."""
    west = 109.9 if name else 109.8
    return add_layer(
        writer,
        ConstraintLayer(
            layer_id="",
            name_zh=f"{name}红线",
            name_en="",
            meaning="forbidden",
            league=league,
            features=features_of([shapely.box(west, 39.7, west + 0.1, 40.7)]),
        ),
    )


def _add_template(register: Register, catalog: Catalog) -> str:
    """Keep the bureau's own workbook."""
    content = template_workbook()
    mapping = propose_template_mapping(
        content, places_of(catalog), name="通报.xlsx"
    ).mapping
    with register.write(PLANNER) as writer:
        return keep_template(
            writer,
            name="通报.xlsx",
            content=content,
            mapping=mapping.to_dict(),
            signature=mapping.signature,
        )


def bring(register: Register, catalog: Catalog, folder: Path) -> dict[str, str]:
    """Try the messy workbook, fail another file, begin a third; return the imports."""
    file = folder / "messy.xlsx"
    file.write_bytes(messy.messy_xlsx())
    raw = read_table_file(file, name=f"{HIDDEN}台账.xlsx")
    run = dry_run(
        raw,
        propose_for_file(raw),
        catalog=catalog,
        register=register,
        viewer=PLANNER,
        today=dt.date(2023, 6, 30),
    )
    keys = {}
    with register.write(PLANNER, counts=False) as writer:
        for state in ("checked", "failed", "reading"):
            keys[state] = open_batch(
                writer, table="projects", file_name=f"{HIDDEN}台账.xlsx"
            )
        store_dry_run(writer, keys["checked"], run)
        fail_batch(writer, keys["failed"], [])
    return keys
