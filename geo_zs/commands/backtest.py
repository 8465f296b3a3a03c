"""``geo-zs backtest``: rank real projects whose place is hidden."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from geo_zs.commands.json_file import print_json
from geo_zs.commands.options import lang_option


@click.command()
@click.argument(
    "projects", type=click.Path(dir_okay=False, allow_dash=True, path_type=Path)
)
@click.option(
    "--level",
    type=click.Choice(["park", "banner"]),
    default="park",
    show_default=True,
    help="Which place is hidden and looked for.",
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@lang_option
def backtest(projects: Path, *, level: str, as_json: bool, lang: str) -> None:
    """Hide the place of each project of PROJECTS and see where it is ranked.

    PROJECTS is a CSV file (- for standard input), separated by commas, semicolons or
    tabs. The columns are those of data/projects/projects.csv or the collectors' names
    for them. The project itself and all rows of its company are left out of everything
    that is scored. Rows without tags whose words name no industry are not tested.
    This measures agreement with past choices, not truth.
    """
    from geo_zs.backtest.bench import Bench  # noqa: PLC0415  1 s, when needed
    from geo_zs.backtest.records import read_records  # noqa: PLC0415  as needed
    from geo_zs.backtest.report import to_report  # noqa: PLC0415  as needed
    from geo_zs.backtest.run import run  # noqa: PLC0415  as needed
    from geo_zs.backtest.text import plain, report_lines  # noqa: PLC0415  as needed
    from geo_zs.catalog import load_catalog  # noqa: PLC0415  as needed

    catalog = load_catalog()
    source = sys.stdin.buffer if str(projects) == "-" else projects
    records = read_records(source, tags=frozenset(catalog.sites.tag_index), level=level)
    trials, skipped = run(Bench(catalog), records, level)
    report = {"data_version": catalog.data_version, **to_report(trials, skipped, level)}
    if as_json:
        print_json(report)
        return
    industries = catalog.tables["industries"]
    names = dict(zip(industries["tag"], industries[f"name_{lang}"], strict=True))
    for line in report_lines(report, lang, names):
        click.echo(plain(line))
