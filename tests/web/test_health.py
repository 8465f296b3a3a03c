"""``/healthz``."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize("path", ["/healthz", "/healthz/ready"])
def test_health_names_the_data_version_and_is_not_kept(client, catalog, path):
    answer = client.get(path)

    body = answer.get_json()
    assert answer.status_code == 200
    assert body["status"] == "ok"
    assert body["ready"] is True
    assert body["data_version"] == catalog.data_version
    assert body["layers"]["banners"] == 103
    assert answer.headers["Cache-Control"] == "no-store"
