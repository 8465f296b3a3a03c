"""What is set up at start: the key of sessions, the register, the counters."""

from __future__ import annotations

import stat
from concurrent.futures import ThreadPoolExecutor

import pytest

from geo_zs.errors import SettingError
from geo_zs.register.store import init_register
from webapp import create_app
from webapp.accounts.secret import secret_key
from webapp.settings import Settings
from webapp.state import open_register


@pytest.fixture
def state(tmp_path, monkeypatch):
    folder = tmp_path / "state"
    monkeypatch.setenv("GEO_ZS_STATE_DIR", str(folder))
    monkeypatch.delenv("GEO_ZS_DATABASE_URL", raising=False)
    return folder


def test_key_is_made_once_and_read_by_its_owner_only(state):
    first, second = secret_key(Settings()), secret_key(Settings())

    file = state / "secret_key"
    assert first == second == file.read_text().strip()
    assert len(first) == 64
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(state.stat().st_mode) == 0o700
    assert [one.name for one in state.iterdir()] == ["secret_key"]


def test_workers_that_start_at_the_same_moment_get_one_key(state):
    with ThreadPoolExecutor(8) as pool:
        keys = set(pool.map(lambda _: secret_key(Settings()), range(40)))

    assert len(keys) == 1
    assert [one.name for one in state.iterdir()] == ["secret_key"]


def test_key_of_the_settings_is_used_and_none_is_kept(state):
    assert secret_key(Settings(secret_key="k" * 32)) == "k" * 32
    assert not state.exists()


@pytest.mark.parametrize("content", [b"", b"short", b"\xff" * 64])
def test_damaged_key_stops_the_start_and_is_not_repeated(state, content):
    state.mkdir()
    (state / "secret_key").write_bytes(content)

    with pytest.raises(SettingError) as raised:
        secret_key(Settings())
    assert "secret_key" in str(raised.value)
    assert "short" not in str(raised.value).replace("GEO_ZS", "")


def test_key_that_cannot_be_kept_stops_the_start_with_both_remedies(state):
    state.write_text("a file where a folder should be")

    with pytest.raises(SettingError, match=r"GEO_ZS_STATE_DIR.*GEO_ZS_SECRET_KEY"):
        secret_key(Settings())


def test_site_without_a_register_makes_no_key(state, catalog):
    app = create_app(Settings(), catalog=catalog)

    assert app.secret_key is None
    assert not state.exists()
    assert open_register(catalog) is None


def test_register_in_the_folder_of_state_is_opened(state, catalog):
    init_register().close()

    found = open_register(catalog)

    assert found is not None
    assert "150200" in found.names.leagues
    found.close()


def test_register_that_is_named_and_not_there_stops_the_start(
    state, catalog, monkeypatch
):
    monkeypatch.setenv("GEO_ZS_DATABASE_URL", f"sqlite:///{state}/none.db")

    with pytest.raises(SettingError, match="geo-zs register init"):
        open_register(catalog)


@pytest.mark.parametrize("storage", ["nothing://x", "nonsense", "etcd://x"])
def test_storage_of_counts_that_cannot_be_used_stops_the_start(state, catalog, storage):
    with pytest.raises(SettingError, match="GEO_ZS_RATE_LIMIT_STORAGE"):
        create_app(Settings(rate_limit_storage=storage), catalog=catalog)
