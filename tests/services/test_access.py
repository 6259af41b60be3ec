"""Whose words somebody may see: dated involvements, roles, and accounts that were closed."""

from datetime import timedelta

import pytest

from tests.people import SmallCouncil
from tests.people import make_user
from tests.services import stories
from tests.settings import StandingClock
from voice_app.db import db
from voice_app.models.conversations import Answer
from voice_app.models.conversations import Conversation
from voice_app.policy import MATRIX
from voice_app.policy import Permission
from voice_app.policy import Role
from voice_app.services import accounts
from voice_app.services import recording
from voice_app.store import access


def conversation(answer: int) -> Conversation:
    return db.session.get_one(Conversation, db.session.get_one(Answer, answer).conversation_id)


@pytest.mark.parametrize(
    ("since", "until", "own"),
    [(-10, None, True), (0, 0, True), (1, None, False), (-10, -1, False), (-10, 0, True)],
)
def test_a_child_is_ones_own_from_the_first_day_to_the_last(
    council: SmallCouncil, clock: StandingClock, since: int, until: int | None, own: bool
) -> None:
    officer = make_user("other", Role.IRO, clock)
    today = clock().date()
    last = None if until is None else today + timedelta(days=until)
    new = recording.NewInvolvement(officer, "iro", today + timedelta(days=since), last)
    recording.involve(council.child, new, by=None, now=clock())
    assert access.is_own_child(officer, council.child, now=clock()) is own


def test_nobody_is_nobodys_child(council: SmallCouncil, clock: StandingClock) -> None:
    assert not access.is_own_child(council.iro, None, now=clock())


def test_a_day_begins_at_midnight_in_london(council: SmallCouncil, clock: StandingClock) -> None:
    officer = make_user("other", Role.IRO, clock)
    clock.now = clock.now.replace(month=7, day=6, hour=22, minute=59)  # 23:59 in London
    tomorrow = clock().date() + timedelta(days=1)
    new = recording.NewInvolvement(officer, "iro", tomorrow)
    recording.involve(council.child, new, by=None, now=clock())
    assert not access.is_own_child(officer, council.child, now=clock())
    clock.forward(minutes=1)
    assert access.is_own_child(officer, council.child, now=clock())


def test_another_role_with_a_child_does_not_make_it_an_officers_own(
    council: SmallCouncil, clock: StandingClock
) -> None:
    officer = make_user("other", Role.IRO, clock)
    new = recording.NewInvolvement(officer, "social_worker", clock().date())
    recording.involve(council.child, new, by=None, now=clock())
    assert not access.is_own_child(officer, council.child, now=clock())


@pytest.mark.parametrize("role", list(Role))
def test_who_reads_a_childs_words_without_being_their_officer(
    council: SmallCouncil, clock: StandingClock, role: Role
) -> None:
    said = conversation(stories.say(council.child, clock))
    plain = make_user("plain", role, clock)
    named = make_user("named", role, clock, reading_duty=True)
    assert access.may_read(plain, said, now=clock()) is (role is Role.SAFEGUARDING)
    assert access.may_read(named, said, now=clock()) is True


def test_an_officer_reads_what_carers_say_about_their_child(
    council: SmallCouncil, clock: StandingClock
) -> None:
    carer = stories.add_adult(clock, council.child, "Lorna")
    code = stories.invite(carer, clock, survey="before-the-review-carer")
    stories.fill_in(code, {"change": "a night off"}, clock)
    said = conversation(stories.answer_of("a night off"))
    assert access.may_read(council.iro, said, now=clock())
    assert not access.may_read(make_user("other", Role.IRO, clock), said, now=clock())


def test_a_closed_account_reads_nothing(council: SmallCouncil, clock: StandingClock) -> None:
    said = conversation(stories.say(council.child, clock))
    for user in (council.duty, council.iro):
        assert access.may_read(user, said, now=clock())
        accounts.close_account(user, by=None, now=clock())
        assert not access.may_read(user, said, now=clock())
        assert access.allowed(user) == frozenset()


def test_an_account_that_never_was_may_do_nothing(
    council: SmallCouncil, clock: StandingClock
) -> None:
    assert access.allowed(9999) == frozenset()
    said = conversation(stories.say(council.child, clock))
    assert not access.may_read(9999, said, now=clock())


@pytest.mark.parametrize(
    ("words", "about"),
    [
        ("Maura never listens", True),
        ("i dont like MAURA's visits", True),
        ("INVENTED said no", True),
        ("my iro is always late", True),
        ("the reviewing  officer left", True),
        ("mauraine is my friend", False),
        ("my iron is broken", False),
        ("the review was an officer thing", False),
        ("i want to see kit", False),
        ("", False),
    ],
)
def test_words_are_about_an_officer_by_a_part_of_their_name_or_by_their_role(
    council: SmallCouncil, words: str, about: bool
) -> None:
    assert access.is_about_reader(council.iro, Answer(words=words)) is about


def test_a_short_part_of_a_name_is_too_common_to_count(
    council: SmallCouncil, clock: StandingClock
) -> None:
    short = make_user("al", Role.IRO, clock)
    assert not access.is_about_reader(short, Answer(words="al was there"))


def test_who_reads_for_all_reads_words_about_themselves_too(
    council: SmallCouncil, clock: StandingClock
) -> None:
    named = make_user("named", Role.IRO, clock, reading_duty=True)
    assert not access.is_about_reader(named, Answer(words="named is my iro"))
    assert not access.is_about_reader(council.duty, Answer(words="rosa rang me"))


def test_who_may_work_with_voices_or_tags_has_a_page_to_do_it_on() -> None:
    for role, may in MATRIX.items():
        if may & {Permission.START_ACTION, Permission.TELL_BACK, Permission.LINK_FINDINGS}:
            assert Permission.SEE_THREADS in may, role
        if Permission.JUDGE_TAGS in may:
            assert may & {Permission.SEE_BRIEF, Permission.SEE_THREADS}, role


def test_a_participation_worker_sees_no_words_of_anybody() -> None:
    may = MATRIX[Role.PARTICIPATION]
    assert not may & {Permission.PLACE_TEXTS, Permission.READ_WORDS, Permission.SEE_THREADS}
