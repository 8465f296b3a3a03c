"""The least role that a view needs, noted on the view itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final, cast

if TYPE_CHECKING:
    from geo_zs.register.access import Role

_ROLE: Final = "required_role"


def mark_role(view: Callable[..., Any], role: Role) -> None:
    """Note the least role for a view."""
    setattr(view, _ROLE, role)


def marked_role(view: Callable[..., Any] | None) -> Role | None:
    """Return the least role that was noted for a view; None if none was."""
    return cast("Role | None", getattr(view, _ROLE, None))
