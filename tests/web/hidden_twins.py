"""Two sites that an account of 包头 cannot tell apart, if nothing leaks.

Both hold the same records of 包头 and the same public ones, with the same ids; one of
them also holds records of every kind that only 鄂尔多斯 may see, made to touch the
others wherever records touch: the same names, overlapping land, a park in common, a
shipped project that they take the place of. Whatever an answer says of them, be it a
sum, a note or a code, it then differs from the answer of the other site.
"""

from __future__ import annotations

import dataclasses
import re
import sqlite3
import zipfile
from contextlib import closing
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import pypdfium2
import pytest
import shapely

from geo_zs.register.access import Actor, cli_actor
from geo_zs.register.accounts import create_account
from geo_zs.register.attachments import attach
from geo_zs.register.companies import add_company
from geo_zs.register.constraint_layer import ConstraintLayer, features_of
from geo_zs.register.constraints import add_layer
from geo_zs.register.ledger import add_entry
from geo_zs.register.ledger_months import close_month
from geo_zs.register.names import names_of
from geo_zs.register.park_facts import add_facts
from geo_zs.register.projects import bulk_create, create_project, delete_project
from geo_zs.register.steps import add_step
from geo_zs.register.store import Register
from geo_zs.register.tokens import create_token
from tests.web.planner_fixtures import ACCOUNTS, PROJECTS, WORDS
from tests.web.planner_samples import HIDDEN, bring, fill
from tests.web.register_site import KEY, Clock, Site
from webapp import create_app
from webapp.settings import Settings

if TYPE_CHECKING:
    from werkzeug.test import TestResponse

    from geo_zs.catalog import Catalog

#: Something public that records of both leagues may take the place of.
SHIPPED = "P-0001"
#: A code that a hidden company and a hidden project have.
CREDIT = "91150291MA0MWXYR0T"
#: An account that only reads, of 包头 too.
ONLOOKER = {"onlooker": ("viewer", ["150200"])}
PLANNER = Actor("planner", "planner")
MONTH = "2023-06"
#: Headers that tell of the request and not of what is answered.
_OF_ONE_REQUEST = ("Set-Cookie", "Date", "X-Request-ID", "RateLimit")
#: What differs between two answers to one question: tokens, and when it was given.
_SECRETS = re.compile(
    rb'(?<=name="csrf_token" value=")[^"]+|gzs_[\w-]+|\d{4}-\d\d-\d\dT[\d:.]+Z'
    rb'|(?<="request_id":")[^"]+'
)


@dataclass
class Twins:
    """Two sites, and the keys of what only one of them holds.

    Parameters
    ----------
    bare, full : Site
        Without the records of 鄂尔多斯, and with them.
    own, hidden : dict
        Keys of what both hold, and of what only `full` holds.
    """

    bare: Site
    full: Site
    own: dict[str, str]
    hidden: dict[str, str]

    def close(self) -> None:
        """Let go of both files."""
        self.bare.register.close()
        self.full.register.close()


def _fill_bare(register: Register, catalog: Catalog) -> dict[str, str]:
    """Add the accounts, what 包头 holds and what is public."""
    with register.write(cli_actor()) as writer:
        for name, (role, leagues) in (ACCOUNTS | ONLOOKER).items():
            create_account(writer, name, password=WORDS, role=role, leagues=leagues)
        bulk_create(writer, PROJECTS[:2])
    keys = fill(register, catalog, parts=("",))
    with register.write(PLANNER) as writer:
        keys["area"] = create_project(
            writer,
            {
                "name_zh": "样例面状项目",
                "pledged_cny_1e8": 2.0,
                "geometry": shapely.box(109.83, 40.65, 109.85, 40.67),
            },
        )
        add_facts(
            writer,
            {
                "park_id": "baotou-xitu-hitech",
                "date": "2023-01",
                "source": "样例口径",
                "confidence": "reported",
                "available_area_ha": 12.5,
            },
        )
        keys["file"] = attach(writer, keys["entry"], "凭证.pdf", b"%PDF-1.7\nown")
    return keys


def _fill_hidden(
    register: Register, catalog: Catalog, folder: Path, *, with_imports: bool
) -> dict[str, str]:
    """Add what only 鄂尔多斯, or an account of no limit, may see."""
    keys = fill(register, catalog, parts=(HIDDEN,))
    with register.write(PLANNER) as writer:
        base = {"league": "150600", "visibility": "internal", "stage": "signed"}
        keys["same"] = create_project(  # the name of one of 包头, beside it
            writer,
            base
            | {
                "name_zh": "样例硅片一号项目",
                "investor_zh": "样例甲公司",
                "notes": f"{HIDDEN}同名",
                "pledged_cny_1e8": 15.0,
                "park_id": "baotou-xitu-hitech",
            },
        )
        keys["shape"] = create_project(  # no known league, over land of 包头
            writer,
            {
                "name_zh": f"{HIDDEN}跨界项目",
                "visibility": "internal",
                "geometry": shapely.box(109.5, 40.2, 110.2, 40.8),
                "land_ha": 500.0,
            },
        )
        keys["instead"] = create_project(
            writer,
            base
            | {
                "name_zh": f"{HIDDEN}接替项目",
                "supersedes_id": SHIPPED,
                "credit_code": CREDIT,
            },
        )
        keys["gone"] = create_project(writer, base | {"name_zh": f"{HIDDEN}删除项目"})
        delete_project(writer, keys["gone"], version=1)
        for month in ("2023-05", MONTH):
            keys["entry of public"] = add_entry(
                writer,
                {
                    "project_id": "R-000002",
                    "month": month,
                    "scope": "domestic",
                    "currency": "CNY",
                    "is_continued": False,
                    "reported_1e4": 888888.5,
                },
            )
        keys["step of public"] = add_step(
            writer,
            {
                "project_id": "R-000002",
                "name": f"{HIDDEN}催办",
                "due_date": "2023-05-01",
            },
        )
        keys["company of none"] = add_company(
            writer, {"name_zh": f"{HIDDEN}企业", "credit_code": CREDIT}
        )
        add_layer(
            writer,
            ConstraintLayer(
                layer_id="",
                name_zh=f"{HIDDEN}全区禁区",
                name_en="",
                meaning="forbidden",
                league="150600",
                features=features_of([shapely.box(109.5, 40.2, 110.2, 40.8)]),
            ),
        )
        add_facts(
            writer,
            {
                "park_id": "ordos-hitech",
                "date": "2023-02",
                "source": f"{HIDDEN}园区说法",
                "confidence": "reported",
                "available_area_ha": 77.5,
                "visibility": "internal",
            },
        )
        keys["file"] = attach(
            writer, keys[f"entry{HIDDEN}"], "凭证.pdf", f"%PDF-1.7\n{HIDDEN}".encode()
        )
    return keys | bring(register, catalog, folder) if with_imports else keys


def _copy(source: str, target: str) -> None:
    """Copy what is in one file of SQLite into another."""
    with (
        closing(sqlite3.connect(source)) as here,
        closing(sqlite3.connect(target)) as there,
    ):
        here.backup(there)


def _site(catalog: Catalog, register: Register) -> Site:
    """Return a site over a register, with tokens of three accounts."""
    tokens = {}
    with register.write(cli_actor()) as writer:
        close_month(writer, MONTH)
        for name in ("baotou", "onlooker", "viewer"):
            tokens[name], _ = create_token(writer, name, label="test", scope="write")
    app = create_app(Settings(secret_key=KEY), catalog=catalog, register=register)
    app.testing = True
    return Site(app, register, register.clock, tokens)


def make_twins(
    catalog: Catalog, template: Path, folder: Path, *, with_imports: bool = True
) -> Twins:
    """Make two sites over registers of their own.

    Parameters
    ----------
    catalog : Catalog
        The shipped data.
    template : Path
        File of an empty register.
    folder : Path
        Empty folder for both registers.
    with_imports : bool, optional
        Whether imports of others are among what is hidden.
    """
    registers, files = [], [folder / "bare.db", folder / "full.db"]
    _copy(str(template), str(files[0]))
    for file in files:
        clock = Clock()
        opened = Register.open(f"sqlite:///{file}", names=names_of(catalog))
        register = dataclasses.replace(opened, clock=clock)
        if not registers:
            own = _fill_bare(register, catalog)
            _copy(str(files[0]), str(files[1]))
        registers.append(register)
    hidden = _fill_hidden(registers[1], catalog, folder, with_imports=with_imports)
    bare, full = (_site(catalog, one) for one in registers)
    return Twins(bare, full, own, hidden)


def said(answer: TestResponse, *, path: str = "") -> tuple[int, list[str], bytes]:
    """Return what an answer says: its code, its headers and its unpacked body.

    What differs between two answers to one question is left out: the token of a form,
    the cookie, the time at which a file was made.

    Parameters
    ----------
    answer : TestResponse
    path : str, optional
        What was asked for; no part of what is said.
    """
    body = answer.get_data()
    headers = [
        f"{name}: {value}"
        for name, value in answer.headers
        if name not in _OF_ONE_REQUEST
    ]
    if body[:2] == b"PK":
        with zipfile.ZipFile(BytesIO(body)) as archive:
            body = b"\n".join(
                name.encode() + archive.read(name) for name in archive.namelist()
            )
        headers = [one for one in headers if not one.startswith("Content-Length")]
    elif body.startswith(b"SQLite format 3"):
        body = _rows_of(body)
    elif body.startswith(b"%PDF-") and len(body) > 200:  # else a made-up file
        body = _text_of_pdf(body).encode()
        headers = [one for one in headers if not one.startswith("Content-Length")]
    return answer.status_code, sorted(headers), _SECRETS.sub(b"", body)


def _rows_of(content: bytes) -> bytes:
    """Return all rows of a GeoPackage but the times at which they were written."""
    with closing(sqlite3.connect(":memory:")) as base:
        base.deserialize(content)
        lines = "\n".join(base.iterdump())
    return lines.encode()


def _text_of_pdf(content: bytes) -> str:
    """Return the text of all pages."""
    with closing(pypdfium2.PdfDocument(content)) as document:
        return "\n".join(page.get_textpage().get_text_range() for page in document)


@pytest.fixture(scope="module")
def twins(catalog, sqlite_template, tmp_path_factory, quick_hashes):
    """Return both sites, for all that is only read."""
    folder = tmp_path_factory.mktemp("twins")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GEO_ZS_STATE_DIR", str(folder / "state"))
        made = make_twins(catalog, sqlite_template, folder)
        yield made
        made.close()
