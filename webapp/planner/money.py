"""What is told of the money of a project: more arrived than was pledged."""

from __future__ import annotations

from typing import Any, Final

from geo_zs.imports.row_checks import exceeds
from webapp.planner import frames
from webapp.planner.blueprint import say
from webapp.present import is_unknown, record

#: Ten thousands to hundred millions.
_PER_1E8: Final = 1e4


def money_warnings(project_id: str) -> list[str]:
    """Return what does not fit of the money of a project, in words.

    Parameters
    ----------
    project_id : str
        A project; one that the reader may not see has nothing to be told of.

    Notes
    -----
    An entry of the ledger counts as verified, where it is, else as reported. Money in
    another currency is held against the pledge in that currency alone.
    """
    projects = frames.projects()
    if project_id not in projects.index:
        return []
    row = record(projects, project_id)
    pledged = row["pledged_cny_1e8"]
    sums = _sums(project_id)
    found = [
        _told("money_arrived_over", row["arrived_cny_1e8"], pledged),
        _told("money_ledger_over", sums.pop("CNY", 0.0) / _PER_1E8, pledged),
    ]
    currency = row["pledged_currency"]
    if not is_unknown(currency) and currency in sums:
        foreign = row["pledged_foreign_1e4"]
        told = _told("money_foreign_over", sums[currency], foreign, currency=currency)
        found.append(told)
    return [one for one in found if one]


def project_name(project_id: str) -> str:
    """Return the name of a project; its id, where the reader may not see it."""
    return str(frames.projects()["name_zh"].get(project_id, project_id))


def _told(key: str, part: Any, whole: Any, **values: object) -> str:  # noqa: ANN401  cells
    """Return what is said of an amount above its pledge; empty if it is not."""
    if is_unknown(part) or is_unknown(whole) or not exceeds(part, whole):
        return ""
    return say(key, part=f"{part:.12g}", whole=f"{whole:.12g}", **values)


def _sums(project_id: str) -> dict[str, float]:
    """Return what the ledger holds of a project: currency → 10⁴ of it."""
    ledger = frames.ledger()
    own = ledger[ledger["project_id"].eq(project_id)]
    counted = own["verified_1e4"].fillna(own["reported_1e4"])
    return {
        str(key): float(one)
        for key, one in counted.groupby(own["currency"]).sum().items()
    }
