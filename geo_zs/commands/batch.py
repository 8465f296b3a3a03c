"""``geo-zs batch``: answer many requirements, one line each."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Final

import click

from geo_zs.commands.json_file import decode_json
from geo_zs.errors import Problem, RequirementError

if TYPE_CHECKING:
    from geo_zs.matching.batch import Refused

#: A line that is longer is no requirement.
_MAX_LINE: Final = 1_000_000
_BOM: Final = b"\xef\xbb\xbf"


@click.command()
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True))
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write the answers to this file instead of standard output.",
)
@click.option("--quiet", is_flag=True, help="Show no progress.")
def batch(file: Path, *, out: Path | None, quiet: bool) -> None:
    """Rank the sites for each requirement of FILE and print one answer a line.

    FILE is a JSON list (.json) or one requirement a line (.jsonl); - reads standard
    input, either of the two. Answers are JSON Lines in the same order. A faulty
    requirement gives a line with its problems and stops none of the others; the
    command then ends with status 1. Without draws ("stability": {"draws": 0}) a
    requirement takes a fraction of the time.
    """
    from geo_zs.catalog import load_catalog  # noqa: PLC0415  1 s, when needed

    try:
        with click.open_file(str(file), "rb") as stream:
            given, length = _requirements(file, stream)
            catalog = load_catalog()
            answers = catalog.answer_lines(given)
            n_refused = _write(answers, out, length, is_quiet=quiet)
    except OSError as error:
        if isinstance(error, BrokenPipeError):
            raise
        message = f"cannot be read or written: {error.strerror}"
        raise RequirementError(
            [Problem("", message, file=str(error.filename or file))]
        ) from error
    if n_refused:
        click.echo(f"{n_refused} of the requirements have faults", err=True)
        sys.exit(1)


def _requirements(
    file: Path, stream: IO[bytes]
) -> tuple[Iterable[Any | Refused], int | None]:
    """Return the requirements of a file, read as they are needed, and how many."""
    first = stream.readline()
    while first and not first.strip():
        first = stream.readline()
    if file.suffix == ".json" or first.removeprefix(_BOM).lstrip().startswith(b"["):
        given = _list(file, first + stream.read())
        return given, len(given)
    length = None
    if str(file) != "-":
        with file.open("rb") as again:
            length = sum(1 for line in again if line.strip())
    return _lines(first, stream), length


def _list(file: Path, content: bytes) -> list[Any]:
    """Return the items of a JSON list."""
    try:
        found = decode_json(content)
    except RecursionError:
        message = "is nested too deeply"
    except ValueError as error:
        message = f"is not JSON: {error}"
    else:
        if isinstance(found, list):
            return found
        message = "is no list; send [{…}, …], or one requirement a line as .jsonl"
    raise RequirementError([Problem("", message, file=str(file))])


def _lines(first: bytes, stream: IO[bytes]) -> Iterator[Any | Refused]:
    """Yield the requirement of each line that is not blank."""
    line = first
    while line:
        if len(line) >= _MAX_LINE and not line.endswith(b"\n"):
            while line and not line.endswith(b"\n"):
                line = stream.readline(_MAX_LINE)
            yield _refused(f"is longer than {_MAX_LINE:,} bytes")
        elif line.strip():
            yield _decoded(line)
        line = stream.readline(_MAX_LINE)


def _decoded(line: bytes) -> Any | Refused:  # noqa: ANN401  anything until checked
    """Return the requirement of one line, or what is wrong with it."""
    try:
        return decode_json(line)
    except RecursionError:
        return _refused("is nested too deeply")
    except UnicodeDecodeError:
        return _refused("is not UTF-8 text")
    except ValueError as error:
        return _refused(f"is not JSON: {error}")


def _refused(message: str) -> Refused:
    from geo_zs.matching.batch import Refused  # noqa: PLC0415  as above

    return Refused((Problem("", message),))


def _write(
    answers: Iterable[dict[str, Any]],
    out: Path | None,
    length: int | None,
    *,
    is_quiet: bool,
) -> int:
    """Write the answers as they come; return how many requirements were refused."""
    n_refused = 0
    is_hidden = is_quiet or not sys.stderr.isatty()
    with (
        click.open_file(str(out or "-"), "w", encoding="utf-8") as target,
        click.progressbar(
            answers, length=length, file=sys.stderr, hidden=is_hidden
        ) as shown,
    ):
        for answer in shown:
            n_refused += "problems" in answer
            click.echo(
                json.dumps(
                    answer,
                    ensure_ascii=False,
                    allow_nan=False,
                    separators=(",", ":"),
                ),
                file=target,
            )
    return n_refused
