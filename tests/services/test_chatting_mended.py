"""What went wrong between a chat, the queue and the record, and does no longer."""

from datetime import timedelta

from sqlalchemy import select

from tests.people import SmallCouncil
from tests.people import make_user
from tests.phones import Phone
from tests.rows import every
from tests.rows import survey
from tests.settings import StandingClock
from voice_app.db import db
from voice_app.models.chats import Chat
from voice_app.models.messages import InboundText
from voice_app.models.messages import OutboundText
from voice_app.models.people import ContactPoint
from voice_app.models.surveys import Invitation
from voice_app.policy import Role
from voice_app.services import chatting
from voice_app.services import conversations
from voice_app.services import inviting
from voice_app.services import recording
from voice_app.store.journey.changes import use_number

SURVEY = "before-my-review"


def test_what_was_kept_from_somebody_stays_kept_when_the_text_is_placed(
    council: SmallCouncil, phone: Phone, clock: StandingClock
) -> None:
    """A hand kept it from her before anybody knew whose number it was."""
    nina = make_user("nina", Role.PARTICIPATION, clock, reading_duty=True)
    Phone(phone.app, clock, number="+447700900555").text("the lady with red hair scares me")
    chatting.keep_from(every(Chat)[0].id, nina, user_id=council.duty, now=clock())
    text = every(InboundText)[-1]
    recording.place_text(text.provider_id, council.child, by=council.duty, now=clock())
    theirs = db.session.scalars(select(Chat).where(Chat.person_id == council.child)).one()
    assert not chatting.sees(theirs.id, user_id=nina, now=clock())


def test_the_topic_picked_outlives_the_words_that_open_the_chat_again(
    council: SmallCouncil, clock: StandingClock
) -> None:
    """A closed chat loses its old topic, never the one that came with the new words."""
    inviting.invite(inviting.Ask(council.child, SURVEY, "text", "asked_for"), now=clock())
    code = every(Invitation)[0].code
    conversations.write_on_web(code, "hi there", "", now=clock())
    chatting.close(every(Chat)[0].id, user_id=council.duty, now=clock())
    clock.forward(seconds=86_400)
    conversations.write_on_web(code, "can i get a different one", "worker", now=clock())
    assert every(Chat)[0].topic == "worker"


def test_who_is_left_in_peace_gets_no_opening_either(
    council: SmallCouncil, phone: Phone, clock: StandingClock
) -> None:
    """The opening asks nothing, and is taken back with the question."""
    inviting.invite(inviting.Ask(council.child, SURVEY, "text", "before_review"), now=clock())
    phone.work()
    day = clock().date()
    peace = recording.NotNow("bereavement", day, day + timedelta(days=30))
    recording.do_not_ask(council.child, peace, by=council.iro, now=clock())
    clock.forward(hours=7)
    phone.work()
    assert phone.screen == []
    assert {text.state for text in every(OutboundText)} == {"expired"}
    assert survey().state == "lapsed"


def test_start_opens_no_survey_that_was_taken_back(
    council: SmallCouncil, phone: Phone, clock: StandingClock
) -> None:
    """STOP, then the invitation is revoked, then START."""
    inviting.invite(inviting.Ask(council.child, SURVEY, "text", "asked_for"), now=clock())
    phone.work()
    phone.text("STOP")
    inviting.revoke(every(Invitation)[0].id, now=clock())
    phone.text("START")
    assert survey().state != "open"


def test_a_number_that_comes_back_is_known_no_better_than_a_new_one(
    council: SmallCouncil, clock: StandingClock
) -> None:
    """What was said of it belongs to whoever had it in between."""
    row = every(ContactPoint)[0]
    row.ended_at = row.still_theirs_at = row.bad_since = row.denied_at = clock()
    use_number([row], row.person_id, row.address, now=clock())
    known = (row.ended_at, row.confirmed_at, row.still_theirs_at, row.bad_since, row.denied_at)
    assert known == (None,) * 5
