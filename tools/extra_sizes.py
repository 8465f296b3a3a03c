"""Say how much each optional group of packages brings.

``python -m tools.extra_sizes`` rewrites the table in ``docs/clients.md`` from the
packages that are installed here; a test compares. The size of a package is the sum of
its files as its own list (RECORD) states them, unpacked and without byte code.
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Final

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT: Final = Path(__file__).resolve().parents[1]
DOC: Final = ROOT / "docs" / "clients.md"
_BLOCK: Final = re.compile(
    r"<!-- sizes: tools/extra_sizes\.py -->\n(.*?)<!-- end -->", re.DOTALL
)
_ROW: Final = re.compile(r"^\| `?(\w+)`? \| (\d+) \| ([\d.]+) \|", re.MULTILINE)
#: Optional groups in the order of the table, and what they are for.
GROUPS: Final = {
    "base": "the library, the command line, the site",
    "server": "`geo-zs serve`: workers and metrics",
    "client": "`geo_zs.client`",
    "mcp": "`geo-zs mcp`: tools for agents",
}


@dataclass(frozen=True)
class Size:
    """How much a group brings.

    Parameters
    ----------
    packages : int
        Packages that the base does not have already.
    megabytes : float
        Their files, in 10⁶ bytes.
    """

    packages: int
    megabytes: float


def closure(requirements: Iterable[str]) -> set[str]:
    """Return the packages that some requirements need, by their canonical names.

    Parameters
    ----------
    requirements : iterable of str
        As ``pyproject.toml`` lists them; those for other systems are left out.

    Raises
    ------
    PackageNotFoundError
        If a package is not installed here.
    """
    waiting = [Requirement(one) for one in requirements]
    seen: set[tuple[str, str]] = set()
    while waiting:
        one = waiting.pop()
        if one.marker is not None and not one.marker.evaluate({"extra": ""}):
            continue
        name = canonicalize_name(one.name)
        for extra in ("", *one.extras):
            if (name, extra) in seen:
                continue
            seen.add((name, extra))
            for text in distribution(name).requires or ():
                needed = Requirement(text)
                if needed.marker is None or needed.marker.evaluate({"extra": extra}):
                    needed.marker = None
                    waiting.append(needed)
    return {name for name, _ in seen}


def megabytes(names: Iterable[str]) -> float:
    """Return the size of the files of some packages, in 10⁶ bytes."""
    sizes = (
        file.size or 0 for name in names for file in distribution(name).files or ()
    )
    return sum(sizes) / 1e6


def sizes() -> dict[str, Size]:
    """Return the size of the base, and what each group adds to it."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    base = closure(project["dependencies"])
    found = {"base": Size(len(base), megabytes(base))}
    for group in list(GROUPS)[1:]:
        more = closure(project["optional-dependencies"][group]) - base
        found[group] = Size(len(more), megabytes(more))
    return found


def table(found: dict[str, Size]) -> str:
    """Return the table as Markdown."""
    lines = ["| group | packages | MB | for |", "|---|---:|---:|---|"]
    lines += [
        f"| {name if name == 'base' else f'`{name}`'} | {size.packages} "
        f"| {size.megabytes:.1f} | {GROUPS[name]} |"
        for name, size in found.items()
    ]
    return "\n".join(lines) + "\n"


def stated(text: str) -> dict[str, Size]:
    """Return the sizes that a document states.

    Raises
    ------
    ValueError
        If it has no table of them.
    """
    block = _BLOCK.search(text)
    if block is None:
        message = "docs/clients.md has no block <!-- sizes: tools/extra_sizes.py -->"
        raise ValueError(message)
    return {
        name: Size(int(packages), float(size))
        for name, packages, size in _ROW.findall(block.group(1))
    }


def main() -> int:
    """Rewrite the table; return the status of the process."""
    try:
        block = table(sizes())
    except PackageNotFoundError as error:
        print(f"{error.name} is not installed: pip install '.[server,client,mcp]'")
        return 1
    text = DOC.read_text("utf-8")
    stated(text)
    made = f"<!-- sizes: tools/extra_sizes.py -->\n{block}<!-- end -->"
    DOC.write_text(_BLOCK.sub(lambda _: made, text), "utf-8")
    print(block, end="")
    return 0


if __name__ == "__main__":
    sys.exit(main())
