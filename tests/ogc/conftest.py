"""A live service over the shipped data and a register that holds made-up projects."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from argon2 import PasswordHasher

from geo_zs.register import passwords
from tests.conftest import require
from tests.live_server import serving
from tests.ogc.service import Service
from tests.web.register_site import Site, fill, make_site

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication


@dataclass(frozen=True)
class Live:
    """A site that is served.

    Parameters
    ----------
    site : Site
        The site behind it.
    address : str
        Where it is, without a path.
    """

    site: Site
    address: str

    @property
    def ogc(self) -> str:
        """Address of the landing page."""
        return f"{self.address}/ogc"


@pytest.fixture(scope="session")
def filled_site(catalog, sqlite_template, tmp_path_factory) -> Iterator[Site]:
    """Return a site whose register holds public and internal projects."""
    file = tmp_path_factory.mktemp("ogc") / "register.db"
    shutil.copyfile(sqlite_template, file)
    with pytest.MonkeyPatch.context() as patch:
        # Passwords are hashed with little work: the work itself is not looked at.
        hasher = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
        patch.setattr(passwords, "_HASHER", hasher)
        made = make_site(catalog, f"sqlite:///{file}")
        fill(made)
    passwords._nobody.cache_clear()
    yield made
    made.register.close()


@pytest.fixture(scope="session")
def live(filled_site) -> Iterator[Live]:
    """Return the site, served on a free port."""
    with serving(filled_site.app) as address:
        yield Live(filled_site, address)


@pytest.fixture(scope="session")
def service(live) -> Iterator[Service]:
    """Return the service as the public sees it."""
    made = Service(live.ogc)
    yield made
    made.close()


@pytest.fixture(scope="session")
def service_with_token(live) -> Iterator[Service]:
    """Return the service as an account sees it that may see all."""
    made = Service(live.ogc, live.site.tokens["viewer"])
    yield made
    made.close()


@pytest.fixture
def spoilt(filled_site) -> Iterator[Callable[..., Service]]:
    """Return what serves the site behind a wrapper that spoils its answers."""
    closing: list[Callable[[], None]] = []

    def make(wrap: Callable[[WSGIApplication], WSGIApplication]) -> Service:
        manager = serving(wrap(filled_site.app))
        address = manager.__enter__()
        made = Service(f"{address}/ogc")
        closing.append(lambda: manager.__exit__(None, None, None))
        closing.append(made.close)
        return made

    yield make
    for close in reversed(closing):
        close()


@pytest.fixture(scope="session")
def gdal_programs() -> None:
    """Skip without the programs of GDAL (fail where they are required)."""
    require(
        "gdal",
        present=bool(shutil.which("ogrinfo") and shutil.which("ogr2ogr")),
        why="run tools/install_postgis.sh, which installs gdal-bin",
    )
