"""The table of settings: name, default and help of each.

The reader (`webapp.settings`), the help and the documentation (``docs/settings.md``,
checked by a test) follow it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class SettingSpec:
    """One setting: where it comes from, what it is without, what it does.

    Parameters
    ----------
    name : str
        Name of the environment variable.
    attribute : str
        Name of the attribute of `Settings`.
    default : int
        Value when the variable is not set.
    minimum, maximum : int
        Smallest and largest accepted value.
    help : str
        What the setting does, with its unit.
    """

    name: str
    attribute: str
    default: int
    minimum: int
    maximum: int
    help: str


SETTINGS: Final = (
    SettingSpec(
        "GEO_ZS_MAX_BODY_BYTES",
        "max_body_bytes",
        1_000_000,
        1_000,
        100_000_000,
        "largest request body in bytes; a larger one is answered 413",
    ),
    SettingSpec(
        "GEO_ZS_CACHE_BYTES",
        "cache_bytes",
        64_000_000,
        0,
        10_000_000_000,
        "memory for rendered pages and layers, in bytes, for each process; 0 is off",
    ),
    SettingSpec(
        "GEO_ZS_PAGE_ROWS",
        "page_rows",
        50,
        1,
        1_000,
        "rows on one page of a table when the link does not say",
    ),
    SettingSpec(
        "GEO_ZS_MAX_PAGE_ROWS",
        "max_page_rows",
        500,
        1,
        10_000,
        "most rows a link may ask for on one page",
    ),
    SettingSpec(
        "GEO_ZS_ASSET_SECONDS",
        "asset_seconds",
        31_536_000,
        0,
        31_536_000,
        "seconds that a browser may keep files whose address carries their hash",
    ),
    SettingSpec(
        "GEO_ZS_SESSION_SECONDS",
        "session_seconds",
        28_800,
        60,
        604_800,
        "seconds after which somebody who logged in has to do so again",
    ),
    SettingSpec(
        "GEO_ZS_IDLE_SECONDS",
        "idle_seconds",
        3_600,
        60,
        604_800,
        "seconds without a request after which somebody has to log in again",
    ),
    SettingSpec(
        "GEO_ZS_TRUSTED_PROXIES",
        "trusted_proxies",
        0,
        0,
        9,
        "proxies in front of the service whose X-Forwarded-For, -Proto and -Host are "
        "believed; 0 believes none",
    ),
    SettingSpec(
        "GEO_ZS_INSECURE_COOKIES",
        "insecure_cookies",
        0,
        0,
        1,
        "1 lets people log in over plain http, where others on the network can read "
        "along",
    ),
)


@dataclass(frozen=True)
class TextSettingSpec:
    """One setting that is a text.

    Parameters
    ----------
    name, attribute : str
        As for `SettingSpec`.
    default : str
        Value when the variable is not set.
    help : str
        What the setting does.
    """

    name: str
    attribute: str
    default: str
    help: str


TEXT_SETTINGS: Final = (
    TextSettingSpec(
        "GEO_ZS_SECRET_KEY",
        "secret_key",
        "",
        "key that sessions are signed with, 32 characters or more, the same on every "
        "host; without it one is made once and kept as `secret_key` in the folder of "
        "`GEO_ZS_STATE_DIR`",
    ),
    TextSettingSpec(
        "GEO_ZS_RATE_LIMIT_STORAGE",
        "rate_limit_storage",
        "memory://",
        "where requests and failed attempts are counted, as the library *limits* names "
        "it (`redis://…`); in memory each worker process counts for itself. Failures "
        "by account are counted in the register in any case",
    ),
    TextSettingSpec(
        "GEO_ZS_RATE_LIMIT",
        "rate_limit",
        "60000/minute",
        "most requests of one account (by token) or else of one address, as "
        "`600/minute`; one more is answered 429. 0 is off. Static files and health are "
        "not counted",
    ),
    TextSettingSpec(
        "GEO_ZS_RATE_LIMIT_COSTLY",
        "rate_limit_costly",
        "3000/minute",
        "the same for what costs much: matching, batches, allocation, comparisons and "
        "downloads, which are counted apart",
    ),
    TextSettingSpec(
        "GEO_ZS_CORS_ORIGINS",
        "cors_origins",
        "",
        "web sites whose scripts may read `/api` and `/ogc` in a browser: `*`, or "
        "origins as `https://map.example.org` with commas between them. Cookies are "
        "never taken there",
    ),
    TextSettingSpec(
        "GEO_ZS_ACCESS_LOG",
        "access_log",
        "",
        "file for the access log, one JSON object a line; `-` is the standard output. "
        "It holds names of parameters, never their values",
    ),
    TextSettingSpec(
        "GEO_ZS_METRICS",
        "metrics",
        "loopback",
        "who may read `/metrics`: `loopback` (this machine only), `open` (anybody) or "
        "`off`",
    ),
)
