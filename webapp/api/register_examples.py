"""Examples of the register's routes, as the document shows them; the tests run them.

The records are made up, as a new register would number them.
"""

from __future__ import annotations

from typing import Any, Final

#: Example of a filter by the name of its parameter.
FILTERS: Final[dict[str, str]] = {
    "league": "150200",
    "month": "2026-01",
    "park_id": "hohhot-jingkai",
    "project_id": "R-000001",
}

#: Table → key, body of a new record, body of a change.
RECORDS: Final[dict[str, tuple[str, dict[str, Any], dict[str, Any]]]] = {
    "ledger": (
        "E-000001",
        {
            "project_id": "R-000001",
            "month": "2026-02",
            "scope": "domestic",
            "currency": "CNY",
            "is_continued": False,
            "reported_1e4": 800,
        },
        {"reported_1e4": 850.5, "version": 1},
    ),
    "companies": (
        "C-000001",
        {"name_zh": "示例乳业有限公司", "league": "150200"},
        {"league": "150100", "version": 1},
    ),
    "steps": (
        "T-000001",
        {"project_id": "R-000001", "name": "签订投资协议", "due_date": "2026-05-01"},
        {"due_date": "2026-06-01", "version": 1},
    ),
    "park-facts": (
        "F-000001",
        {
            "park_id": "hohhot-jingkai",
            "date": "2026-02",
            "source": "园区管委会来函",
            "confidence": "official",
            "available_area_ha": 28,
        },
        {"value": 27.5, "version": 1},
    ),
}

NEW_PROJECT: Final[dict[str, Any]] = {
    "name_zh": "示例乳品加工项目",
    "league": "150200",
    "stage": "signed",
    "signed_date": "2026-01",
    "pledged_cny_1e8": 3.2,
    "visibility": "internal",
}
PROJECT_CHANGE: Final[dict[str, Any]] = {"pledged_cny_1e8": 3.5, "version": 1}
#: A project that holds no entries of the ledger, and so may be deleted.
WITHOUT_LEDGER: Final = "R-000004"


def links_to(parameter: str, value: str, *operations: str) -> dict[str, Any]:
    """Return OpenAPI links: what of an answer other operations take.

    Parameters
    ----------
    parameter : str
        Parameter of the other operations.
    value : str
        Where its value stands in the answer, as a JSON pointer.
    *operations : str
        Ids of the operations.
    """
    return {
        name: {
            "operationId": name,
            "parameters": {parameter: f"$response.body#{value}"},
        }
        for name in operations
    }
