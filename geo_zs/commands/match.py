"""``geo-zs match``: rank the sites for one requirement."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import click

from geo_zs.commands.json_file import print_json, read_json
from geo_zs.commands.options import lang_option

#: A requirement that is larger is no requirement.
_MAX_BYTES: Final = 1_000_000


@click.command()
@click.argument(
    "requirement", required=False, type=click.Path(path_type=Path, allow_dash=True)
)
@click.option("--text", help="The requirement in words, Chinese or English.")
@click.option("--top", type=click.IntRange(1, 500), help="How many sites to list.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json", "geojson"]),
    default="table",
    show_default=True,
)
@lang_option
def match(
    requirement: Path | None,
    *,
    text: str | None,
    top: int | None,
    form: str,
    lang: str,
) -> None:
    """Rank sites for the REQUIREMENT in a JSON file (- for standard input).

    Or say it in words with --text; beside a file, the words fill its gaps.
    """
    from geo_zs import terminal  # noqa: PLC0415  when needed
    from geo_zs.catalog import load_catalog  # noqa: PLC0415  1 s, as above
    from geo_zs.commands.answer_words import AnswerWords  # noqa: PLC0415  as needed
    from geo_zs.matching.answer import to_answer, to_geojson  # noqa: PLC0415  as needed

    if requirement is None and text is None:
        message = "give a file with a requirement, or --text with the words"
        raise click.UsageError(message)
    request = {} if requirement is None else _read(requirement)
    if text is not None and isinstance(request, dict):
        request["text"] = text
    if top is not None and isinstance(request, dict):
        request["top"] = top
    catalog = load_catalog()
    result = catalog.match(request)
    answer = to_answer(result, catalog.data_version)
    if form == "json":
        print_json(answer)
    elif form == "geojson":
        print_json(to_geojson(answer))
    else:
        say = AnswerWords(catalog, result.names, lang)
        terminal.print_answer(answer, say, lang)


def _read(path: Path) -> Any:  # noqa: ANN401  anything until it is checked
    """Read a requirement, or say what is wrong with the file."""
    return read_json(
        path,
        max_bytes=_MAX_BYTES,
        too_large="; a requirement is small",
        too_deep="; a requirement has three levels",
    )
