"""A real Chromium, a tiny server, and a record of all that a page asks or complains."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

import pytest

from tests.live_server import serving

if TYPE_CHECKING:
    from flask import Flask
    from playwright.sync_api import Page, Route

SAMPLES = Path(__file__).resolve().parents[1] / "samples"


def load_sample(name: str) -> ModuleType:
    """Import a module of ``tests/samples``, which is no package."""
    if name not in sys.modules:
        spec = importlib.util.spec_from_file_location(name, SAMPLES / f"{name}.py")
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        sys.modules[name] = module
        spec.loader.exec_module(module)
    return sys.modules[name]


@pytest.fixture
def sample() -> Any:
    """Return a new copy of the made-up region."""
    return load_sample("map_region").sample_region()


@pytest.fixture
def map_service() -> Callable[..., Flask]:
    """Return the function that makes a service round a map."""
    made: Callable[..., Flask] = load_sample("map_service").map_service
    return made


@pytest.fixture(scope="session")
def browser_type_launch_args(chromium: str) -> dict[str, Any]:
    """Launch the system's Chromium, which asks nothing of its own accord."""
    return {
        "executable_path": chromium,
        "args": [
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
        ],
    }


@pytest.fixture(scope="session")
def browser_context_args() -> dict[str, Any]:
    """Open pages as a Chinese reader at a desk sees them."""
    return {"locale": "zh-CN", "viewport": {"width": 1280, "height": 800}}


@pytest.fixture
def serve() -> Iterator[Callable[[Flask], str]]:
    """Return a function that serves an app on this machine and returns its address."""
    with ExitStack() as servers:
        yield lambda app: servers.enter_context(serving(app))


@dataclass
class Watch:
    """What a page asked of others, and what went wrong in it."""

    outside: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)


@pytest.fixture
def watch(page: Page) -> Callable[..., Watch]:
    """Return a function that watches the page: only `base` may be asked."""

    def start(base: str, *, refuse: bool = True) -> Watch:
        found = Watch()

        def note(address: str) -> bool:
            found.requests.append(address)
            is_inside = address.startswith((base, "data:", "blob:"))
            if not is_inside:
                found.outside.append(address)
            return is_inside

        def decide(route: Route) -> None:
            if note(route.request.url):
                route.continue_()
            else:
                route.abort()

        if refuse:
            page.route("**/*", decide)
        else:  # routing switches the browser's cache off, and with it the 304
            page.on("request", lambda asked: note(asked.url))
        page.on("pageerror", lambda error: found.faults.append(f"error {error}"))
        page.on(
            "dialog", lambda dialog: found.faults.append(f"dialog {dialog.message}")
        )
        page.on(
            "console",
            lambda message: (
                found.faults.append(f"{message.type} {message.text}")
                if message.type in {"error", "warning"}
                else None
            ),
        )
        return found

    return start


@pytest.fixture
def base(serve: Callable[[Flask], str], app: Flask) -> str:
    """Return the address of the real site, served on this machine."""
    return serve(app)
