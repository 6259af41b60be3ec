"""Who helped is kept and shown; notes of what somebody saw are never the child's own words."""

import pytest

from tests.people import SmallCouncil
from tests.rows import survey
from tests.services import stories
from tests.services.concluding_stories import Review
from tests.settings import StandingClock
from voice_app.pages.answering import HelpedPage
from voice_app.pages.caseload import CaseRow
from voice_app.pages.caseload import NotHeardWish
from voice_app.pages.caseload import Wish
from voice_app.pages.my_voice import MyVoice
from voice_app.policy import Who
from voice_app.services import caseload
from voice_app.services import concluding
from voice_app.services import conversations
from voice_app.services import linking
from voice_app.services import responding
from voice_app.services import reviewing
from voice_app.services import worrying

NOTES = "Notes by a worker, not the child’s words"


@pytest.fixture
def code(council: SmallCouncil, clock: StandingClock) -> str:
    code = stories.invite(council.child, clock)
    said = {"change": stories.WORDS, "share_words": "yes"}
    stories.fill_in(code, said, clock, who=Who.REVIEW)
    stories.work()
    return code


def helped(code: str, who: str, clock: StandingClock, *, notes: bool = False) -> None:
    assert conversations.say_who_helped(code, who, notes=notes, now=clock()) is None


def test_the_brief_says_who_helped_and_the_words_stay_the_childs(
    council: SmallCouncil, code: str, clock: StandingClock
) -> None:
    helped(code, "interpreter", clock)
    page = reviewing.brief(council.child, council.review, user_id=council.iro, now=clock())
    assert page is not None
    assert {(q.helped_by, q.speaker) for q in page.brief.quotes} == {("an interpreter", "")}


def test_notes_are_marked_wherever_the_words_are_shown(
    council: SmallCouncil, code: str, clock: StandingClock
) -> None:
    helped(code, "worker", clock, notes=True)
    page = reviewing.brief(council.child, council.review, user_id=council.iro, now=clock())
    assert page is not None
    assert {q.speaker for q in page.brief.quotes} == {NOTES}
    reading = worrying.reading_list(user_id=council.duty, now=clock())
    assert {row.quote.speaker for row in reading.rows} == {NOTES}
    thread = linking.thread_page(stories.answer_of(stories.WORDS), user_id=council.qa, now=clock())
    assert thread is not None
    assert thread.quote.speaker == NOTES
    voice = responding.my_voice(code, now=clock())
    assert isinstance(voice, MyVoice)
    assert [said.notes for said in voice.said] == [True]


def test_the_export_marks_notes_too(council: SmallCouncil, code: str, clock: StandingClock) -> None:
    helped(code, "worker", clock, notes=True)
    review = Review(council, clock)
    review.hold()
    document = concluding.export(review.this, user_id=council.iro, now=clock()).document
    assert {view["helped_by"] for view in document["views"]} == {f"somebody ({NOTES})"}


def test_notes_are_no_word_of_theirs_for_the_participation_code(
    council: SmallCouncil, code: str, clock: StandingClock
) -> None:
    def codes() -> object:
        page = reviewing.brief(council.child, council.review, user_id=council.iro, now=clock())
        assert page is not None
        return page.brief.suggested_code

    before = codes()
    helped(code, "worker", clock, notes=True)
    assert codes() != before


@pytest.mark.parametrize(("who", "kept"), [("nobody", "nobody"), ("hacker", ""), ("", "")])
def test_nobody_writes_no_notes_and_what_is_no_answer_changes_nothing(
    code: str, clock: StandingClock, who: str, kept: str
) -> None:
    helped(code, who, clock, notes=True)
    assert (survey().helped_by, survey().observed) == (kept, False)


def test_a_carer_gives_their_own_words_and_no_notes(
    council: SmallCouncil, clock: StandingClock
) -> None:
    carer = stories.add_adult(clock, council.child, "Lorna")
    code = stories.invite(carer, clock, survey="before-the-review-carer")
    page = conversations.helped_page(code, now=clock())
    assert isinstance(page, HelpedPage)
    assert not page.may_observe
    helped(code, "worker", clock, notes=True)
    assert not survey().observed


def test_notes_do_not_make_a_child_heard(
    council: SmallCouncil, code: str, clock: StandingClock
) -> None:
    """The caseload says that there are notes, and the child is on the list of those not heard."""

    def row() -> CaseRow:
        page = caseload.mine(user_id=council.iro, wish=Wish(), now=clock())
        return page.groups[0].rows[0]

    def unheard() -> int:
        return caseload.not_heard(user_id=council.iro, wish=NotHeardWish(), now=clock()).unheard

    assert (row().voice_words, unheard()) == ("Answered, not read", 0)
    helped(code, "worker", clock, notes=True)
    assert row().voice_words == "Not heard: notes by somebody else, not read"
    assert (row().loose_end, row().last_heard, unheard()) == (True, None, 1)
