"""The QA register: all of an entry or nothing, once, and found again by its words."""

from datetime import date

import pytest
from flask import Flask
from sqlalchemy import func
from sqlalchemy import select

from tests.people import SmallCouncil
from tests.services import stories
from tests.settings import MONDAY
from tests.settings import StandingClock
from voice_app.db import db
from voice_app.models.quality import Action
from voice_app.models.quality import Finding
from voice_app.models.quality import QaDocument
from voice_app.services import auditing
from voice_app.services import linking

DOCUMENT = auditing.NewDocument(
    key="a",
    kind="case_file_audit",
    title="Files looked at",
    period_from=date(2026, 7, 1),
    period_to=date(2026, 9, 30),
    stages=("care",),
)
FINDING = auditing.NewFinding(
    "a1", "a", "care", "Nine of ten plans were signed", "strength", ("understanding",), "90%"
)
ACTION = auditing.NewAction("a1x", "Sign the tenth", "team_manager", None, done=False, finding="a1")


def register(clock: StandingClock, *parts: object) -> None:
    def only(kind: type) -> tuple[object, ...]:
        return tuple(part for part in parts if isinstance(part, kind))

    entries = auditing.Entries(
        documents=only(auditing.NewDocument),  # type: ignore[arg-type]
        findings=only(auditing.NewFinding),  # type: ignore[arg-type]
        actions=only(auditing.NewAction),  # type: ignore[arg-type]
    )
    auditing.register(entries, by=None, now=clock())


def counts() -> list[int]:
    tables = (QaDocument, Finding, Action)
    return [db.session.scalar(select(func.count(table.id))) or 0 for table in tables]


def test_a_document_is_shown_with_its_findings_and_actions(
    app: Flask, clock: StandingClock
) -> None:
    register(clock, DOCUMENT, FINDING, ACTION)
    page = auditing.register_page("", now=MONDAY)
    assert (page.findings, page.strengths) == (1, 1)
    shown = page.documents[0]
    assert (shown.kind, shown.period) == ("Case file audit", "Jul 2026 to Sep 2026")
    finding = shown.findings[0]
    assert (finding.words, finding.figure) == ("Nine of ten plans were signed", "90%")
    assert [(action.words, action.state) for action in shown.actions] == [
        ("Sign the tenth", "agreed")
    ]


def test_registering_twice_is_harmless(app: Flask, clock: StandingClock) -> None:
    for _ in range(2):
        register(clock, DOCUMENT, FINDING, ACTION)
    assert counts() == [1, 1, 1]


@pytest.mark.parametrize(
    "faulty",
    [
        auditing.NewFinding("b1", "a", "no stage", "Words", "strength"),
        auditing.NewFinding("b1", "a", "care", "Words", "strength", ("no theme",)),
        auditing.NewFinding("b1", "no document", "care", "Words", "strength"),
        auditing.NewAction("b1x", "Words", "qa_manager", None, done=False),
        auditing.NewAction("b1x", "Words", "qa_manager", None, done=False, finding="none"),
        auditing.NewDocument("b", "audit", "Title", None, None, stages=("no stage",)),
    ],
)
def test_one_fault_and_nothing_at_all_is_stored(
    app: Flask, clock: StandingClock, faulty: object
) -> None:
    with pytest.raises(auditing.RegisterFault):
        register(clock, DOCUMENT, FINDING, ACTION, faulty)
    assert counts() == [0, 0, 0]


@pytest.mark.parametrize("find", ["signed", " SIGNED ", "files looked", "what's happening"])
def test_it_is_found_by_the_words_of_finding_document_and_theme(
    app: Flask, clock: StandingClock, find: str
) -> None:
    register(clock, DOCUMENT, FINDING)
    assert len(auditing.register_page(find, now=MONDAY).documents) == 1


def test_what_does_not_match_is_left_out(app: Flask, clock: StandingClock) -> None:
    other = auditing.NewFinding("a2", "a", "care", "Two were late", "development")
    register(clock, DOCUMENT, FINDING, other)
    page = auditing.register_page("late", now=MONDAY)
    assert [finding.words for finding in page.documents[0].findings] == ["Two were late"]
    assert (page.findings, page.strengths) == (1, 0)
    assert auditing.register_page("no such words", now=MONDAY).documents == ()


def test_the_newest_activity_comes_first_and_one_without_dates_last(
    app: Flask, clock: StandingClock
) -> None:
    days = {"old": date(2012, 10, 31), "new": date(2026, 10, 31), "undated": None}
    for key, day in days.items():
        register(
            clock,
            auditing.NewDocument(key, "audit", key, None, day),
            auditing.NewFinding(key, key, "care", key, "strength"),
        )
    titles = [document.title for document in auditing.register_page("", now=MONDAY).documents]
    assert titles == ["new", "old", "undated"]


def test_an_activity_that_found_nothing_yet_is_still_on_the_register(
    app: Flask, clock: StandingClock
) -> None:
    action = auditing.NewAction("ax", "Look again", "qa_manager", None, done=True, document="a")
    register(clock, DOCUMENT, action)
    shown = auditing.register_page("", now=MONDAY).documents
    assert [(each.title, len(each.findings)) for each in shown] == [("Files looked at", 0)]
    assert [action.state for action in shown[0].actions] == ["done"]


def test_an_action_from_a_voice_stands_at_its_finding_without_the_childs_words(
    council: SmallCouncil, clock: StandingClock
) -> None:
    finding = stories.add_findings(clock)[1]
    voice = stories.say(council.child, clock, share=True)
    linking.link_finding(linking.Link(voice, finding), user_id=council.qa, now=clock())
    new = linking.NewAction(voice, "Put family time in plans", "team_manager")
    linking.start_action(new, user_id=council.qa, now=clock())
    page = auditing.register_page("", now=MONDAY)
    assert [action.words for action in page.documents[0].actions] == ["Put family time in plans"]
    assert stories.WORDS not in repr(page)
