"""Settings: read at start, all faults named, all documented."""

from __future__ import annotations

import re

import pytest

from geo_zs.errors import SettingError
from webapp import create_app
from webapp.setting_checks import settings_of_environment
from webapp.settings import SETTINGS, TEXT_SETTINGS, Settings


def test_defaults_of_the_table_are_the_defaults_of_the_class():
    assert Settings.from_environment({}) == Settings()


def test_values_are_read_from_the_environment():
    settings = Settings.from_environment(
        {"GEO_ZS_PAGE_ROWS": "20", "GEO_ZS_CACHE_BYTES": "0"}
    )

    assert settings.page_rows == 20
    assert settings.cache_bytes == 0


@pytest.mark.parametrize("value", ["ten", "-1", "1e6", "5.0", "９", "0", "1" * 30])
def test_unusable_value_is_named_with_what_is_expected(value):
    with pytest.raises(SettingError) as raised:
        Settings.from_environment({"GEO_ZS_PAGE_ROWS": value})

    assert f"GEO_ZS_PAGE_ROWS is {value!r}" in str(raised.value)
    assert "from 1 to 1000" in str(raised.value)


def test_all_faults_are_named_at_once():
    with pytest.raises(SettingError) as raised:
        Settings.from_environment(
            {"GEO_ZS_PAGE_ROWS": "x", "GEO_ZS_MAX_BODY_BYTES": "y"}
        )

    assert "GEO_ZS_PAGE_ROWS" in str(raised.value)
    assert "GEO_ZS_MAX_BODY_BYTES" in str(raised.value)


def test_page_may_not_be_larger_than_the_largest_page():
    with pytest.raises(SettingError, match="larger than GEO_ZS_MAX_PAGE_ROWS"):
        Settings.from_environment(
            {"GEO_ZS_PAGE_ROWS": "60", "GEO_ZS_MAX_PAGE_ROWS": "50"}
        )


def test_every_setting_is_documented_with_its_default(project_root):
    text = (project_root / "docs" / "settings.md").read_text("utf-8")

    for spec in SETTINGS:
        row = next((line for line in text.splitlines() if f"`{spec.name}`" in line), "")
        assert f"| {spec.default} |" in row, spec.name
        assert spec.help in row, spec.name


def test_every_text_setting_is_documented_with_its_default(project_root):
    text = (project_root / "docs" / "settings.md").read_text("utf-8")

    for spec in TEXT_SETTINGS:
        row = next((line for line in text.splitlines() if f"`{spec.name}`" in line), "")
        default = f"`{spec.default}`" if spec.default else "none"
        assert f"| {default} | {spec.help} |" in row, spec.name


def test_short_secret_key_is_refused_and_not_repeated():
    with pytest.raises(SettingError) as raised:
        Settings.from_environment({"GEO_ZS_SECRET_KEY": "tooshort-secret"})

    message = str(raised.value)
    assert "GEO_ZS_SECRET_KEY has 15 characters; expected at least 32" in message
    assert "tooshort" not in message


def test_secret_key_does_not_show_when_settings_are_printed():
    key = "k" * 40

    settings = Settings.from_environment({"GEO_ZS_SECRET_KEY": key})

    assert settings.secret_key == key
    assert key not in repr(settings)


def test_every_fault_of_a_text_is_named_at_once():
    with pytest.raises(SettingError) as raised:
        Settings.from_environment(
            {
                "GEO_ZS_RATE_LIMIT": "many",
                "GEO_ZS_RATE_LIMIT_COSTLY": "5/year",
                "GEO_ZS_CORS_ORIGINS": "https://a.example, https://b.example/x, null",
                "GEO_ZS_METRICS": "all",
            }
        )

    message = str(raised.value)
    assert "GEO_ZS_RATE_LIMIT is 'many'; expected 0 or a number" in message
    assert "GEO_ZS_RATE_LIMIT_COSTLY is '5/year'" in message
    assert "GEO_ZS_CORS_ORIGINS names 'https://b.example/x'" in message
    assert "GEO_ZS_CORS_ORIGINS names 'null'" in message
    assert "https://a.example'" not in message
    assert "GEO_ZS_METRICS is 'all'; expected one of loopback, open, off" in message


def test_texts_are_read_from_the_environment():
    settings = Settings.from_environment(
        {
            "GEO_ZS_RATE_LIMIT": "600/minute",
            "GEO_ZS_CORS_ORIGINS": "https://map.example.org:8443",
            "GEO_ZS_METRICS": "open",
        }
    )

    assert settings.rate_limit == "600/minute"
    assert settings.cors_origins == "https://map.example.org:8443"
    assert settings.metrics == "open"


UNUSABLE = {
    "GEO_ZS_PAGE_ROWS": "ten",
    "GEO_ZS_RATE_LIMIT": "abc",
    "GEO_ZS_RATE_LIMIT_STORAGE": "nosuch://here",
    "GEO_ZS_ACCESS_LOG": "/nosuch/folder/log",
    "GEO_ZS_IMPORT_MAX_ROWS": "abc",
    "GEO_ZS_IMPORT_MAX_BYTES": "0",
    "GEO_ZS_IMPORT_MAX_SECONDS": "-1",
    "GEO_ZS_IMPORT_MAX_MEMORY": "1.5",
    "GEO_ZS_LANG": "fr",
    "GEO_ZS_ENFORCED_RULES": "zz",
    "GEO_ZS_DATABASE_URL": "mysql://there/base",
    "GEO_ZS_BOUNDARIES": "/nosuch.gpkg",
    "GEO_ZS_BOUNDARIES_CREDIT": "x" * 301,
    "GEO_ZS_DATA_DIR": "/dev/null/data",
    "GEO_ZS_STATE_DIR": "/dev/null",
    "PROMETHEUS_MULTIPROC_DIR": "/nosuch/counts",
}


def test_start_names_every_setting_that_cannot_be_used(monkeypatch):
    for name, value in UNUSABLE.items():
        monkeypatch.setenv(name, value)

    with pytest.raises(SettingError) as raised:
        create_app()

    told = str(raised.value).splitlines()
    for name in UNUSABLE:
        assert sum(line.startswith(f"{name}") for line in told) >= 1, name


@pytest.mark.parametrize("name", sorted(UNUSABLE))
def test_start_is_refused_for_each_of_them_alone(monkeypatch, name):
    monkeypatch.setenv(name, UNUSABLE[name])

    with pytest.raises(SettingError, match=name):
        create_app()


def test_every_setting_of_the_document_is_checked_at_the_start(project_root):
    text = (project_root / "docs" / "settings.md").read_text("utf-8")
    documented = set(re.findall(r"^\| `([A-Z_]+)` \|", text, re.MULTILINE))
    of_tables = {one.name for one in (*SETTINGS, *TEXT_SETTINGS)}

    assert documented == set(UNUSABLE) | of_tables


def test_settings_that_can_be_used_pass(monkeypatch, tmp_path):
    for name, value in {
        "GEO_ZS_LANG": "en",
        "GEO_ZS_ENFORCED_RULES": "wuhai-no-new-high",
        "GEO_ZS_STATE_DIR": str(tmp_path / "not" / "yet"),
        "GEO_ZS_DATABASE_URL": f"sqlite:///{tmp_path}/register.db",
        "GEO_ZS_IMPORT_MAX_ROWS": "5",
        "GEO_ZS_RATE_LIMIT_STORAGE": "memory://",
        "GEO_ZS_ACCESS_LOG": "-",
        "PROMETHEUS_MULTIPROC_DIR": str(tmp_path),
        "GEO_ZS_PAGE_ROWS": "20",
    }.items():
        monkeypatch.setenv(name, value)

    assert settings_of_environment().page_rows == 20
    assert not (tmp_path / "not").exists()
