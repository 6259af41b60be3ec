"""Records that died, were sealed, merged, split or renumbered: every door, tried."""

from datetime import date

import pytest
from sqlalchemy import select

from tests.people import PHONE
from tests.people import SmallCouncil
from tests.people import make_child
from tests.phones import Phone
from tests.rows import every
from tests.services import stories
from tests.settings import StandingClock
from voice_app.db import db
from voice_app.models.conversations import Answer
from voice_app.models.messages import InboundText
from voice_app.models.messages import OutboundText
from voice_app.models.people import FormerNumber
from voice_app.models.people import Person
from voice_app.models.record import AccessLog
from voice_app.models.worries import Worry
from voice_app.pages.answering import ClosedLink
from voice_app.pages.caseload import NotHeardWish
from voice_app.pages.caseload import Wish
from voice_app.services import caseload
from voice_app.services import concluding
from voice_app.services import conversations
from voice_app.services import inviting
from voice_app.services import journeying
from voice_app.services import linking
from voice_app.services import placing
from voice_app.services import recording
from voice_app.services import responding
from voice_app.services import reviewing
from voice_app.services import worrying
from voice_app.services.importing import import_903
from voice_app.store import access

NUMBER = "NB-0417-14"
WORDS = "i hate it here and i want to run away from him"


@pytest.fixture
def ended(council: SmallCouncil, clock: StandingClock, tmp_path):
    """Import a return in which the child's care ends for this reason."""

    def by(reason: str):
        born = db.session.get_one(Person, council.child).born
        db.session.rollback()
        for name, lines in (
            ("Header", ("CHILD,SEX,DOB", f"{NUMBER},1,{born:%d/%m/%Y}")),
            ("Episodes", ("CHILD,DECOM,RNE,LS,PLACE,DEC,REC",
                          f"{NUMBER},01/09/2025,S,E1,A6,01/10/2026,{reason}")),
            ("Reviews", ("CHILD,DOB,REVIEW,REVIEW_CODE",)),
        ):  # fmt: skip
            (tmp_path / f"{name}.csv").write_text("\n".join(lines), encoding="utf-8")
        return import_903(tmp_path, by=None, dry_run=False, now=clock())

    return by


@pytest.fixture
def said(council: SmallCouncil, clock: StandingClock) -> int:
    """She said something that raises a worry, and shared it."""
    return stories.say(council.child, clock, WORDS, share=True)


def everywhere(council: SmallCouncil, clock: StandingClock, answer: int) -> dict[str, object]:
    """What everybody at the desk is shown, door by door."""
    now = clock()
    worry = db.session.scalars(select(Worry.id)).first()
    looks = {
        "brief": lambda: reviewing.brief(
            council.child, council.review, user_id=council.iro, now=now
        ),
        "caseload": lambda: caseload.mine(user_id=council.iro, wish=Wish(words=True), now=now),
        "search": lambda: caseload.mine(user_id=council.iro, wish=Wish(find=NUMBER), now=now),
        "not heard": lambda: caseload.not_heard(
            user_id=council.participation, wish=NotHeardWish(days=0), now=now
        ),
        "record": lambda: journeying.record_page(council.child, user_id=council.iro, now=now),
        "after": lambda: concluding.after_list(user_id=council.iro, now=now),
        "worries": lambda: worrying.queue(user_id=council.duty, now=now),
        "worry": lambda: worrying.worry_page(worry, user_id=council.duty, now=now),
        "number": lambda: worrying.number(worry, user_id=council.duty, now=now),
        "unread": lambda: worrying.reading_list(user_id=council.duty, now=now),
        "inbox": lambda: placing.inbox(user_id=council.duty, now=now),
        "threads": lambda: linking.thread_list(user_id=council.qa, show="all", now=now),
        "thread": lambda: linking.thread_page(answer, user_id=council.qa, now=now),
        "export": lambda: concluding.export_by_number(NUMBER, date(2026, 6, 6), now=now),
    }
    shown: dict[str, object] = {}
    for door, look in looks.items():
        try:
            shown[door] = look()
        except (
            reviewing.NotYours, concluding.NotYours, concluding.NoSuchReview, linking.NotYours
        ) as refused:  # fmt: skip
            shown[door] = refused
        db.session.rollback()
    return shown


def test_every_door_that_shows_a_child_shows_her_before(
    council: SmallCouncil, clock: StandingClock, said: int
) -> None:
    """So that the next test means something: the words, or the name, are at most of these doors."""
    shown = everywhere(council, clock, said)
    told = {door for door, what in shown.items() if "Jaz" in repr(what) or WORDS in repr(what)}
    assert {"brief", "caseload", "record", "worries", "worry", "unread"} <= told


def test_a_sealed_record_is_opened_by_nobody(
    council: SmallCouncil, clock: StandingClock, said: int, ended
) -> None:
    """Adopted: no name, no word, no phone number at any door, once no worry is open."""
    (worry,) = every(Worry)
    worrying.acknowledge(worry.id, user_id=council.duty, now=clock())
    worrying.close(worry.id, "spoken", "Seen.", user_id=council.duty, now=clock())
    ended("E11")
    for door, what in everywhere(council, clock, said).items():
        for secret in ("Jaz", "Merrin", WORDS, "run away", PHONE):
            assert secret not in repr(what), door
    answer = db.session.get_one(Answer, said)
    assert not access.is_own_child(council.iro, council.child, now=clock())
    assert not access.may_read_answer(council.duty, answer, now=clock())
    assert not access.is_shared(answer)
    db.session.rollback()
    with pytest.raises(responding.CannotTell):
        responding.tell_back(said, "We heard you", user_id=council.iro, now=clock())
    with pytest.raises(linking.NotYours):
        linking.pass_on(said, user_id=council.duty, now=clock())


@pytest.mark.parametrize("reason", ["E2", "E12"])
def test_nobody_asks_a_child_whose_record_closed(
    council: SmallCouncil, clock: StandingClock, ended, reason: str
) -> None:
    """Links close, texts that wait are withdrawn, nothing new goes out, nothing is due."""
    ask = inviting.Ask(council.child, stories.REVIEW, "text", "asked_for")
    invited = inviting.invite(ask, now=clock())
    assert isinstance(invited, inviting.Invited)
    ended(reason)
    assert isinstance(conversations.open_survey(invited.code, now=clock()), ClosedLink)
    assert isinstance(responding.my_voice(invited.code, now=clock()), ClosedLink)
    stories.work()
    assert not list(
        db.session.scalars(select(OutboundText.id).where(OutboundText.state != "expired"))
    )
    db.session.rollback()
    again = inviting.invite(ask, now=clock())
    assert again == inviting.NotAsked("record_closed")
    assert "Jaz" not in repr(caseload.mine(user_id=council.iro, now=clock()))


def test_a_record_is_opened_again_only_for_a_reason_and_the_return_leaves_it_open(
    council: SmallCouncil, clock: StandingClock, ended
) -> None:
    """The reason is in the record; the same return does not close it again."""
    ended("E11")
    with pytest.raises(recording.RecordingFault):
        recording.reopen_record(NUMBER, " ", by=None, now=clock())
    recording.reopen_record(NUMBER, "It was a mistake", by=None, now=clock())
    ended("E11")
    assert access.is_own_child(council.iro, council.child, now=clock())
    assert "It was a mistake" in set(db.session.scalars(select(AccessLog.reason)))


def test_a_merged_record_keeps_every_word_under_the_number_that_stays(
    council: SmallCouncil, clock: StandingClock, said: int
) -> None:
    """What the second record had is the first one's; its number goes on finding the child."""
    second = make_child(clock, mobile="+447700900418")
    other = stories.say(second, clock, "my second voice", share=True)
    recording.merge_records(NUMBER, "NB-0418-14", by=None, now=clock())
    gone = db.session.get_one(Person, second)
    assert (gone.record, gone.merged_into_id, gone.record_number) == ("merged", council.child, None)
    former = db.session.scalars(select(FormerNumber)).one()
    assert (former.record_number, former.person_id) == ("NB-0418-14", council.child)
    db.session.rollback()
    brief = reviewing.brief(council.child, council.review, user_id=council.iro, now=clock())
    unread = worrying.reading_list(user_id=council.duty, now=clock())
    assert "my second voice" in [row.quote.words for row in unread.rows if row.quote]
    assert brief is not None
    assert access.may_read_answer(council.iro, db.session.get_one(Answer, other), now=clock())


def test_a_merge_gives_nobody_a_child_that_another_works_with(
    council: SmallCouncil, clock: StandingClock
) -> None:
    """The IRO of the record that goes does not become a second IRO of the one that stays."""
    second = make_child(clock, mobile="+447700900418")
    new = recording.NewInvolvement(council.duty, "iro", date(2026, 1, 1))
    recording.involve(second, new, by=None, now=clock())
    recording.merge_records(NUMBER, "NB-0418-14", by=None, now=clock())
    assert access.is_own_child(council.iro, council.child, now=clock())
    assert not access.works_with(council.duty, council.child, now=clock())


def test_a_number_that_changed_finds_the_child_by_both(
    council: SmallCouncil, clock: StandingClock
) -> None:
    """And may change back."""
    recording.renumber(NUMBER, "X1", by=None, now=clock())
    recording.renumber("X1", NUMBER, by=None, now=clock())
    assert [row.record_number for row in db.session.scalars(select(FormerNumber))] == ["X1"]
    with pytest.raises(recording.RecordingFault):
        recording.renumber(NUMBER, NUMBER, by=None, now=clock())


def test_a_split_begins_a_second_record_and_guesses_nothing(
    council: SmallCouncil, clock: StandingClock, said: int
) -> None:
    """Everything stays with the first; the old number finds neither."""
    second = recording.split_record(NUMBER, "A1", "A2", by=None, now=clock())
    child = db.session.get_one(Person, second)
    assert (child.record_number, child.preferred_name, child.born) == ("A2", "", None)
    assert db.session.get_one(Person, council.child).record_number == "A1"
    assert db.session.scalars(select(FormerNumber.why)).all() == ["split"]


def test_a_worry_that_is_open_keeps_its_words_until_somebody_has_acted(
    council: SmallCouncil, clock: StandingClock, said: int, ended
) -> None:
    """The record is sealed; a child who may be in danger is not left alone for it."""
    ended("E11")
    (row,) = worrying.queue(user_id=council.duty, now=clock()).worries
    assert row.quote is not None
    assert worrying.number(row.worry_id, user_id=council.duty, now=clock()) == PHONE


@pytest.mark.parametrize("reason", ["E11", "E2"])
def test_what_comes_from_their_phone_afterwards_is_a_strangers_and_is_read(
    council: SmallCouncil, clock: StandingClock, ended, phone: Phone, reason: str
) -> None:
    """It is not put away with the old record: the reading list, the inbox and the desk have it."""
    ended(reason)
    phone.text("my new dad hits me")
    unread = [row for row in every(Answer) if row.read_at is None and row.has_words]
    assert [row.words for row in unread] == ["my new dad hits me"]
    assert [row.waiting for row in every(InboundText)] == ["unknown_sender"]
    shown = worrying.reading_list(user_id=council.duty, now=clock()).rows
    assert [row.quote.words for row in shown] == ["my new dad hits me"]
    worries = worrying.queue(user_id=council.duty, now=clock()).worries
    assert any(row.quote and "hits me" in row.quote.words for row in worries)
