"""The settings of the service: one table, read from the environment at start.

Every setting has a safe default, so the service starts without any. The tables
`SETTINGS` and `TEXT_SETTINGS` are the one description: the reader, the help and the
documentation (``docs/settings.md``, checked by a test) follow them.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from geo_zs.errors import SettingError


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
        "where failed attempts are counted by network, as the library *limits* names "
        "it (`redis://…`); in memory each worker process counts for itself. Failures "
        "by account are counted in the register in any case",
    ),
)

_MIN_KEY: Final = 32


@dataclass(frozen=True)
class Settings:
    """The settings in force; see `SETTINGS` for their meaning."""

    max_body_bytes: int = 1_000_000
    cache_bytes: int = 64_000_000
    page_rows: int = 50
    max_page_rows: int = 500
    asset_seconds: int = 31_536_000
    session_seconds: int = 28_800
    idle_seconds: int = 3_600
    trusted_proxies: int = 0
    insecure_cookies: int = 0
    secret_key: str = field(default="", repr=False)
    rate_limit_storage: str = "memory://"

    @classmethod
    def from_environment(cls, environ: Mapping[str, str] | None = None) -> Settings:
        """Read the settings from environment variables.

        Parameters
        ----------
        environ : mapping of str to str, optional
            The variables; the ones of the process when not given.

        Returns
        -------
        Settings
            Values given, defaults for the rest.

        Raises
        ------
        SettingError
            If values are not whole numbers in their range, or the secret key is too
            short; names all of them, and never repeats the key.
        """
        given = os.environ if environ is None else environ
        values: dict[str, int] = {}
        faults: list[str] = []
        for spec in SETTINGS:
            text = given.get(spec.name, "").strip()
            if not text:
                values[spec.attribute] = spec.default
            elif not _is_whole(text) or not spec.minimum <= int(text) <= spec.maximum:
                faults.append(
                    f"{spec.name} is {text!r}; expected a whole number from "
                    f"{spec.minimum} to {spec.maximum} ({spec.help})"
                )
            else:
                values[spec.attribute] = int(text)
        if not faults and values["page_rows"] > values["max_page_rows"]:
            faults.append("GEO_ZS_PAGE_ROWS is larger than GEO_ZS_MAX_PAGE_ROWS")
        texts = {
            spec.attribute: given.get(spec.name, "").strip() or spec.default
            for spec in TEXT_SETTINGS
        }
        if 0 < len(texts["secret_key"]) < _MIN_KEY:
            faults.append(
                f"GEO_ZS_SECRET_KEY has {len(texts['secret_key'])} characters; "
                f"expected at least {_MIN_KEY} that nobody can guess"
            )
        if faults:
            raise SettingError("\n".join(faults))
        return cls(
            **values,
            secret_key=texts["secret_key"],
            rate_limit_storage=texts["rate_limit_storage"],
        )


def _is_whole(text: str) -> bool:
    """Tell whether `text` is a plain whole number of at most 12 digits."""
    return text.isascii() and text.isdigit() and len(text) <= 12
