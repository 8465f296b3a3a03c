"""Passwords: which are taken, how they are kept, and what a message never says."""

from __future__ import annotations

import re

import pytest
from argon2 import PasswordHasher

from geo_zs.register.passwords import (
    Verdict,
    hash_password,
    password_faults,
    verify_password,
)

GOOD = "骆驼 在 黄河边 喝 奶茶 1947"


def refused(password, name="bayan"):
    faults = password_faults(password, name=name)
    assert faults
    assert {fault.field for fault in faults} == {"password"}
    for fault in faults:
        for lang in ("zh", "en"):
            assert not password or password not in fault.text(lang)
    return "\n".join(fault.message for fault in faults)


def test_hash_states_argon2id_with_the_parameters_of_rfc_9106():
    kept = hash_password(GOOD)

    assert kept.startswith("$argon2id$v=19$m=65536,t=3,p=4$")
    assert GOOD not in kept


def test_same_password_is_kept_under_another_salt_each_time():
    assert hash_password(GOOD) != hash_password(GOOD)


def test_right_password_is_told_from_a_wrong_one():
    kept = hash_password(GOOD)

    assert verify_password(kept, GOOD) == Verdict(is_right=True)
    assert verify_password(kept, GOOD + "。") == Verdict(is_right=False)
    assert verify_password(kept, "") == Verdict(is_right=False)


def test_no_account_has_no_password_that_fits():
    for typed in ("", GOOD):
        assert verify_password(None, typed) == Verdict(is_right=False)


@pytest.mark.parametrize("kept", ["", "plain text", "$argon2id$v=19$broken"])
def test_damaged_hash_fits_no_password(kept):
    assert not verify_password(kept, GOOD).is_right
    assert not verify_password(kept, "").is_right


@pytest.mark.parametrize("typed", ["\ud800" * 12, "x" * 5_000_000])
def test_hostile_password_is_only_wrong(typed):
    assert verify_password(hash_password(GOOD), typed) == Verdict(is_right=False)


def test_hash_with_older_parameters_is_made_anew_on_success_only():
    old = PasswordHasher(time_cost=1, memory_cost=8_192, parallelism=1).hash(GOOD)

    right = verify_password(old, GOOD)
    wrong = verify_password(old, GOOD + "x")

    assert right.is_right
    assert right.new_hash is not None
    assert re.match(r"\$argon2id\$v=19\$m=65536,t=3,p=4\$", right.new_hash)
    assert verify_password(right.new_hash, GOOD) == Verdict(is_right=True)
    assert wrong == Verdict(is_right=False)


def test_full_width_typing_is_the_same_password():
    kept = hash_password("camel river 1947")

    assert verify_password(kept, "ｃａｍｅｌ　ｒｉｖｅｒ　１９４７").is_right


@pytest.mark.parametrize(
    "password", [GOOD, "a" * 6 + "bcdefg", "correct horse", "x" * 5 + "y" * 251]
)
def test_no_mixture_of_characters_is_asked_for(password):
    assert password_faults(password, name="bayan") == []


@pytest.mark.parametrize(
    ("password", "said"),
    [
        ("", "has 0 characters; expected 12 to 256"),
        ("elevenchars", "has 11 characters; expected 12 to 256"),
        ("ab" * 64 + "c" * 129, "has 257 characters; expected 12 to 256"),
        ("Password1234", "one of the commonest passwords"),
        ("ｐａｓｓｗｏｒｄ１２３４", "one of the commonest passwords"),
        ("1qaz2wsx3edc", "one of the commonest passwords"),
        ("aaaaaaaaaaaa", "a short piece repeated"),
        ("abcdabcdabcda", "a short piece repeated"),
        ("bayanbayan1234", "little more than the name of the account"),
        ("BAYANbayan-bayan", "little more than the name of the account"),
        ("\ud800" * 12, "half a character"),
    ],
)
def test_password_that_is_easily_guessed_is_refused(password, said):
    assert said in refused(password)


def test_all_faults_of_a_password_are_named():
    message = refused("123456789012", name="1234567890")

    assert "commonest" in message
    assert "name of the account" in message


def test_name_inside_a_longer_password_is_no_fault():
    assert password_faults("bayan rides to the lake", name="bayan") == []
    assert password_faults("liquid lighting here", name="li") == []


@pytest.mark.parametrize("mark", ["\0", "\x1b", "\x7f", "\t"])
def test_password_with_a_control_character_is_refused(mark):
    (fault,) = password_faults(f"camel river{mark}1947", name="bayan")

    assert fault.key == "password_control"
    assert "控制字符" in fault.text("zh")
    assert "control character" in fault.message
    assert mark not in fault.message
