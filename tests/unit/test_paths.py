"""One resolver for the data, in a checkout and in an installed package."""

from __future__ import annotations

from pathlib import Path

import pytest

from geo_zs import paths


@pytest.fixture
def installed(monkeypatch, tmp_path):
    """Pretend that the package lies in site-packages, without a source tree."""
    package = tmp_path / "site-packages" / "geo_zs"
    package.mkdir(parents=True)
    monkeypatch.setattr(paths, "_PACKAGE", package)
    monkeypatch.delenv("GEO_ZS_DATA_DIR", raising=False)
    return package


def test_checkout_reads_and_builds_in_its_own_data_folder(monkeypatch, project_root):
    monkeypatch.delenv("GEO_ZS_DATA_DIR", raising=False)

    assert paths.tables_dir() == project_root / "data"
    assert paths.boundaries_dir() == project_root / "data" / "boundaries"


def test_installed_package_reads_its_own_tables_and_builds_in_the_cache(
    installed, monkeypatch, tmp_path
):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))

    assert paths.tables_dir() == installed / "data"
    assert paths.boundaries_dir() == tmp_path / "cache" / "geo_zs" / "boundaries"


def test_cache_is_in_the_home_folder_without_a_configured_one(installed, monkeypatch):
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)

    assert paths.boundaries_dir() == (Path.home() / ".cache" / "geo_zs" / "boundaries")


def test_configured_folder_wins(monkeypatch, tmp_path):
    monkeypatch.setenv("GEO_ZS_DATA_DIR", str(tmp_path))

    assert paths.boundaries_dir() == tmp_path / "boundaries"


def test_entered_data_lies_in_the_checkout_where_git_ignores_it(
    monkeypatch, project_root
):
    monkeypatch.delenv("GEO_ZS_STATE_DIR", raising=False)

    assert paths.state_dir() == project_root / "var"
    assert "/var/" in (project_root / ".gitignore").read_text("utf-8").split()


def test_entered_data_of_an_installed_package_lies_among_the_users_data(
    installed, monkeypatch, tmp_path
):
    monkeypatch.delenv("GEO_ZS_STATE_DIR", raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "share"))

    assert paths.state_dir() == tmp_path / "share" / "geo_zs"


def test_folder_of_entered_data_can_be_chosen(monkeypatch, tmp_path):
    monkeypatch.setenv("GEO_ZS_STATE_DIR", str(tmp_path / "state"))

    assert paths.state_dir() == tmp_path / "state"
