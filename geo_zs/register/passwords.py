"""Passwords (口令): which ones are taken, and how they are kept.

Kept is an Argon2id hash with the parameters of RFC 9106, section 4, second
recommended option: 3 passes over 64 MiB in 4 lanes, a salt of 16 bytes, a tag of
32. At most two are worked out at once in a process, so that logging in cannot take
the memory of the service.

A password is 12 to 256 characters of any kind; nothing is asked of their mixture.
Refused are the name of the account, a short piece repeated, and the commonest ones
of that length. Full-width characters count as their half-width twins (NFKC), so that
an input method left in the wrong mode keeps nobody out.
"""

from __future__ import annotations

import threading
import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from argon2.low_level import Type

from geo_zs.errors import is_broken
from geo_zs.register.account_faults import AccountFault, account_fault

MIN_CHARACTERS: Final = 12
MAX_CHARACTERS: Final = 256

#: What has to be left of a password when the name of the account is taken out.
_MIN_BESIDE_NAME: Final = 8
#: The longest piece that must not make up a password by being repeated.
_LONGEST_PIECE: Final = 4
#: Hashes worked out at the same time in one process, 64 MiB each.
_AT_ONCE: Final = 2

_HASHER: Final = PasswordHasher(
    time_cost=3,
    memory_cost=65_536,
    parallelism=4,
    hash_len=32,
    salt_len=16,
    type=Type.ID,
)
_TURN: Final = threading.BoundedSemaphore(_AT_ONCE)

#: The commonest passwords of twelve characters and more, case left aside.
_COMMON: Final = frozenset(
    """
    000000000000 0123456789ab 012345678910 098765432100 1029384756qp 102938475610
    110120119120 112233445566 1122334455667 1234567890-= 123456789000 123456789012
    1234567890123 12345678901234 123456789012345 1234567890123456 123456789123
    123456789abc 1234567890ab 123456789987654321 1234567891011 123456abcdef
    123456qwerty 123qweasdzxc 123qwe123qwe 147258369000 147258369147 159357456852
    1a2b3c4d5e6f 1q2w3e4r5t6y 1q2w3e4r5t6y7u 1qaz2wsx3edc 1qaz2wsx3edc4rfv
    1qazxsw23edc 1qaz@wsx#edc 1qaz@wsx3edc 5201314520131 520131452013 741852963000
    987654321000 987654321098 a123456789012 a1b2c3d4e5f6 aa1234567890 aa123456789012
    abc123456789 abcd12345678 abcdefghijkl abcdefghijklm abcdef123456 admin1234567
    admin12345678 admin123456789 admin@123456 admin@12345678 administrator
    administrator1 asdfghjkl123 asdfghjkl;'\\ asdfghjklzxcv changeme1234 changeme12345
    changemeplease default12345 dragon123456 football1234 guest1234567 hello1234567
    helloworld12 helloworld123 huawei@12345 iloveyou1234 iloveyou12345 iloveyouforever
    innermongolia letmein12345 letmein123456 login1234567 master123456 mnbvcxzlkjhg
    monkey123456 neimenggu123 neimenggu1234 neimenggu12345 nopassword12 p@$$w0rd1234
    p@ssw0rd1234 p@ssw0rd12345 p@ssword1234 p@ssword12345 p@ssword123456 pa$$word1234
    pass12345678 pass@1234567 passw0rd1234 password1234 password12345 password123456
    password1234567 password12345678 password123456789 password@123 password@1234
    passwordpassword poiuytrewq12 princess1234 q1w2e3r4t5y6 qazwsxedc123 qazwsxedcrfv
    qazwsxedcrfvtgb qq1234567890 qwer12345678 qwert1234567 qwerty123456 qwerty1234567
    qwerty12345678 qwertyqwerty qwertyuiop12 qwertyuiop123 qwertyuiop[] qwertyuiopas
    qwertyuiopasdf root12345678 secret123456 shadow123456 sunshine1234 superman1234
    test12345678 test123456789 unknown12345 user12345678 welcome@1234 welcome12345
    welcome123456 woaini123456 woaini1314520 woaini5201314 woaiwojia1314
    woshishui123 zaq12wsxcde3 zaq1xsw2cde3 zhaoshang123 zhaoshang1234 zhaoshangyinzi
    zxcvbnm12345 zxcvbnm123456 zxcvbnmasdfg zxcvbnm,./12
    """.split()  # noqa: SIM905  a list of words reads better
)


@dataclass(frozen=True)
class Verdict:
    """What came of comparing a password with a hash.

    Parameters
    ----------
    is_right : bool
        Whether the password is the one that was kept.
    new_hash : str or None
        The password hashed anew where the kept hash has other parameters than
        today's; None where it need not be kept again.
    """

    is_right: bool
    new_hash: str | None = None


def password_faults(password: str, *, name: str) -> list[AccountFault]:
    """Return why a password is refused: too short, too long or easily guessed.

    Parameters
    ----------
    password : str
        The new password.
    name : str
        Name of the account that it is for.

    Returns
    -------
    list of AccountFault
        All faults, none if it is taken; the password itself is in none of them.
    """
    if is_broken(password):
        return [_fault("password_half_character")]
    if any(unicodedata.category(char) == "Cc" for char in password):
        return [_fault("password_control")]
    folded = _folded(password)
    length = len(folded)
    if not MIN_CHARACTERS <= length <= MAX_CHARACTERS:
        least, most = MIN_CHARACTERS, MAX_CHARACTERS
        return [_fault("password_length", length=length, least=least, most=most)]
    faults = []
    plain = folded.casefold()
    own = _folded(name).casefold()
    if own and own in plain and len(plain.replace(own, "")) < _MIN_BESIDE_NAME:
        faults.append(_fault("password_is_name"))
    if _is_repeated(plain):
        faults.append(_fault("password_repeated"))
    if plain in _COMMON:
        faults.append(_fault("password_common"))
    return faults


def hash_password(password: str) -> str:
    """Return the Argon2id hash of a password, with its salt and parameters.

    Parameters
    ----------
    password : str
        A password in which `password_faults` finds none.

    Returns
    -------
    str
        About 97 characters, ``$argon2id$v=19$m=65536,t=3,p=4$…``.
    """
    with _TURN:
        return _HASHER.hash(_folded(password))


def verify_password(kept: str | None, password: str) -> Verdict:
    """Compare a password with a kept hash, in the same time whatever comes of it.

    Parameters
    ----------
    kept : str or None
        The hash that was kept; None if there is no such account. The password is
        then compared with a hash of nothing, so that the answer takes as long.
    password : str
        What was typed, of any length; the rest of a longer one is not looked at.

    Returns
    -------
    Verdict
    """
    if is_broken(password) or len(password) > 4 * MAX_CHARACTERS:
        password = ""
    typed = _folded(password)
    with _TURN:
        try:
            _HASHER.verify(_nobody() if kept is None else kept, typed)
        except (VerificationError, InvalidHashError):
            return Verdict(is_right=False)
        if kept is None:
            return Verdict(is_right=False)
        is_old = _HASHER.check_needs_rehash(kept)
        return Verdict(is_right=True, new_hash=_HASHER.hash(typed) if is_old else None)


def _folded(password: str) -> str:
    """Return the password as it is hashed."""
    return unicodedata.normalize("NFKC", password)


@cache
def _nobody() -> str:
    """Return the hash that is compared with when there is no such account."""
    return _HASHER.hash("")


def _fault(key: str, **values: object) -> AccountFault:
    """Return a fault of a password."""
    return account_fault("password", key, **values)


def _is_repeated(text: str) -> bool:
    """Tell whether a text is a piece of at most four characters, again and again."""
    return any(
        text == (text[:size] * (len(text) // size + 1))[: len(text)]
        for size in range(1, _LONGEST_PIECE + 1)
    )
