"""Accounts: who gets in, who is locked out, and that a closed account is nobody."""

from time import perf_counter

import pytest
from flask import Flask

from tests.people import PASSWORD
from tests.people import SmallCouncil
from tests.people import make_user
from tests.settings import StandingClock
from voice_app.policy import Permission
from voice_app.policy import Role
from voice_app.services import accounts

NAME = "maura@northbeck.example"
WRONG = "not the password"


def sign_in(clock: StandingClock, name: str = NAME, password: str = PASSWORD) -> int | None:
    return accounts.sign_in(name, password, now=clock())


def miss(clock: StandingClock, times: int) -> None:
    for _ in range(times):
        assert sign_in(clock, password=WRONG) is None


def test_name_and_password_together_open_the_account(
    council: SmallCouncil, clock: StandingClock
) -> None:
    assert sign_in(clock) == council.iro
    assert sign_in(clock, f"  {NAME.upper()} ") == council.iro


@pytest.mark.parametrize("password", ["", WRONG, PASSWORD.upper(), PASSWORD + " "])
def test_any_other_password_opens_nothing(app: Flask, clock: StandingClock, password: str) -> None:
    assert sign_in(clock, password=password) is None


def test_after_eight_misses_even_the_right_password_waits_a_quarter_of_an_hour(
    council: SmallCouncil, clock: StandingClock
) -> None:
    miss(clock, 8)
    assert sign_in(clock) is None
    clock.forward(minutes=14, seconds=59)
    assert sign_in(clock) is None
    clock.forward(seconds=1)
    assert sign_in(clock) == council.iro


def test_seven_misses_do_not_lock_and_a_success_starts_the_count_again(
    council: SmallCouncil, clock: StandingClock
) -> None:
    for _ in range(2):
        miss(clock, 7)
        assert sign_in(clock) == council.iro


def test_after_a_lock_it_takes_eight_more_misses_to_lock_again(
    council: SmallCouncil, clock: StandingClock
) -> None:
    miss(clock, 8)
    clock.forward(minutes=15)
    miss(clock, 7)
    assert sign_in(clock) == council.iro


def test_one_locked_account_locks_no_other(council: SmallCouncil, clock: StandingClock) -> None:
    miss(clock, 8)
    assert sign_in(clock, "hal@northbeck.example") == council.qa


def test_a_closed_account_is_nobody_even_while_signed_in(
    council: SmallCouncil, clock: StandingClock
) -> None:
    assert accounts.at_the_desk(council.iro) is not None
    accounts.close_account(council.iro, by=council.administrator, now=clock())
    assert accounts.at_the_desk(council.iro) is None
    assert sign_in(clock) is None


def test_an_unknown_name_takes_as_long_as_a_wrong_password(
    app: Flask, clock: StandingClock
) -> None:
    def quickest(name: str) -> float:
        spans = []
        for _ in range(3):
            began = perf_counter()
            sign_in(clock, name, WRONG)
            spans.append(perf_counter() - began)
        return min(spans)

    assert quickest("nobody@northbeck.example") > quickest(NAME) / 2


def test_a_short_password_makes_no_account(app: Flask, clock: StandingClock) -> None:
    new = accounts.NewUser("new@northbeck.example", "New", "ninechars", frozenset({Role.IRO}))
    with pytest.raises(accounts.AccountRefused, match="10 letters"):
        accounts.create_user(new, by=None, now=clock())
    assert accounts.user_id("new@northbeck.example") is None


def test_a_name_is_used_once_in_any_case(app: Flask, clock: StandingClock) -> None:
    again = accounts.NewUser(f" {NAME.title()}", "Other", PASSWORD, frozenset({Role.IRO}))
    with pytest.raises(accounts.AccountRefused, match="already"):
        accounts.create_user(again, by=None, now=clock())


def test_the_password_is_stored_nowhere_as_it_is(app: Flask, clock: StandingClock) -> None:
    make_user("fresh", Role.IRO, clock)
    assert PASSWORD not in repr(accounts.all_users())


def test_roles_add_up_and_reading_duty_is_given_by_name(app: Flask, clock: StandingClock) -> None:
    both = accounts.NewUser(
        "both@northbeck.example",
        "Both",
        PASSWORD,
        frozenset({Role.QA_MANAGER, Role.PARTICIPATION}),
        reading_duty=True,
    )
    person = accounts.at_the_desk(accounts.create_user(both, by=None, now=clock()))
    assert person is not None
    assert person.role == "quality assurance"
    wanted = {Permission.SEE_THREADS, Permission.PUBLISH, Permission.READ_WORDS}
    assert wanted <= set(person.permissions)
    assert Permission.SEE_WORRIES not in person.permissions


def test_the_administrators_list_holds_everybody_and_no_content(
    council: SmallCouncil, clock: StandingClock
) -> None:
    accounts.close_account(council.member, by=None, now=clock())
    shown = {user.sign_in: user for user in accounts.all_users()}
    assert shown[NAME].roles == ("reviewing officer",)
    assert shown["aaliyah@northbeck.example"].active is False
