"""The council's gate: nothing goes out but the very words that the young agreed to."""

from copy import deepcopy
from typing import Any

import pytest
from sqlalchemy import func
from sqlalchemy import select

from surveys.document import DocumentRefused
from surveys.engine import Skipped
from surveys.library import documents
from surveys.library import shipped
from tests.people import SmallCouncil
from tests.services import stories
from tests.settings import StandingClock
from voice_app.db import db
from voice_app.db import writing
from voice_app.models.record import AccessLog
from voice_app.models.surveys import SurveyVersion
from voice_app.policy import DEFAULT_WHO
from voice_app.services import accounts
from voice_app.services import conversations
from voice_app.services import inviting
from voice_app.services import publishing
from voice_app.services.conversations import FromPage
from voice_app.store import surveys

KEY = "after-a-visit"


def document(thanks: str = "Thank you very much.") -> dict[str, Any]:
    """The shipped survey with other words at its end."""
    other = deepcopy(dict(documents()[KEY]))
    other["thanks"] = {"en": {"all": thanks}}
    return other


@pytest.fixture
def draft(council: SmallCouncil, clock: StandingClock) -> int:
    return publishing.add_version(document(), by=council.participation, now=clock())


def sign_off(version: int, member: int, council: SmallCouncil, clock: StandingClock) -> None:
    agreed = publishing.Agreed(version, member, "read aloud together")
    publishing.record_sign_off(agreed, by=council.participation, now=clock())


def publish(version: int, council: SmallCouncil, clock: StandingClock) -> None:
    publishing.publish(version, by=council.participation, now=clock())


def state(version: int) -> str:
    return db.session.get_one(SurveyVersion, version, populate_existing=True).state


def test_a_draft_goes_out_once_the_council_has_signed_it_off(
    council: SmallCouncil, clock: StandingClock, draft: int
) -> None:
    sign_off(draft, council.member, council, clock)
    assert state(draft) == "draft", "a sign-off alone publishes nothing"
    publish(draft, council, clock)
    assert state(draft) == "published"


def test_without_a_sign_off_nothing_goes_out(
    council: SmallCouncil, clock: StandingClock, draft: int
) -> None:
    before = surveys.published(KEY)
    with pytest.raises(publishing.NotSignedOff):
        publish(draft, council, clock)
    assert state(draft) == "draft"
    assert surveys.published(KEY) is before


def test_a_sign_off_of_other_words_does_not_count(
    council: SmallCouncil, clock: StandingClock, draft: int
) -> None:
    sign_off(draft, council.member, council, clock)
    other = publishing.add_version(document("Bye."), by=council.participation, now=clock())
    with pytest.raises(publishing.NotSignedOff):
        publish(other, council, clock)


def test_changed_words_are_a_new_version_and_the_same_words_are_the_same(
    council: SmallCouncil, clock: StandingClock, draft: int
) -> None:
    reordered = dict(reversed(list(document().items())))
    assert publishing.add_version(reordered, by=None, now=clock()) == draft
    other = publishing.add_version(document("Bye."), by=None, now=clock())
    assert other != draft
    numbers = [db.session.get_one(SurveyVersion, each).number for each in (draft, other)]
    assert numbers == [2, 3]


@pytest.mark.parametrize("who", ["participation", "qa", "iro", "administrator"])
def test_only_a_member_of_the_council_can_speak_for_it(
    council: SmallCouncil, clock: StandingClock, draft: int, who: str
) -> None:
    with pytest.raises(publishing.NotAMember):
        sign_off(draft, getattr(council, who), council, clock)
    with pytest.raises(publishing.NotSignedOff):
        publish(draft, council, clock)


def test_a_member_who_has_left_speaks_for_nobody(
    council: SmallCouncil, clock: StandingClock, draft: int
) -> None:
    accounts.close_account(council.member, by=None, now=clock())
    assert publishing.members() == ()
    with pytest.raises(publishing.NotAMember):
        sign_off(draft, council.member, council, clock)


def test_what_was_signed_off_before_a_member_left_still_stands(
    council: SmallCouncil, clock: StandingClock, draft: int
) -> None:
    sign_off(draft, council.member, council, clock)
    accounts.close_account(council.member, by=None, now=clock())
    publish(draft, council, clock)
    assert state(draft) == "published"


@pytest.mark.parametrize("with_digest", [False, True])
def test_words_that_were_changed_in_the_table_after_the_sign_off_do_not_go_out(
    council: SmallCouncil, clock: StandingClock, draft: int, with_digest: bool
) -> None:
    sign_off(draft, council.member, council, clock)
    with writing():
        row = db.session.get_one(SurveyVersion, draft)
        row.document = document("Do as you are told.")
        if with_digest:
            row.digest = surveys.digest_of(row.document)
    with pytest.raises(publishing.NotSignedOff):
        publish(draft, council, clock)


def test_publishing_twice_changes_nothing(
    council: SmallCouncil, clock: StandingClock, draft: int
) -> None:
    sign_off(draft, council.member, council, clock)
    publish(draft, council, clock)
    first = clock()
    deeds = db.session.scalar(select(func.count(AccessLog.id)))
    clock.forward(days=1)
    publish(draft, council, clock)
    row = db.session.get_one(SurveyVersion, draft)
    assert row.published_at == first
    assert db.session.scalar(select(func.count(AccessLog.id))) == deeds


def test_a_broken_document_is_refused_and_nothing_is_stored(
    council: SmallCouncil, clock: StandingClock
) -> None:
    before = db.session.scalar(select(func.count(SurveyVersion.id)))
    with pytest.raises(DocumentRefused):
        publishing.add_version({"key": "half"}, by=None, now=clock())
    assert db.session.scalar(select(func.count(SurveyVersion.id))) == before


def test_who_is_in_the_middle_keeps_the_version_they_began(
    council: SmallCouncil, clock: StandingClock, draft: int
) -> None:
    ask = inviting.Ask(council.child, KEY, "web", "asked_for")
    before = inviting.invite(ask, now=clock())
    sign_off(draft, council.member, council, clock)
    publish(draft, council, clock)
    after = inviting.invite(ask, now=clock())
    assert isinstance(before, inviting.Invited)
    assert isinstance(after, inviting.Invited)
    codes = (before.code, after.code)
    invited = [surveys.invitation_by_code(code) for code in codes]
    versions = [each.survey_version_id for each in invited if each]
    assert versions[1] == draft
    assert versions[0] != draft


def test_the_page_shows_every_version_newest_first_with_who_agreed_and_who_helped(
    council: SmallCouncil, clock: StandingClock, draft: int
) -> None:
    sign_off(draft, council.member, council, clock)
    shown = next(survey for survey in publishing.all_surveys() if survey.key == KEY)
    assert [version.number for version in shown.versions] == [2, 1]
    newest = shown.versions[0]
    assert (newest.state, newest.published_on) == ("draft", None)
    agreed = newest.sign_offs[0]
    assert (agreed.by, agreed.helper) == ("Aaliyah Invented", "Petra Invented")
    assert agreed.note == "read aloud together"
    assert newest.questions


def test_the_questions_are_counted_as_one_reader_meets_them(council: SmallCouncil) -> None:
    """Not those of every age together: at most fourteen on the web, and eight by text."""
    shown = {survey.key: survey.versions[0] for survey in publishing.all_surveys()}
    review, meeting = shown["before-my-review"], shown["after-a-meeting"]
    assert (review.on_web, review.by_text) == (14, 8)
    assert (meeting.on_web, meeting.by_text) == (3, 3)


def test_who_writes_the_questions_is_told_which_are_not_understood_but_never_of_a_few(
    council: SmallCouncil, clock: StandingClock
) -> None:
    """Ten people make a number; nine could be guessed at."""
    codes = [
        stories.invite(stories.add_child(clock, name, iro=council.iro, due_in=30), clock)
        for name in ("Ash", "Bo", "Cas", "Dee", "Eli", "Fen", "Gil", "Hal", "Ivy", "Jo")
    ]
    for code in codes[1:]:
        did_not_understand(code, clock)
    assert not_understood() == set()
    did_not_understand(codes[0], clock)
    assert not_understood() == {("listened", 10)}


def did_not_understand(code: str, clock: StandingClock) -> None:
    conversations.agree_on_web(code, now=clock())
    move = FromPage(Skipped("listened", unclear=True), DEFAULT_WHO)
    conversations.answer_on_web(code, move, now=clock())


def not_understood() -> set[tuple[str, int]]:
    shown = next(each for each in publishing.all_surveys() if each.key == stories.REVIEW)
    words = {q.wording.of("en", "12-17"): q.key for q in shipped()[stories.REVIEW].questions}
    return {(words[q.words], q.unclear) for q in shown.versions[0].questions if q.unclear}
