"""The audit of what the register really gives, with layers that it keeps."""

from __future__ import annotations

import json

import numpy as np
import pytest
from shapely.geometry import box

from geo_zs.overlay.audit import audit_projects
from geo_zs.overlay.park_accounts import park_accounts
from geo_zs.register.access import PUBLIC
from geo_zs.register.combined import all_projects
from geo_zs.register.constraint_layer import ConstraintLayer, features_of
from geo_zs.register.constraints import add_layer, read_layers
from geo_zs.register.names import names_of
from geo_zs.register.projects import bulk_create
from tests.register_samples import ADMIN


@pytest.fixture
def book(sqlite_register, catalog):
    register = sqlite_register.with_names(names_of(catalog))
    plot = box(109.84, 40.66, 109.85, 40.67)
    layer = ConstraintLayer(
        "", "红线", "", "forbidden", features_of(np.array([plot, None], object)[:1])
    )
    with register.write(ADMIN) as writer:
        bulk_create(
            writer,
            [
                {"name_zh": "甲公司硅片项目", "geometry": plot, "land_ha": 5.0},
                {
                    "name_zh": "乙公司硅片项目",
                    "lon": 109.845,
                    "lat": 40.665,
                    "visibility": "public",
                    "industry_tags": ("pv_wafer",),
                },
                {"name_zh": "丙公司项目", "park_id": "baotou-xitu-hitech"},
            ],
        )
        add_layer(writer, layer)
    return register


def test_projects_of_the_register_are_audited_with_its_layers(book, catalog):
    with book.read() as session:
        frame = all_projects(catalog, session, ADMIN)
        layers = read_layers(session, ADMIN)

    found = audit_projects(frame, catalog, layers=layers)

    own = found.columns().loc[["R-000001", "R-000002", "R-000003"]]
    assert own["placed_by"].tolist() == ["polygon", "point", "park"]
    # The point is good to 2 km, so it may lie outside; so may a project of the park.
    assert own["forbidden_status"].tolist()[:2] == ["whole", "possible"]
    for project in own.index:
        json.dumps(found.to_dict(project, "zh"), allow_nan=False)
    accounts = park_accounts(frame, catalog)
    assert accounts.loc["baotou-xitu-hitech", "n.unknown"] >= 1


def test_public_sees_neither_layers_nor_internal_projects(book, catalog):
    with book.read() as session:
        frame = all_projects(catalog, session, PUBLIC)
        layers = read_layers(session, PUBLIC)

    found = audit_projects(frame, catalog, layers=layers)

    assert layers == []
    assert [one for one in found.ids if one.startswith("R-")] == ["R-000002"]
    said = json.dumps(found.to_dict("R-000002", "zh"), ensure_ascii=False)
    assert "甲公司" not in said
    assert "红线" not in said
