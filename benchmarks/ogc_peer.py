"""pygeoapi over the same features: its files, its configuration, its start."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import geopandas as gpd
import yaml

_LOADS: Final = (
    "import sqlite3; c = sqlite3.connect(':memory:'); c.enable_load_extension(True); "
    "c.execute(\"SELECT load_extension('mod_spatialite.so')\")"
)
APPLICATION: Final = "pygeoapi.flask_app:APP"
ID: Final = "feature_id"
#: What pygeoapi wants to know of whom to ask.
_CONTACT: Final = (
    "name", "position", "address", "city", "stateorprovince", "postalcode", "country",
    "phone", "fax", "email", "url", "hours", "instructions", "role",
)  # fmt: skip
_GENERATE: Final = "from pygeoapi import cli; cli()"

Features = Mapping[str, Sequence[dict[str, Any]]]


def write_geojson(folder: Path, features: Features) -> dict[str, dict[str, Any]]:
    """Write each collection as GeoJSON; return the providers that read them."""
    providers = {}
    for name, rows in features.items():
        path = folder / f"{name}.geojson"
        whole = {"type": "FeatureCollection", "features": rows}
        path.write_text(json.dumps(whole, ensure_ascii=False), encoding="utf-8")
        providers[name] = {"name": "GeoJSON", "data": str(path), "id_field": "id"}
    return providers


def write_geopackage(folder: Path, features: Features) -> dict[str, dict[str, Any]]:
    """Write all collections to one GeoPackage; return the providers that read it."""
    path = folder / "all.gpkg"
    providers = {}
    for name, rows in features.items():
        frame = gpd.GeoDataFrame.from_features(rows, crs="OGC:CRS84")
        lists = [key for key in frame.columns if _holds_lists(frame[key])]
        frame[lists] = frame[lists].map(json.dumps)
        frame[ID] = [str(one["id"]) for one in rows]
        frame.to_file(path, layer=name, driver="GPKG")
        providers[name] = {
            "name": "SQLiteGPKG",
            "data": str(path),
            "id_field": ID,
            "table": name,
        }
    return providers


def _holds_lists(column: Any) -> bool:  # noqa: ANN401  a Series
    return any(isinstance(cell, list) for cell in column)


def configuration(
    folder: Path, name: str, port: int, providers: Mapping[str, dict[str, Any]]
) -> dict[str, str]:
    """Write a configuration; return the environment that pygeoapi reads it from.

    It is as quick as it can be set: no indentation, no log but of errors.
    """
    resources = {
        key: {
            "type": "collection",
            "title": key,
            "description": key,
            "keywords": [key],
            "links": [],
            "extents": {"spatial": {"bbox": [97, 37, 127, 54]}},
            "providers": [{"type": "feature", **provider}],
        }
        for key, provider in providers.items()
    }
    whole = {
        "server": {
            "bind": {"host": "127.0.0.1", "port": port},
            "url": f"http://127.0.0.1:{port}",
            "mimetype": "application/json; charset=UTF-8",
            "encoding": "utf-8",
            "gzip": False,
            "languages": ["en-US"],
            "pretty_print": False,
            "limits": {"default_items": 100, "max_items": 10_000},
            "map": {"url": "http://127.0.0.1/", "attribution": ""},
        },
        "logging": {"level": "ERROR"},
        "metadata": {
            "identification": {
                "title": "benchmark",
                "description": "benchmark",
                "keywords": ["benchmark"],
                "keywords_type": "theme",
                "terms_of_service": "none",
                "url": "http://127.0.0.1",
            },
            "license": {"name": "none", "url": "http://127.0.0.1"},
            "provider": {"name": "none", "url": "http://127.0.0.1"},
            "contact": dict.fromkeys(_CONTACT, "none"),
        },
        "resources": resources,
    }
    config = folder / f"{name}.yml"
    openapi = folder / f"{name}.openapi.yml"
    config.write_text(yaml.safe_dump(whole), encoding="utf-8")
    return {"PYGEOAPI_CONFIG": str(config), "PYGEOAPI_OPENAPI": str(openapi)}


def write_openapi(python: str, env: Mapping[str, str]) -> None:
    """Let pygeoapi write the document that it does not start without."""
    subprocess.run(
        (
            *(python, "-c", _GENERATE, "openapi", "generate", env["PYGEOAPI_CONFIG"]),
            *("--output-file", env["PYGEOAPI_OPENAPI"]),
        ),
        env={**os.environ, **env},
        check=True,
        stdout=subprocess.DEVNULL,
    )


def libraries() -> str:
    """Return the folder of the libraries that are installed here."""
    return sysconfig.get_paths()["purelib"]


def python_with_spatialite() -> str | None:
    """Return a Python of this release whose SQLite can load SpatiaLite, or None.

    pygeoapi reads a GeoPackage only with it; many builds of Python leave it out,
    that of Debian does not.
    """
    system = f"/usr/bin/python{sys.version_info.major}.{sys.version_info.minor}"
    for python in (sys.executable, system):
        if not Path(python).exists():
            continue
        tried = subprocess.run((python, "-c", _LOADS), capture_output=True, check=False)
        if tried.returncode == 0:
            return python
    return None
