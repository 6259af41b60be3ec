"""Whose words they are: phones we do not know, phones that are shared, carers, pictures."""

from datetime import timedelta

import pytest
from flask import Flask

from messaging.gateway import Inbound
from tests.people import PHONE
from tests.people import SmallCouncil
from tests.people import staff
from tests.phones import SERVICE
from tests.phones import Phone
from tests.rows import answers
from tests.rows import current
from tests.rows import every
from tests.rows import last_inbound
from tests.rows import messages
from tests.rows import only
from tests.rows import survey
from tests.services import stories
from tests.settings import StandingClock
from voice_app.models.conversations import Conversation
from voice_app.models.messages import InboundText
from voice_app.models.people import ContactPoint
from voice_app.models.quality import Confirmation
from voice_app.services import conversations
from voice_app.services import inviting
from voice_app.services import placing
from voice_app.services import recording
from voice_app.services import responding
from voice_app.services import worrying

STRANGER = "+447700900555"


def to_read(clock: StandingClock) -> list[tuple[str, str]]:
    page = worrying.reading_list(user_id=staff("rosa"), now=clock())
    return [(row.name, row.quote.words) for row in page.rows]


def waiting(clock: StandingClock) -> list[str]:
    """The words that wait for a person to say whose they are."""
    return [text.words for text in placing.inbox(user_id=staff("rosa"), now=clock()).texts]


@pytest.fixture
def brother(council: SmallCouncil, clock: StandingClock) -> int:
    """A younger child on the same phone."""
    new = recording.NewPerson(kind="child", preferred_name="Kit", mobile=PHONE)
    return recording.add_person(new, practice=True, by=None, now=clock())


def test_a_number_we_do_not_know_gets_one_kind_reply_and_every_text_waits(
    app: Flask, council: SmallCouncil, clock: StandingClock
) -> None:
    stranger = Phone(app, clock, number=STRANGER)
    (reply,) = stranger.text("is that the social")
    assert "We do not know this number." in reply
    assert "999" in reply
    assert stranger.text("its me jaz on my mates phone") == []
    clock.forward(days=3)
    assert stranger.text("hello") == []
    assert waiting(clock) == ["is that the social", "its me jaz on my mates phone", "hello"]
    assert ("Unknown number", "its me jaz on my mates phone") in to_read(clock)


@pytest.mark.parametrize("words", ["HELP", "please stop texting me he hits me"])
def test_words_beside_a_keyword_from_an_unknown_phone_wait_to_be_placed_too(
    app: Flask, council: SmallCouncil, clock: StandingClock, words: str
) -> None:
    Phone(app, clock, number=STRANGER).text(words)
    assert waiting(clock) == [words]


def test_a_placed_text_becomes_the_childs_and_waits_no_more(
    app: Flask, council: SmallCouncil, clock: StandingClock
) -> None:
    Phone(app, clock, number=STRANGER).text("its me jaz on my mates phone")
    recording.place_text(last_inbound().provider_id, council.child, by=council.duty, now=clock())
    assert waiting(clock) == []
    assert ("Jaz Merrin", "its me jaz on my mates phone") in to_read(clock)


def test_a_short_code_or_a_name_as_sender_is_kept(
    council: SmallCouncil, clock: StandingClock
) -> None:
    for number, sender in enumerate(("60066", "TESCO", "+15005550006", "")):
        inbound = Inbound(f"SM-odd-{number}", sender, "your parcel is here")
        conversations.receive_text(inbound, service=SERVICE, now=clock())
    assert len(waiting(clock)) == 4


@pytest.mark.parametrize("sender", ["07700 900417", "447700900417", "+44 (0)7700 900417"])
def test_a_number_is_known_however_the_provider_writes_it(
    council: SmallCouncil, clock: StandingClock, sender: str
) -> None:
    inbound = Inbound("SM-written", sender, "hiya")
    conversations.receive_text(inbound, service=SERVICE, now=clock())
    assert only(Conversation).person_id == council.child


def test_a_shared_phone_with_an_open_ask_answers_for_the_one_who_was_asked(
    brother: int, council: SmallCouncil, phone: Phone, clock: StandingClock
) -> None:
    ask = inviting.Ask(brother, "after-a-visit", "text", "asked_for")
    inviting.invite(ask, now=clock())
    phone.work()
    phone.text("3")
    assert survey().person_id == brother
    assert current("worker_listened").conversation_id == survey().id


def test_a_shared_phone_with_nothing_open_goes_to_the_inbox(
    brother: int, council: SmallCouncil, phone: Phone, clock: StandingClock
) -> None:
    phone.text("i want my mum")
    assert last_inbound().waiting == "shared_phone"
    assert waiting(clock) == ["i want my mum"]
    assert only(Conversation).person_id is None
    assert "More than one person has this number." in [
        text.why for text in placing.inbox(user_id=staff("rosa"), now=clock()).texts
    ]


def test_a_text_is_offered_to_those_on_its_phone_and_one_from_nowhere_to_all(
    brother: int, app: Flask, council: SmallCouncil, phone: Phone, clock: StandingClock
) -> None:
    carer = stories.add_adult(clock, council.child, "Lorna")
    phone.text("i want my mum")
    Phone(app, clock, number=STRANGER).text("hello")
    shared, unknown = placing.inbox(user_id=staff("rosa"), now=clock()).texts
    assert {person for person, _ in shared.candidates} == {council.child, brother}
    assert {person for person, _ in unknown.candidates} == {council.child, brother, carer}


@pytest.mark.parametrize("words", ["HELP", "please stop texting me"])
def test_words_beside_a_keyword_on_a_shared_phone_wait_to_be_placed(
    brother: int, council: SmallCouncil, phone: Phone, clock: StandingClock, words: str
) -> None:
    phone.text(words)
    assert waiting(clock) == [words]


def test_the_second_of_two_on_one_phone_is_asked_when_the_first_has_done(
    brother: int, council: SmallCouncil, phone: Phone, clock: StandingClock
) -> None:
    ask = inviting.Ask(brother, "after-a-visit", "text", "asked_for")
    inviting.invite(ask, now=clock())
    phone.work()
    hers = inviting.Ask(council.child, "after-a-visit", "text", "asked_for")
    assert inviting.invite(hers, now=clock()) == inviting.NotAsked("phone_busy")
    for reply in ("3", "yes", "0", "0"):
        phone.text(reply)
    assert isinstance(inviting.invite(hers, now=clock()), inviting.Invited)
    phone.work()
    phone.text("1")
    owners = {row.id: row.person_id for row in every(Conversation)}
    said = [(owners[row.conversation_id], row.value) for row in answers("worker_listened")]
    assert said == [(brother, "sometimes"), (council.child, "not_at_all")]


def test_the_first_reply_confirms_a_number(phone: Phone, council: SmallCouncil) -> None:
    assert only(ContactPoint).confirmed_at is None
    phone.text("hiya")
    first = only(ContactPoint).confirmed_at
    phone.text("hiya again")
    assert first is not None
    assert only(ContactPoint).confirmed_at == first


def test_a_carers_message_is_about_the_child_and_their_own(
    app: Flask, council: SmallCouncil, clock: StandingClock
) -> None:
    new = recording.NewPerson(kind="carer", preferred_name="Lorna", mobile=STRANGER)
    carer = recording.add_person(new, practice=True, by=None, now=clock())
    recording.relate(council.child, carer, kind="foster_carer", by=None, now=clock())
    (reply,) = Phone(app, clock, number=STRANGER).text("nobody told me about the move")
    assert "116 123" in reply  # a grown-up's help line
    row = only(Conversation)
    assert (row.person_id, row.about_id) == (carer, council.child)


def test_pictures_are_counted_and_said_not_to_reach_us(
    council: SmallCouncil, phone: Phone, clock: StandingClock
) -> None:
    for number in range(2):
        inbound = Inbound(f"MM-{number}", PHONE, "", media=2)
        conversations.receive_text(inbound, service=SERVICE, now=clock())
    phone.work()
    assert [row.pictures for row in every(InboundText)] == [2, 2]
    assert phone.screen == ["Your text had no words. Pictures do not reach us."]
    assert messages() == []


def told(council: SmallCouncil, phone: Phone, clock: StandingClock) -> int:
    """Jaz wrote, and was told what came of it."""
    phone.text("i want to see my sister more")
    recorded = responding.tell_back(
        messages()[0].id, "You see her on Sundays now.", user_id=council.iro, now=clock()
    )
    clock.forward(hours=6)  # a child is told after school
    phone.work()
    return recorded


def test_did_it_help_with_words_beside_it_counts_and_the_words_are_read(
    council: SmallCouncil, phone: Phone, clock: StandingClock
) -> None:
    response = told(council, phone, clock)
    (reply,) = phone.text("4 she cries every time")
    assert reply.startswith("Thank you for telling us.")
    row = only(Confirmation)
    assert (row.response_id, row.value) == (response, "worse")
    assert ("Jaz Merrin", "4 she cries every time") in to_read(clock)


def test_a_second_answer_to_did_it_help_is_a_message(
    council: SmallCouncil, phone: Phone, clock: StandingClock
) -> None:
    told(council, phone, clock)
    phone.text("yes")
    phone.text("actually no")
    assert only(Confirmation).value == "yes"
    assert ("Jaz Merrin", "actually no") in to_read(clock)


def test_an_answer_goes_to_what_the_phone_showed_last(
    council: SmallCouncil, phone: Phone, clock: StandingClock
) -> None:
    """She was told late in the evening, so it waits; meanwhile she asks for a survey herself."""
    clock.forward(hours=11)
    phone.text("i want to see my sister more")
    responding.tell_back(
        messages()[0].id, "You see her on Sundays now.", user_id=council.iro, now=clock()
    )
    ask = inviting.Ask(council.child, "before-my-review", "text", "asked_for")
    inviting.invite(ask, now=clock())
    phone.work()
    clock.forward(hours=20)
    phone.work()
    assert "Did it help?" in phone.screen[-1]
    phone.text("1")
    assert only(Confirmation).value == "yes"
    assert answers("know_plan") == []


def test_a_question_before_did_it_help_is_asked_again_after_it(
    council: SmallCouncil, phone: Phone, clock: StandingClock
) -> None:
    ask = inviting.Ask(council.child, "before-my-review", "text", "asked_for")
    inviting.invite(ask, now=clock())
    phone.work()
    clock.forward(hours=1)
    phone.text("2")
    responding_to = current("know_plan")
    responding.tell_back(responding_to.id, "We told you.", user_id=council.iro, now=clock())
    clock.forward(hours=6)
    phone.work()
    (reply,) = phone.text("2")
    assert only(Confirmation).value == "a_bit"
    assert "2 of 7" in reply
    phone.text("1")
    assert current("see_family").value == "less"
    assert clock() - survey().started_at < timedelta(hours=8)
