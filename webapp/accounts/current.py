"""Who makes the present request, and what is asked of them.

One address, one kind of proof: under ``/api`` and ``/ogc`` it is a token
(``Authorization: Bearer``) and a cookie is not looked at; on the private pages it is
the session and a token is not looked at; anywhere else everybody is the public.
"""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, TypeVar, cast

from flask import Response, current_app, g, redirect, request
from flask_login import current_user

from geo_zs.register import tokens
from geo_zs.register.access import PUBLIC, Actor, Role, require_role
from geo_zs.register.account_records import AccountRecord, account_of_id
from webapp.accounts import limits
from webapp.accounts.roles import mark_role, marked_role
from webapp.errors import LoginNeededError, NoRegisterError, ScopeError
from webapp.pages.context import link
from webapp.params import read_lang
from webapp.security import is_private
from webapp.state import get_state

if TYPE_CHECKING:
    from geo_zs.register.store import Register
    from geo_zs.register.tokens import Scope

_View = TypeVar("_View", bound=Callable[..., Any])

_SAFE: Final = frozenset({"GET", "HEAD", "OPTIONS"})
#: Beginnings of the addresses that programs ask, with a token or without.
_BY_TOKEN: Final = ("/api", "/ogc")
_MAX_BODY: Final = "max_body_bytes"
#: Kinds of proof that this service never asks for, but a proxy in front may.
_FOR_PROXIES: Final = frozenset({"basic", "digest", "negotiate", "ntlm"})
#: What an account may use before it has chosen a password of its own.
_BEFORE_CHANGE: Final = frozenset(
    {"accounts.account", "accounts.password", "accounts.login", "accounts.logout"}
)


@dataclass(frozen=True)
class Identity:
    """Who makes a request.

    Parameters
    ----------
    actor : Actor
        Name, role and leagues.
    account : AccountRecord or None
        The account; None for the public.
    scope : {"read", "write"}
        What a token was made for; a session is for writing.
    """

    actor: Actor
    account: AccountRecord | None = None
    scope: Scope = "write"


_PUBLIC: Final = Identity(PUBLIC)


def identity() -> Identity:
    """Return who makes the present request; found out once.

    Raises
    ------
    LoginNeededError
        If a token was sent that opens nothing, or in another form.
    TooManyError
        If a token opens nothing, and too many such came from its network.
    """
    if "identity" not in g:
        g.identity = _identify()
    return cast("Identity", g.identity)


def is_identified() -> bool:
    """Tell whether it is known who makes the request, without asking the register."""
    return "identity" in g


def viewer() -> Actor:
    """Return who looks; the public if nobody is logged in and no token was sent."""
    return identity().actor


def account() -> AccountRecord:
    """Return the account that is logged in.

    Raises
    ------
    LoginNeededError
        If none is.
    """
    found = identity().account
    if found is None:
        raise LoginNeededError
    return found


def register() -> Register:
    """Return the register of this service.

    Raises
    ------
    NoRegisterError
        If it runs without one.
    """
    found = get_state().register
    if found is None:
        raise NoRegisterError
    return found


def requires(
    role: Role, *, max_body_bytes: int | None = None
) -> Callable[[_View], _View]:
    """Let a view be used only with a role; asked before the body is read.

    Parameters
    ----------
    role : {"public", "viewer", "planner", "admin"}
        The least role. Without this line `required_role` says which.
    max_body_bytes : int, optional
        Largest body of this view, where it is another than that of the settings.
    """

    def mark(view: _View) -> _View:
        mark_role(view, role)
        if max_body_bytes is not None:
            setattr(view, _MAX_BODY, max_body_bytes)
        return view

    return mark


def required_role(endpoint: str | None) -> Role:
    """Return the least role for an endpoint, for the method of the present request.

    Where the view does not say: an admin below ``/admin``; on other private pages a
    viewer for reading and a planner for writing; elsewhere the public.
    """
    marked = marked_role(current_app.view_functions.get(endpoint or ""))
    if marked is not None:
        return marked
    if not is_private(request.path):
        return "public"
    if request.path.startswith("/admin"):
        return "admin"
    return "viewer" if request.method in _SAFE else "planner"


def require(role: Role) -> Actor:
    """Refuse who has not the role, or writes with a token for reading.

    Returns
    -------
    Actor
        Who makes the request.

    Raises
    ------
    LoginNeededError
        If nobody is logged in and the role is another than that of the public.
    ScopeError
        If the token is for reading and the request would write.
    ForbiddenError
        If the role is too low.
    """
    found = identity()
    if role != "public" and found.account is None:
        raise LoginNeededError
    require_role(found.actor, role)
    if found.scope == "read" and request.method not in _SAFE:
        raise ScopeError
    return found.actor


def ask_login(role: Role = "viewer") -> Response | None:
    """Return the way to the login page for who is not logged in, else None.

    For use before a request of pages.

    Raises
    ------
    ForbiddenError
        If somebody is logged in whose role is too low.
    """
    try:
        require(role)
    except LoginNeededError:
        return to_login()
    return None


def to_login() -> Response:
    """Return the way to the login page, and from there back to a page that is read."""
    target = None
    if request.method in ("GET", "HEAD"):
        target = request.full_path.rstrip("?")
    return _redirect("accounts.login", next=target)


def _redirect(endpoint: str, **values: str | None) -> Response:
    """Return the way to a page in the language of the present one."""
    address = link(endpoint, read_lang(request.args), **values)
    return cast("Response", redirect(address, 303))


def enforce() -> Response | None:
    """Ask for the role of the endpoint, before anything of the body is read."""
    endpoint = request.endpoint
    # A browser asks OPTIONS before a request, without the token that is to follow.
    is_asked_before = request.method == "OPTIONS" and not is_private(request.path)
    if endpoint is None or is_asked_before:
        return None
    if request.path.startswith(_BY_TOKEN):
        role = required_role(endpoint)
        if role != "public":
            register()
            require(role)
        elif "Authorization" in request.headers:
            identity()  # a token that opens nothing is told at once
        return None
    if not is_private(request.path) or get_state().register is None:
        return None
    stop = ask_login(required_role(endpoint))
    if stop is not None:
        return stop
    owner = identity().account
    if owner and owner.must_change_password and endpoint not in _BEFORE_CHANGE:
        return _redirect("accounts.account")
    view = current_app.view_functions.get(endpoint)
    largest = getattr(view, _MAX_BODY, None)
    if largest is not None:
        request.max_content_length = largest
    return None


def _identify() -> Identity:
    """Find out who makes the present request."""
    state = get_state()
    if state.register is None:
        return _PUBLIC
    if request.path.startswith(_BY_TOKEN):
        return _of_token(state.register)
    if is_private(request.path) and current_user.is_authenticated:
        found: AccountRecord = current_user.account
        return Identity(found.actor("web"), found)
    return _PUBLIC


def _of_token(found: Register) -> Identity:
    """Return whose token was sent; the public if none was."""
    header = request.headers.get("Authorization", "").strip()
    kind, _, text = header.partition(" ")
    if not header or _is_for_proxy(kind, text):
        return _PUBLIC
    if kind.lower() != "bearer":
        raise LoginNeededError(is_miswritten=True)
    now = found.clock()
    with found.read() as session:
        token = tokens.find_token(session, text.strip(), now=now)
        owner = None if token is None else account_of_id(session, token.account_id)
    if token is None or owner is None:
        # A token is looked up before its network is made to wait, so that one broken
        # program stops no others there: 256 random bits are not guessed.
        limits.check_tokens()
        limits.count_bad_token()
        raise LoginNeededError(is_bad_token=True)
    if tokens.needs_note(token, now=now):
        with found.write(owner.actor("api"), counts=False) as writer:
            tokens.note_use(writer, token.token_id)
    return Identity(owner.actor("api"), owner, token.scope)


def _is_for_proxy(kind: str, text: str) -> bool:
    """Tell whether a header is meant for a proxy in front, which may pass it on."""
    if kind.lower() not in _FOR_PROXIES:
        return False
    try:
        words = b64decode(text, validate=True)
    except ValueError:
        return True
    return tokens.PREFIX.encode() not in words
