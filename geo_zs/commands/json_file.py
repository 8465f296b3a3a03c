"""Read one JSON document from a file or from standard input, or print one."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final, NoReturn

import click

from geo_zs.errors import Problem, RequirementError

#: What is larger is no request.
_MAX_BYTES: Final = 5_000_000


def read_json(
    path: Path,
    *,
    max_bytes: int = _MAX_BYTES,
    too_large: str = "",
    too_deep: str = "",
) -> Any:  # noqa: ANN401  anything until it is checked
    """Read a JSON document.

    Parameters
    ----------
    path : Path
        A file, or ``-`` for standard input.
    max_bytes : int
        Largest size that is read.
    too_large, too_deep : str
        What to add to the message if it is too large or nested too deeply.

    Raises
    ------
    RequirementError
        If it cannot be read, is too large, or is not JSON; names the file.
    """
    try:
        with click.open_file(str(path), "rb") as stream:
            content = stream.read(max_bytes + 1)
        if len(content) > max_bytes:
            message = f"is larger than {max_bytes:,} bytes{too_large}"
            raise RequirementError([Problem("", message, file=str(path))])
        return decode_json(content)
    except RecursionError:
        message = f"is nested too deeply{too_deep}"
    except OSError as error:
        message = f"cannot be read: {error.strerror}"
    except UnicodeDecodeError:
        message = "is not UTF-8 text"
    except ValueError as error:
        message = f"is not JSON: {error}"
    raise RequirementError([Problem("", message, file=str(path))])


def decode_json(content: bytes) -> Any:  # noqa: ANN401  anything until it is checked
    """Decode strict JSON: no NaN, no infinities, no key twice.

    Parameters
    ----------
    content : bytes
        UTF-8, with or without a byte order mark.

    Raises
    ------
    UnicodeDecodeError, ValueError, RecursionError
        If it is not UTF-8, not JSON, or nested too deeply.
    """
    return json.loads(
        content.decode("utf-8-sig"),
        parse_constant=_refuse_constant,
        object_pairs_hook=_refuse_repeated,
    )


def _refuse_repeated(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Refuse a key that stands twice: it does not say which one is meant."""
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            message = f"the key {name[:40]!r} stands twice; keep one"
            raise ValueError(message)
        found[name] = value
    return found


def _refuse_constant(name: str) -> NoReturn:
    message = f"{name} is not a JSON number"
    raise ValueError(message)


def print_json(value: object) -> None:
    """Print a value as indented JSON; NaN and infinities are an error."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=1, allow_nan=False))
