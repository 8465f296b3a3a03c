"""Write the README's example answer, table of layers and credits from the data.

``python -m tools.update_readme`` rewrites them; a test compares.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any, Final

from geo_zs.catalog import Catalog, load_catalog
from geo_zs.matching.answer import to_answer
from geo_zs.provenance import credits as credits_of

README: Final = Path(__file__).resolve().parents[1] / "README.md"
#: The request of the README, between the quotes of its curl command.
_REQUEST: Final = re.compile(r"-d '\n(\{.*?\})'", re.DOTALL)
_BLOCK: Final = "<!-- {name}: tools/update_readme.py -->\n{body}<!-- end -->"
#: How many contributions of the first site are shown.
_SHOWN: Final = 3
#: What a reader is told of each layer: main source, as of.
_ABOUT: Final = {
    "leagues": ("Tianditu boundaries; census", "2024; 2020"),
    "banners": ("Tianditu boundaries; NASA SSE, ITU-R, GB 50011", "2024; climate"),
    "parks": ("statistical codes, government and press pages", "2013–2025"),
    "ports": ("list of the approved ports, press", "2023–2026"),
    "energy_bases": ("government and press pages", "2021–2026"),
    "power_plants": ("WRI Global Power Plant Database", "to about 2019"),
    "airports": ("airportsdata", "2026"),
    "rail_nodes": ("general knowledge, GeoNames points", "unverified"),
    "rail_lines": ("general knowledge, schematic", "unverified"),
    "projects": ("press and government pages; the article of 2023", "2019–2026"),
}


def request_of(text: str) -> dict[str, Any]:
    """Return the request that the README posts.

    Raises
    ------
    ValueError
        If there is none.
    """
    found = _REQUEST.search(text)
    if found is None:
        message = "README.md holds no request; expected -d '{…}' in a curl command"
        raise ValueError(message)
    request: dict[str, Any] = json.loads(found.group(1))
    return request


def example_answer(catalog: Catalog, request: dict[str, Any]) -> str:
    """Return the shortened answer to the README's request, as Markdown."""
    answer = to_answer(catalog.match(request), catalog.data_version)
    first, *others = answer["ranked"]
    names = ("rank", "rank_best", "rank_worst")
    scores = ("score", "score_low", "score_high")
    short = {name: first[name] for name in names}
    short |= {name: round(first[name], 3) for name in scores}
    short["site"] = {
        name: first["site"][name] for name in ("id", "name_zh", "name_en", "league")
    }
    short["contributions"] = [
        {
            "criterion": one["criterion"],
            "value": round(one["value"], 2),
            "unit": one["unit"],
            "weight": round(one["weight"], 3),
            "contribution": round(one["contribution"], 3),
        }
        for one in first["contributions"][:_SHOWN]
    ]
    short["not_verified"] = first["not_verified"]
    lines = [
        '{"ranked": [',
        *(
            f"  {'{' if index == 0 else ' '}{_pair(name, value)}"
            + ("," if index < len(short) - 1 else "},")
            for index, (name, value) in enumerate(short.items())
        ),
        *(
            "  "
            + json.dumps(
                {
                    "rank": one["rank"],
                    "score": round(one["score"], 3),
                    "site": {"name_zh": one["site"]["name_zh"]},
                },
                ensure_ascii=False,
            )
            + ("," if one is not others[-1] else "],")
            for one in others
        ),
        f" {_pair('counts', answer['counts'])}}}",
    ]
    return "```json\n" + "\n".join(lines) + "\n```\n"


def _pair(name: str, value: object) -> str:
    return f'"{name}": {json.dumps(value, ensure_ascii=False)}'


def layer_table(catalog: Catalog) -> str:
    """Return the table of layers, as Markdown."""
    rows = [
        "| layer | rows | with a point or shape | complete | main sources | as of "
        "| confidence |",
        "|---|--:|--:|---|---|---|---|",
    ]
    for name, layer in catalog.layers.items():
        counts = layer.frame["confidence"].value_counts()
        source, date = _ABOUT[name]
        rows.append(
            f"| {layer.spec.title_zh} `{name}` | {len(layer.frame)} "
            f"| {int(layer.frame.geometry.notna().sum())} "
            f"| {layer.spec.completeness} | {source} | {date} "
            f"| {', '.join(f'{count} {word}' for word, count in counts.items())} |"
        )
    return "\n".join(rows) + "\n"


def credit_lines(catalog: Catalog) -> str:
    """Return the credits that must be printed, as one paragraph."""
    return "Data credits: " + "; ".join(credits_of(catalog.sources)) + ".\n"


def updated(text: str, catalog: Catalog) -> str:
    """Return the README with its blocks made anew."""
    for name, body in (
        ("answer", example_answer(catalog, request_of(text))),
        ("layers", layer_table(catalog)),
        ("credits", credit_lines(catalog)),
    ):
        start = re.escape(f"<!-- {name}: tools/update_readme.py -->")
        block = _BLOCK.format(name=name, body=body)
        text = re.sub(
            f"{start}.*?<!-- end -->", lambda _, block=block: block, text, flags=re.S
        )
    return text


if __name__ == "__main__":
    old = README.read_text("utf-8")
    README.write_text(updated(old, load_catalog()), "utf-8")
