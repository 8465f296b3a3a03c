"""Parks and projects as a data package: one folder, or one zip file.

The package follows Data Package v2 (https://datapackage.org): tables with the
published schemas, the sources they name, and the parks in the French form. The same
catalog gives the same bytes.
"""

from __future__ import annotations

import io
import json
import zipfile
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from geo_zs.open_data.cnig import CnigSites, cnig_sites
from geo_zs.open_data.exchange import (
    SCHEMAS,
    SOURCES,
    Row,
    csv_bytes,
    schema_bytes,
    table_bytes,
)
from geo_zs.open_data.parks import park_rows
from geo_zs.open_data.projects import project_rows
from geo_zs.paths import tables_dir

if TYPE_CHECKING:
    from geo_zs.catalog import Catalog

_FOLDER: Final = Path(__file__).parent / "schemas"
_PROFILE: Final = "https://datapackage.org/profiles/2.0/datapackage.json"
#: uuid5 of the namespace of addresses and ``geo_zs/open_data``.
_ID: Final = "urn:uuid:ab6f50e9-776a-5a07-ae68-34f42999bb39"
_SOURCE_COLUMNS: Final = (
    "source_id", "title", "publisher", "date", "address", "address_kind", "terms",
    "terms_zh", "credit",
)  # fmt: skip
_RESOURCES: Final = (
    ("parks", "园区", "Industrial parks", "industrial-park"),
    ("projects", "投资项目", "Investment projects", "investment-project"),
    ("sources", "来源", "Sources", "sources"),
)
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
_README: Final = """\
# 园区与投资项目开放数据 / Parks and investment projects as open data

数据版本 / data version: {version}. 园区 {parks} 个，项目 {projects} 个 /
{parks} parks, {projects} projects.

- `parks.csv`, `projects.csv`: 字段说明见 `schemas/` / described in `schemas/`.
  空格表示未知，不是 0，也不是“否” / An empty cell is not known: never 0, never "no".
- `sources.csv`: 各行所引来源及条款 / every source that a row names, its terms.
- `cnig/site-eco.csv`: 法国 CNIG Sites économiques v1.0.1 格式，
  只含必填项齐全的园区（{complete} 个） / the parks that have every cell which the
  French standard requires ({complete}).
- `cnig/site-eco-all.csv`: 全部园区，未知的必填项留空 / all parks; required cells that
  are not known stay empty.
- `cnig/left-out.csv`: 各园区所缺 / what each park lacks.
- `cnig/site-eco*.csv` 以分号“;”分列（该标准的示例如此），其余各表以逗号“,”分列 / part
  their columns by `;`, as the example of the standard does; all other tables by `,`.

没有统一许可：事实可引用，各来源条款见 `sources.csv` / There is no one licence: facts
may be cited, the terms of each source stand in `sources.csv`.

署名 / Credits:

{credits}
"""


@lru_cache(maxsize=1)
def shipped_package() -> dict[str, Any]:
    """Return the descriptor of the shipped tables, ``data/datapackage.json``."""
    text = (tables_dir() / "datapackage.json").read_text("utf-8")
    found: dict[str, Any] = json.loads(text)
    return found


def sites_of(catalog: Catalog, parks: list[dict[str, Any]] | None = None) -> CnigSites:
    """Return the parks of a catalog in the form of the French standard.

    Parameters
    ----------
    catalog : Catalog
        With what operators state, if a register is laid over it.
    parks : list of dict, optional
        Its rows of the exchange schema, where they are at hand.
    """
    banners = catalog.layer("banners").frame["name_zh"]
    shipped = shipped_package()
    return cnig_sites(
        park_rows(catalog) if parks is None else parks,
        counties={str(code): str(name) for code, name in banners.items()},
        listed=shipped["geo_zs:listed"],
        updated=shipped["created"][:10],
        producer=shipped["name"],
    )


def package_files(catalog: Catalog) -> dict[str, bytes]:
    """Return the files of the package by their paths, in order.

    Parameters
    ----------
    catalog : Catalog
        With what operators state, if a register is laid over it; public facts only.
    """
    parks, projects = park_rows(catalog), project_rows(catalog)
    sites = sites_of(catalog, parks)
    used = _used_sources(catalog, [*parks, *projects])
    printed = catalog.boundaries.credits_of(_sources(catalog, used))
    readme = _README.format(
        version=catalog.data_version,
        parks=len(parks),
        projects=len(projects),
        complete=sites.n_complete,
        credits="\n".join(f"- {one}" for one in printed),
    )
    files = {
        "README.md": readme.encode(),
        "cnig/left-out.csv": sites.left_out_csv(),
        "cnig/site-eco-all.csv": sites.to_csv("all"),
        "cnig/site-eco.csv": sites.to_csv("complete"),
        "datapackage.json": _descriptor(catalog, used),
        "parks.csv": table_bytes("industrial-park", parks),
        "projects.csv": table_bytes("investment-project", projects),
        "schemas/sources.schema.json": (_FOLDER / "sources.schema.json").read_bytes(),
        "sources.csv": csv_bytes(_SOURCE_COLUMNS, _source_rows(catalog, used)),
    }
    for name in SCHEMAS:
        files[f"schemas/{name}.schema.json"] = schema_bytes(name)
    return dict(sorted(files.items()))


def write_package(catalog: Catalog, folder: Path) -> list[Path]:
    """Write the package into a folder, which is made if it is not there.

    Returns
    -------
    list of Path
        The files; other files of the folder are left alone.
    """
    written = []
    for name, content in package_files(catalog).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        written.append(path)
    return written


def package_zip(catalog: Catalog) -> bytes:
    """Return the package as a zip file without times of its own."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in package_files(catalog).items():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    return buffer.getvalue()


def _used_sources(catalog: Catalog, rows: list[dict[str, Any]]) -> list[str]:
    """Return the sources that rows name, in the order of their keys."""
    named = {
        key
        for row in rows
        for column, cell in row.items()
        if column.endswith(SOURCES) and cell
        for key in cell
    }
    return sorted(named & set(catalog.sources))


def _sources(catalog: Catalog, used: list[str]) -> list[Any]:
    """Return sources by their keys."""
    return [catalog.sources[key] for key in used]


def _source_rows(catalog: Catalog, used: list[str]) -> list[Row]:
    """Return sources as rows."""
    return [
        {name: str(getattr(one, name)) for name in _SOURCE_COLUMNS}
        for one in _sources(catalog, used)
    ]


def _descriptor(catalog: Catalog, used: list[str]) -> bytes:
    """Return ``datapackage.json``."""
    shipped = shipped_package()
    linked = [one for one in _sources(catalog, used) if one.link]
    package = {
        "$schema": _PROFILE,
        "name": "geo-zs-open-data",
        "id": _ID,
        "title": "内蒙古园区与投资项目",
        "title_en": "Industrial parks and investment projects of Inner Mongolia",
        "description": "Facts with their sources, date and confidence; an empty cell "
        "is not known. Terms row by row in sources.csv.",
        "version": catalog.data_version,
        "created": shipped["created"],
        "keywords": shipped["keywords"],
        "licenses": [
            {"path": "sources.csv", "title": shipped["licenses"][0]["title"]},
        ],
        "sources": [
            {"title": one.title or one.source_id, "path": one.link} for one in linked
        ],
        "resources": [
            {
                "name": name,
                "path": f"{name}.csv",
                "title": title,
                "title_en": title_en,
                "type": "table",
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "schema": f"schemas/{schema}.schema.json",
            }
            for name, title, title_en, schema in _RESOURCES
        ],
    }
    return (json.dumps(package, ensure_ascii=False, indent=2) + "\n").encode()
