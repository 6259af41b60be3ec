"""An IRO's caseload: whose children, in which order, what is said of each, what stays hidden."""

from datetime import timedelta

import pytest
from flask import Flask

from tests.people import SmallCouncil
from tests.people import make_user
from tests.phones import Phone
from tests.rows import every
from tests.services import stories
from tests.settings import StandingClock
from voice_app.db import db
from voice_app.db import writing
from voice_app.models.messages import OutboundText
from voice_app.models.reviews import BriefIssue
from voice_app.models.reviews import ReviewReply
from voice_app.pages.caseload import Caseload
from voice_app.pages.caseload import CaseRow
from voice_app.pages.caseload import Wish
from voice_app.policy import Role
from voice_app.services import caseload
from voice_app.services import concluding
from voice_app.services import linking
from voice_app.services import recording
from voice_app.services import responding
from voice_app.services import worrying
from voice_app.services.concluding import ReviewOf


def of(council: SmallCouncil, clock: StandingClock, **wish: object) -> Caseload:
    return caseload.mine(user_id=council.iro, wish=Wish(**wish), now=clock())  # type: ignore[arg-type]


def rows(page: Caseload) -> list[CaseRow]:
    return [row for group in page.groups for row in group.rows]


def row(council: SmallCouncil, clock: StandingClock, **wish: object) -> CaseRow:
    return next(row for row in rows(of(council, clock, **wish)) if row.person_id == council.child)


def test_children_stand_in_the_order_of_their_next_review(
    council: SmallCouncil, clock: StandingClock
) -> None:
    for name, days in (("Later", 60), ("Overdue", -5), ("Friday", 4), ("Next", 8)):
        stories.add_child(clock, name, iro=council.iro, due_in=days)
    page = of(council, clock)
    assert [(group.title, [row.name for row in group.rows]) for group in page.groups] == [
        ("Overdue", ["Overdue Invented"]),
        ("This week", ["Friday Invented"]),
        ("Next week", ["Next Invented"]),
        ("The weeks after", ["Jaz Merrin", "Later Invented"]),
    ]


def test_a_review_due_today_is_this_week_and_not_overdue(
    council: SmallCouncil, clock: StandingClock
) -> None:
    stories.add_child(clock, "Today", iro=council.iro, due_in=0)
    assert of(council, clock).groups[0].title == "This week"


def test_a_review_on_sunday_is_this_week_and_on_monday_next_week(
    council: SmallCouncil, clock: StandingClock
) -> None:
    stories.add_child(clock, "Sunday", iro=council.iro, due_in=6)
    stories.add_child(clock, "Monday", iro=council.iro, due_in=7)
    titles = {row.name: group.title for group in of(council, clock).groups for row in group.rows}
    assert titles["Sunday Invented"] == "This week"
    assert titles["Monday Invented"] == "Next week"


def test_a_child_without_a_review_date_stands_last_and_is_not_lost(
    council: SmallCouncil, clock: StandingClock
) -> None:
    new = recording.NewPerson(kind="child", preferred_name="Dateless", record_number="NB-none")
    child = recording.add_person(new, practice=True, by=None, now=clock())
    since = clock().date() - timedelta(days=3)
    involved = recording.NewInvolvement(council.iro, "iro", since)
    recording.involve(child, involved, by=None, now=clock())
    last = of(council, clock).groups[-1]
    assert last.title == "No review date on record"
    assert [(row.name, row.due, row.brief) for row in last.rows] == [("Dateless", None, "")]


def test_the_first_sentence_counts_reviews_of_the_next_fifteen_working_days_and_the_silent_ones(
    council: SmallCouncil, clock: StandingClock
) -> None:
    stories.add_child(clock, "Silent", iro=council.iro, due_in=21)  # 15 working days
    stories.add_child(clock, "Far", iro=council.iro, due_in=22)
    stories.say(council.child, clock)
    page = of(council, clock)
    assert (page.reviews_soon, page.not_heard, page.total) == (2, 1, 3)


def test_the_first_sentence_counts_all_children_whatever_is_searched_for(
    council: SmallCouncil, clock: StandingClock
) -> None:
    page = of(council, clock, find="nobody of this name")
    assert (page.reviews_soon, page.not_heard, page.total, page.shown) == (1, 1, 1, 0)
    assert page.groups == ()


def test_words_are_hidden_until_somebody_asks_for_them(
    council: SmallCouncil, clock: StandingClock
) -> None:
    stories.say(council.child, clock)
    assert row(council, clock).latest is None
    shown = row(council, clock, words=True).latest
    assert shown is not None
    assert shown.words == stories.WORDS


def test_every_look_is_recorded_for_each_child_on_the_list_and_whether_words_were_shown(
    council: SmallCouncil, clock: StandingClock
) -> None:
    other = stories.add_child(clock, "Other", iro=council.iro, due_in=30)
    of(council, clock)
    of(council, clock, words=True, find="Jaz")
    looks = [(look.user_id, look.person_id, look.reason) for look in stories.looks("caseload")]
    assert looks == [
        (council.iro, council.child, ""),
        (council.iro, other, ""),
        (council.iro, council.child, "with words"),
    ]


def test_what_they_want_kept_out_of_the_room_is_not_the_latest_words_of_a_list(
    council: SmallCouncil, clock: StandingClock
) -> None:
    code = stories.invite(council.child, clock)
    said = {"change": "more time with kit", "keep_out": "the thing at school"}
    stories.fill_in(code, said, clock)
    latest = row(council, clock, words=True).latest
    assert latest is not None
    assert latest.words == "more time with kit"


def test_names_are_found_in_any_case_by_either_name_or_the_record_number(
    council: SmallCouncil, clock: StandingClock
) -> None:
    stories.add_child(clock, "Other", iro=council.iro, due_in=30)
    for sought in ("jaz", " MERRIN ", "Jaz Mer", "NB-0417-14", " nb-0417-14 "):
        page = of(council, clock, find=sought)
        assert [row.name for row in rows(page)] == ["Jaz Merrin"], sought
        assert (page.found, page.shown, page.total) == (1, 1, 2)
    assert rows(of(council, clock, find="NB-0417")) == [], "a number is found whole or not at all"


def test_another_officers_children_are_never_shown_not_even_by_search(
    council: SmallCouncil, clock: StandingClock
) -> None:
    other = make_user("other", Role.IRO, clock)
    stories.add_child(clock, "Theirs", iro=other, due_in=3)
    assert [row.name for row in rows(of(council, clock))] == ["Jaz Merrin"]
    assert rows(of(council, clock, find="Theirs")) == []
    theirs = caseload.mine(user_id=other, now=clock())
    assert [row.name for row in rows(theirs)] == ["Theirs Invented"]


def test_the_day_after_an_involvement_ends_the_child_is_gone_from_the_list(
    council: SmallCouncil, clock: StandingClock
) -> None:
    today = clock().date()
    began = today - timedelta(days=400)
    ends = recording.NewInvolvement(council.iro, "iro", began, until=today)
    recording.involve(council.child, ends, by=None, now=clock())
    assert len(rows(of(council, clock))) == 1, "the last day still counts"
    clock.forward(days=1)
    assert rows(of(council, clock)) == []


def test_an_involvement_that_has_not_begun_shows_nothing(
    council: SmallCouncil, clock: StandingClock
) -> None:
    other = make_user("other", Role.IRO, clock)
    starts = recording.NewInvolvement(other, "iro", clock().date() + timedelta(days=1))
    recording.involve(council.child, starts, by=None, now=clock())
    assert rows(caseload.mine(user_id=other, now=clock())) == []
    clock.forward(days=1)
    assert len(rows(caseload.mine(user_id=other, now=clock()))) == 1
    assert rows(of(council, clock)) == [], "the officer before has handed over"


def test_the_stitches_go_from_asked_to_helped(
    app: Flask, council: SmallCouncil, clock: StandingClock
) -> None:
    def stands() -> tuple[int, str, bool]:
        shown = row(council, clock)
        return shown.voice, shown.voice_words, shown.loose_end

    assert stands() == (0, "Not asked yet", False)
    code = stories.invite(council.child, clock)
    assert stands() == (1, "Asked, no answer", True)
    stories.fill_in(code, {"change": stories.WORDS, "share_words": "yes"}, clock)
    answer = stories.answer_of(stories.WORDS)
    assert stands() == (2, "Answered, not read", False)
    worrying.mark_read(answer, user_id=council.duty, now=clock())
    assert stands() == (3, "Read", False)
    told = responding.tell_back(answer, "Kit comes on Sunday.", user_id=council.iro, now=clock())
    assert stands() == (4, "Told back, waiting", False)
    assert responding.helped_on_web(code, told, "a_bit", now=clock())
    assert stands() == (5, "Did it help: a bit", False)


def test_the_latest_answer_to_did_it_help_is_the_one_that_is_shown(
    council: SmallCouncil, clock: StandingClock
) -> None:
    code = stories.invite(council.child, clock)
    stories.fill_in(code, {"change": stories.WORDS, "good": "football"}, clock)
    for words, value in ((stories.WORDS, "yes"), ("football", "worse")):
        answer = stories.answer_of(words)
        told = responding.tell_back(answer, "We did this.", user_id=council.iro, now=clock())
        clock.forward(hours=1)
        assert responding.helped_on_web(code, told, value, now=clock())
    assert row(council, clock).voice_words == "Did it help: worse"


def test_asked_twice_without_an_answer_says_so(council: SmallCouncil, clock: StandingClock) -> None:
    stories.invite(council.child, clock)
    stories.invite(council.child, clock, survey="after-a-visit")
    shown = row(council, clock)
    assert (shown.voice_words, shown.loose_end) == ("Asked twice, no answer", True)


@pytest.mark.parametrize("state", ["failed", "expired", "parked", "not_delivered"])
def test_an_ask_that_did_not_arrive_is_not_a_silence_of_the_child(
    council: SmallCouncil, clock: StandingClock, state: str
) -> None:
    stories.invite(council.child, clock, channel="text")
    stories.work()
    assert row(council, clock).voice_words == "Asked, no answer"
    with writing():
        every(OutboundText)[-1].state = state
    assert row(council, clock).voice_words == "Asked, the text did not arrive"


def test_a_later_ask_on_the_web_is_not_lost_with_an_earlier_text(
    council: SmallCouncil, clock: StandingClock
) -> None:
    stories.invite(council.child, clock, channel="text")
    stories.work()
    with writing():
        every(OutboundText)[-1].state = "failed"
    stories.invite(council.child, clock, survey="after-a-visit")
    assert row(council, clock).voice_words == "Asked twice, no answer"


def test_a_child_to_be_left_in_peace_says_until_when(
    council: SmallCouncil, clock: StandingClock
) -> None:
    today = clock().date()
    pause = recording.NotNow("a funeral", today, today + timedelta(days=9))
    recording.do_not_ask(council.child, pause, by=None, now=clock())
    assert row(council, clock).voice_words == "Do not ask until 2 Dec"


def test_words_from_before_the_last_review_do_not_count_as_heard(
    council: SmallCouncil, clock: StandingClock
) -> None:
    stories.say(council.child, clock)
    clock.forward(days=10)
    held = recording.NewMeeting("statutory_review", held_on=clock().date())
    recording.record_meeting(council.child, held, by=None, now=clock())
    assert row(council, clock).voice_words == "Not asked yet"


def test_a_call_asked_for_and_open_notes_are_flagged_without_saying_what_they_are(
    council: SmallCouncil, clock: StandingClock, phone: Phone
) -> None:
    stories.fill_in(stories.invite(council.child, clock), {"safe": "no"}, clock)
    assert row(council, clock).flag == "1 safety note"
    stories.fill_in(stories.invite(council.child, clock), {"call_me": "yes"}, clock)
    assert row(council, clock).flag == "Asked to be called"


def test_a_brief_is_due_then_due_today_then_late_until_it_is_sent(
    council: SmallCouncil, clock: StandingClock
) -> None:
    """Five working days before Wednesday 9 December is Wednesday 2 December."""
    assert row(council, clock).brief == "Due Wed 2 Dec"
    clock.forward(days=9)
    assert (row(council, clock).brief, row(council, clock).owed.brief_late) == (
        "Due today: no words yet",
        False,
    )
    clock.forward(days=1)
    assert (row(council, clock).brief, row(council, clock).owed.brief_late) == (
        "Late: no words yet",
        True,
    )
    answer = stories.say(council.child, clock)
    assert row(council, clock).brief == "Late: read first"
    worrying.mark_read(answer, user_id=council.duty, now=clock())
    assert row(council, clock).brief == "Late: ready"
    issue(council, clock)
    assert (row(council, clock).brief, row(council, clock).owed.brief_late) == ("Sent 3 Dec", False)


def issue(council: SmallCouncil, clock: StandingClock) -> None:
    """The brief of the coming review goes out, as far as the caseload reads of it."""
    with writing():
        db.session.add(
            BriefIssue(
                review_id=council.review,
                person_id=council.child,
                number=1,
                why="first",
                issued_at=clock(),
                page={},
                digest="",
            )
        )


def test_words_that_were_passed_on_stay_on_the_officers_list(
    council: SmallCouncil, clock: StandingClock
) -> None:
    answer = stories.say(council.child, clock)
    linking.pass_on(answer, user_id=council.iro, now=clock())
    latest = row(council, clock, words=True).latest
    assert latest is not None
    assert latest.answer_id == answer


def test_who_waits_to_hear_what_came_of_their_review_is_not_told_back(
    council: SmallCouncil, clock: StandingClock
) -> None:
    """The caseload and the page after reviews say the same: one rule, with its day."""
    code = stories.invite(council.child, clock)
    stories.fill_in(code, {"change": stories.WORDS, "share_words": "yes"}, clock)
    this, how = ReviewOf(council.child, council.review), {"user_id": council.iro}
    concluding.hold(this, concluding.Held(clock().date(), "PN1"), **how, now=clock())
    answer = stories.answer_of(stories.WORDS)
    responding.tell_back(answer, "Kit comes on Sunday.", user_id=council.iro, now=clock())
    clock.forward(days=40)
    shown = row(council, clock)
    (owed,) = concluding.after_list(user_id=council.iro, now=clock()).owed
    assert shown.owed.reply is not None
    assert (shown.owed.reply.by, shown.owed.reply.working_days) == (
        owed.reply_by,
        owed.working_days,
    )
    assert shown.owed.reply.working_days < 0
    assert shown.voice < 4
    found = of(council, clock, show="reply")
    assert [each.name for each in rows(found)] == ["Jaz Merrin"]
    with writing():
        sent = {"words": "We wrote.", "told_by": council.iro, "told_at": clock()}
        db.session.add(ReviewReply(review_id=council.review, person_id=council.child, **sent))
    shown = row(council, clock)
    assert (shown.owed.reply, shown.voice_words) == (None, "Told back, waiting")
    assert concluding.after_list(user_id=council.iro, now=clock()).owed == ()


def test_a_promise_that_they_say_was_not_kept_stands_on_the_caseload(
    council: SmallCouncil, clock: StandingClock
) -> None:
    """As the child said it, and until they say it has happened."""
    new = recording.NewDecision("A bike.", (recording.NewPromise("Dev"),))
    held = recording.NewMeeting("statutory_review", held_on=clock().date())
    recording.record_meeting(council.child, held, by=None, now=clock())
    (promise,) = recording.record_decision(council.review, new, by=None, now=clock())
    assert row(council, clock).owed.not_kept == 0
    for value, count in (("not_yet", 1), ("yes", 0)):
        said = recording.Happened(value)
        recording.promise_happened(promise, said, by=None, now=clock())
        assert row(council, clock).owed.not_kept == count
        assert len(rows(of(council, clock, show="not_kept"))) == count


def test_words_of_years_ago_are_not_read_where_no_review_was_written_down(
    council: SmallCouncil, clock: StandingClock
) -> None:
    """A round is never longer than a year: an answer older than that is no sign of being heard."""
    child = stories.add_child(clock, "Ada", iro=council.iro, due_in=600)
    stories.say(child, clock)

    def heard() -> set[str]:
        page = of(council, clock, show="not_heard")
        return {"Ada Invented"} - {each.name for each in rows(page)}

    assert heard() == {"Ada Invented"}
    clock.forward(days=368)
    assert heard() == set()
