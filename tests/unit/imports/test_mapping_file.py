"""The mapping file that the documentation shows is one that is understood."""

from __future__ import annotations

import re
from pathlib import Path

from geo_zs.imports.datum.systems import parse_datum
from geo_zs.imports.mapping import change_mapping
from geo_zs.imports.mapping_file import read_mapping_file
from geo_zs.imports.propose import propose_mapping
from geo_zs.register.fields import fields

GUIDE = Path(__file__).resolve().parents[3] / "docs" / "workbench.md"


def test_example_of_the_guide_swaps_columns_and_sets_units_datum_and_names(tmp_path):
    (example,) = re.findall(r"```json\n(.*?)```", GUIDE.read_text("utf-8"), re.DOTALL)
    file = tmp_path / "mapping.json"
    file.write_text(example, "utf-8")
    headers = ["经度", "纬度", "经办科室", "总投资", "用地面积"]
    specs = fields("projects")

    given = read_mapping_file(file)
    mapping = change_mapping(
        propose_mapping(headers, specs),
        given["columns"],
        specs,
        units=given["units"],
        datum=given["datum"],
        readings=[tuple(one) for one in given["readings"]],
    )

    assert [(one.field, one.unit) for one in mapping.columns] == [
        ("lat", None),
        ("lon", None),
        (None, None),
        ("pledged_cny_1e8", "万元"),
        ("land_ha", "亩"),
    ]
    assert parse_datum(mapping.datum).key == "gcj02"
    assert mapping.readings == (("banner", "坤都仑区", "150203"),)


def test_systems_that_the_guide_names_are_known():
    (named,) = re.findall(r"`datum` for points\s+\(([^)]*)\)", GUIDE.read_text("utf-8"))

    keys = re.findall(r"`(\w+)`", named)

    assert [parse_datum(key).key for key in keys] == keys
    assert len(keys) == 4
