"""The web service: pages for people, an API for programs, over one catalog."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from flask import Flask
from flask_compress import Compress
from jinja2 import StrictUndefined

from geo_zs.catalog import load_catalog
from webapp import assets, delivery, error_answers, security
from webapp.accounts import limits
from webapp.accounts import setup as accounts
from webapp.api import (  # noqa: F401 - register routes
    allocate,
    batch,
    benchmark,
    docs,
    layers,
    match,
    places,
    register_projects,
    register_projects_writing,
    register_tables,
    similar,
    supply,
)
from webapp.api import compare as compare_api  # noqa: F401 - as below
from webapp.api.blueprint import contract as api_contract
from webapp.health import health
from webapp.ogc import (  # noqa: F401 - register routes
    collection_routes,
    feature_routes,
    service_routes,
)
from webapp.ogc.blueprint import contract as ogc_contract
from webapp.pages import (  # noqa: F401 - register routes
    compare,
    home,
    layer_tables,
    leagues,
    match_files,
    matching,
    method,
    open_data,
    parks,
    projects,
    region,
    sources,
)
from webapp.pages.blueprint import pages
from webapp.pages.context import install_context
from webapp.planner import routes  # noqa: F401 - registers routes
from webapp.planner.blueprint import planner
from webapp.serving import access_log, cors, metrics, rates, request_ids, settled
from webapp.setting_checks import settings_of_environment
from webapp.settings import Settings, split_origins
from webapp.state import State, get_catalog, open_register, set_state

if TYPE_CHECKING:
    from collections.abc import Callable

    from geo_zs.catalog import Catalog
    from geo_zs.register.store import Register

_STATIC: Final = Path(__file__).resolve().parent / "static"


class _Service(Flask):
    """Flask that knows that none of its functions is asynchronous.

    It would look at each view and hook in each request: a twentieth of the time of a
    short answer.
    """

    def ensure_sync(self, func: Callable[..., Any]) -> Callable[..., Any]:
        """Return the function as it is."""
        return func


def create_app(
    settings: Settings | None = None,
    *,
    catalog: Catalog | None = None,
    register: Register | None = None,
) -> Flask:
    """Make the app; the data is loaded here, once.

    Parameters
    ----------
    settings : Settings, optional
        The settings; read from the environment when not given.
    catalog : Catalog, optional
        The data; loaded from the shipped tables when not given.
    register : Register, optional
        The register of projects. When neither it nor the data is given, the one of
        the environment is opened, if there is one.

    Returns
    -------
    Flask

    Raises
    ------
    SettingError
        If settings in the environment cannot be used, with all of them, or the
        register that they name.
    DataError
        If the data is damaged; lists all faults.
    """
    chosen = settings or settings_of_environment()
    loaded = catalog or load_catalog()
    found = register or (open_register(loaded) if catalog is None else None)
    app = _Service(__name__, static_folder=None)
    app.config["MAX_CONTENT_LENGTH"] = chosen.max_body_bytes
    app.json.ensure_ascii = False  # type: ignore[attr-defined]
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    state = State(
        catalog=loaded,
        settings=chosen,
        assets=assets.load_assets(_STATIC),
        pages=delivery.BodyCache(chosen.cache_bytes),
        register=found,
    )
    set_state(app, state)
    request_ids.install(app, is_behind_proxy=chosen.trusted_proxies > 0)
    access_log.install(app, chosen.access_log)
    metrics.install(app)
    _install_delivery(app, state)
    error_answers.install(app)
    assets.install(app, state.assets, keep_seconds=chosen.asset_seconds)
    install_context(app)
    limits.install(app, chosen.rate_limit_storage)
    rates.install(app, ordinary=chosen.rate_limit, costly=chosen.rate_limit_costly)
    settled.install(app, chosen)
    accounts.install(app, state)
    app.register_blueprint(pages)
    api_contract.install(app)
    ogc_contract.install(app)
    app.register_blueprint(health)
    app.register_blueprint(planner)
    return app


def _install_delivery(app: Flask, state: State) -> None:
    """Set up tags, compression and headers; the last one here runs first."""
    security.install_headers(app, data_version=lambda: get_catalog().data_version)
    cors.install(app, split_origins(state.settings.cors_origins))
    delivery.install_choice(app)
    delivery.install_tags(app)
    app.config["COMPRESS_ALGORITHM"] = list(delivery.ENCODINGS)
    app.config["COMPRESS_MIMETYPES"] = list(delivery.COMPRESSED_TYPES)
    app.config["COMPRESS_ZSTD_LEVEL"] = 6
    app.config["COMPRESS_CACHE_KEY"] = delivery.content_name
    copies = delivery.CompressedCache(
        delivery.BodyCache(state.settings.cache_bytes // 2)
    )
    app.config["COMPRESS_CACHE_BACKEND"] = lambda: copies
    Compress(app)
    delivery.install_content_names(app)
