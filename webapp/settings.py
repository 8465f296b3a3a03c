"""The settings of the service: one table, read from the environment at start.

Every setting has a safe default, so the service starts without any. The tables
of `webapp.setting_table` are the one description of all.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from geo_zs.errors import SettingError
from webapp.serving.rate_text import read_rate
from webapp.setting_table import SETTINGS, TEXT_SETTINGS

__all__ = ["SETTINGS", "TEXT_SETTINGS", "Settings"]

_MIN_KEY: Final = 32
_ORIGIN: Final = re.compile(r"https?://[A-Za-z0-9.\[\]:-]{1,253}")
_METRICS: Final = ("loopback", "open", "off")


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
    rate_limit: str = "60000/minute"
    rate_limit_costly: str = "3000/minute"
    cors_origins: str = ""
    access_log: str = ""
    metrics: str = "loopback"

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
        faults += _text_faults(texts)
        if faults:
            raise SettingError("\n".join(faults))
        return cls(**{**values, **texts})  # type: ignore[arg-type]  # by attribute


def _is_whole(text: str) -> bool:
    """Tell whether `text` is a plain whole number of at most 12 digits."""
    return text.isascii() and text.isdigit() and len(text) <= 12


def _text_faults(texts: Mapping[str, str]) -> list[str]:
    """Return what is wrong with texts that have a form."""
    faults = []
    for name in ("rate_limit", "rate_limit_costly"):
        try:
            read_rate(texts[name])
        except ValueError as error:
            faults.append(f"GEO_ZS_{name.upper()} is {texts[name][:80]!r}; {error}")
    for origin in split_origins(texts["cors_origins"]):
        if origin != "*" and not _ORIGIN.fullmatch(origin):
            faults.append(
                f"GEO_ZS_CORS_ORIGINS names {origin[:80]!r}; expected * or an origin "
                "without a path, as https://map.example.org"
            )
    if texts["metrics"] not in _METRICS:
        faults.append(
            f"GEO_ZS_METRICS is {texts['metrics'][:80]!r}; expected one of "
            f"{', '.join(_METRICS)}"
        )
    return faults


def split_origins(text: str) -> list[str]:
    """Return the origins that a text lists with commas."""
    return [part.strip() for part in text.split(",") if part.strip()]
