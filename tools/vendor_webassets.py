"""Copy the browser assets the pages use out of an npm tree into the package.

Run it after ``npm ci --ignore-scripts`` (``package-lock.json`` pins each package
by its sha512)::

    python tools/vendor_webassets.py node_modules webapp/static/vendor

The result is committed, so that an installation needs no npm, and a repeated run
writes the same bytes. ``manifest.json`` maps the name under which Folium (or a
page of ours) asks for an asset to the vendored file and its checksum;
`geo_zs.maps.local_figure` refuses every link that is not in it.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import shutil
import sys
from pathlib import Path
from typing import Final

#: (link name, npm package, file in it). The names are Folium's own where it has one.
ASSETS: Final = (
    ("leaflet", "leaflet", "dist/leaflet.js"),
    ("leaflet_css", "leaflet", "dist/leaflet.css"),
    ("markerclusterjs", "leaflet.markercluster", "dist/leaflet.markercluster.js"),
    ("markerclustercss", "leaflet.markercluster", "dist/MarkerCluster.css"),
    ("Control.Fullscreen.js", "leaflet.fullscreen", "Control.FullScreen.js"),
    ("Control.FullScreen.css", "leaflet.fullscreen", "Control.FullScreen.css"),
    ("swagger_ui", "swagger-ui-dist", "swagger-ui-bundle.js"),
    ("swagger_ui_css", "swagger-ui-dist", "swagger-ui.css"),
)
_LICENCE_FILE: Final = re.compile(
    r"(?i)^(mit-)?licen[cs]e(\..*)?$|^notice$|^swagger-ui-bundle\.js\.license\.txt$"
)
_CSS_URL: Final = re.compile(r"""url\(\s*['"]?([^'")]+)['"]?\s*\)""")
_SOURCE_MAP: Final = re.compile(r"\n?(//|/\*)# sourceMappingURL=[^\n*]*(\*/)?")


class VendorError(RuntimeError):
    """An asset is missing or asks for a file from another host."""


def _linked_files(css: str, folder: Path, asset: str) -> list[Path]:
    """Return the local files that a style sheet loads with ``url()``."""
    found = []
    for address in _CSS_URL.findall(css):
        if address.startswith(("data:", "#")):
            continue
        if re.match(r"[a-z]+:|//", address):
            message = f"{asset} loads {address!r} from another host; leave it out"
            raise VendorError(message)
        target = (folder / re.split(r"[?#]", address)[0]).resolve()
        if not target.is_file():
            message = f"{asset} loads {address!r}, which its package does not hold"
            raise VendorError(message)
        found.append(target)
    return found


def _copy(source: Path, target: Path, root: Path) -> None:
    """Copy one asset, and the files a style sheet loads, without source maps."""
    target.parent.mkdir(parents=True, exist_ok=True)
    if source.suffix not in {".css", ".js"}:
        shutil.copyfile(source, target)
        return
    text = _SOURCE_MAP.sub("", source.read_text("utf-8"))
    target.write_text(text, "utf-8", newline="\n")
    if source.suffix == ".css":
        asset = source.relative_to(root).as_posix()
        for linked in _linked_files(text, source.parent, asset):
            inside = linked.relative_to(source.parent.resolve())
            _copy(linked, target.parent / inside, root)


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def vendor(node_modules: Path, out: Path) -> dict[str, object]:
    """Fill `out` from `node_modules` and return the manifest written there.

    Parameters
    ----------
    node_modules : Path
        Tree made by ``npm ci --ignore-scripts``.
    out : Path
        Folder to fill; what it held before is removed.

    Returns
    -------
    dict
        ``links`` (name → file, sha256), ``files`` (every other vendored file →
        sha256) and ``packages`` (name → version, licence, licence files).

    Raises
    ------
    VendorError
        If a package is missing, has no licence file or loads from another host.
    """
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    packages: dict[str, object] = {}
    for package in sorted({package for _, package, _ in ASSETS}):
        folder = node_modules / package
        if not (folder / "package.json").is_file():
            message = f"{folder} is missing; run: npm ci --ignore-scripts"
            raise VendorError(message)
        described = json.loads((folder / "package.json").read_text("utf-8"))
        licences = sorted(
            file.name for file in folder.iterdir() if _LICENCE_FILE.match(file.name)
        )
        if not licences:
            message = f"{package} holds no licence file; it cannot be passed on"
            raise VendorError(message)
        for name in licences:
            (out / package).mkdir(parents=True, exist_ok=True)
            shutil.copyfile(folder / name, out / package / name)
        packages[package] = {
            "version": described["version"],
            "licence": described["license"],
            "licence_files": licences,
        }
    links = {}
    for name, package, inside in ASSETS:
        _copy(node_modules / package / inside, out / package / inside, node_modules)
        file = out / package / inside
        links[name] = {
            "file": file.relative_to(out).as_posix(),
            "sha256": _digest(file),
        }
    linked = {entry["file"] for entry in links.values()}
    others = {
        path: _digest(out / path)
        for path in sorted(
            file.relative_to(out).as_posix()
            for file in out.rglob("*")
            if file.is_file()
        )
        if path not in linked
    }
    manifest: dict[str, object] = {
        "links": links,
        "files": others,
        "packages": packages,
    }
    text = json.dumps(manifest, indent=1, ensure_ascii=False) + "\n"
    (out / "manifest.json").write_text(text, "utf-8", newline="\n")
    return manifest


def main() -> int:
    """Read the two folders from the command line and report what was copied."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("node_modules", type=Path)
    parser.add_argument("out", type=Path)
    arguments = parser.parse_args()
    try:
        manifest = vendor(arguments.node_modules, arguments.out)
    except VendorError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    packages = manifest["packages"]
    assert isinstance(packages, dict)  # noqa: S101  for the type checker only
    for name, entry in packages.items():
        print(
            name, entry["version"], entry["licence"], ", ".join(entry["licence_files"])
        )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
