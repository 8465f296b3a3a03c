"""``geo-zs allocate``: place many projects on sites under capacities."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from geo_zs.commands.json_file import print_json, read_json
from geo_zs.commands.options import lang_option

#: Exit status when not all mandatory projects can be placed.
NO_PLAN = 2


@click.command()
@click.argument("request", type=click.Path(path_type=Path, allow_dash=True))
@click.option("--json", "as_json", is_flag=True, help="Print the answer of the API.")
@click.option("--quiet", is_flag=True, help="Show no progress.")
@lang_option
def allocate(request: Path, *, as_json: bool, quiet: bool, lang: str) -> None:
    """Place the projects of REQUEST, a JSON file (- for standard input).

    The same fields as POST /api/v1/allocate. Ends with status 2 if not all mandatory
    projects can be placed.
    """
    from geo_zs.allocation.answer import to_answer  # noqa: PLC0415  when needed
    from geo_zs.allocation.plan import make_plan  # noqa: PLC0415  as above
    from geo_zs.allocation.request import AllocationRequest  # noqa: PLC0415  as needed
    from geo_zs.allocation.text import plan_lines  # noqa: PLC0415  as needed
    from geo_zs.catalog import load_catalog  # noqa: PLC0415  as needed

    given = read_json(request)
    catalog = load_catalog()
    asked = AllocationRequest.parse(given, sites=catalog.sites, read=catalog.read)
    label = "逐个匹配" if lang == "zh" else "Matching"
    with click.progressbar(
        length=len(asked.projects), label=label, file=sys.stderr, hidden=quiet
    ) as bar:
        plan = make_plan(
            catalog.sites,
            asked,
            solve=catalog.solve,
            progress=lambda *_done: bar.update(1),
        )
    answer = to_answer(plan, catalog.data_version)
    if as_json:
        print_json(answer)
    else:
        for line in plan_lines(answer, lang):
            click.echo(line)
    if answer["value"] is None:
        sys.exit(NO_PLAN)
