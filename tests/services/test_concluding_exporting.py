"""The file for the case system: it follows its schema, and what a child keeps is not in it."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from surveys.engine import Answered
from surveys.library import documents
from tests.people import PHONE
from tests.people import SmallCouncil
from tests.people import staff
from tests.rows import only
from tests.services import stories
from tests.services.concluding_stories import Review
from tests.settings import StandingClock
from voice_app.db import db
from voice_app.db import writing
from voice_app.files import case_record
from voice_app.files.cells import as_words
from voice_app.models.journey import CareSpell
from voice_app.models.reviews import BriefIssue
from voice_app.models.reviews import PartChoice
from voice_app.models.reviews import Translation
from voice_app.pages.after import ReviewExport
from voice_app.policy import Who
from voice_app.services import concluding
from voice_app.services import conversations
from voice_app.services import publishing
from voice_app.services import recording
from voice_app.services import reviewing

SCHEMA = json.loads(
    (Path(__file__).parents[2] / "docs" / "export" / "review.schema.json").read_text("utf-8")
)
CP = "my-plan-and-me"  # a survey that asks what the national table asks


@pytest.fixture
def review(council: SmallCouncil, clock: StandingClock) -> Review:
    return Review(council, clock)


def exported(review: Review) -> ReviewExport:
    return concluding.export(review.this, user_id=review.council.iro, now=review.clock())


def left_out(document: Any) -> dict[str, int]:
    return {each["why"]: each["count"] for each in document["left_out"]}


def choose(review: Review, answer: int, **choice: Any) -> None:
    row = PartChoice(review_id=review.council.review, answer_id=answer, at=review.clock(), **choice)
    with writing():
        db.session.add(row)


def issue(review: Review, *, state: str = "made") -> None:
    with writing():
        db.session.add(
            BriefIssue(
                review_id=review.council.review,
                person_id=review.council.child,
                number=1,
                why="first",
                issued_at=review.clock(),
                page={},
                digest="",
                pdf=b"%PDF-1.7",
                pdf_state=state,
            )
        )


def test_a_full_review_follows_the_schema(review: Review) -> None:
    """Everything that can be in it is: words, a translation, decisions put right, promises."""
    answer = review.say()
    with writing():
        db.session.add(
            Translation(
                answer_id=answer,
                words="I want to see mum",
                translated_by="Amira, interpreter",
                entered_by=review.council.iro,
                at=review.clock(),
            )
        )
    decision = review.decide()
    promise = review.promise(decision)
    review.hold(code="PN6")
    review.tell("You see Kit every 3 weeks. Maura")
    happened = recording.Happened("not_yet", "still waiting")
    recording.promise_happened(promise, happened, by=None, now=review.clock())
    review.decide("Every 4 weeks it is.", corrects=decision)
    issue(review)
    document = exported(review).document
    Draft202012Validator(SCHEMA).validate(json.loads(case_record.as_json(document)))
    said = [view["words"] for view in document["views"]]
    assert stories.WORDS in said
    assert document["review"]["participation"] == "PN6"
    first, second = document["decisions"]
    assert (second["corrects"], first["promises"][0]["happened"]) == (first["number"], "not_yet")
    assert "still waiting" not in json.dumps(document)
    assert left_out(document) == {"never_asked_who_may_see": 1}


def test_an_empty_review_follows_the_schema_too(review: Review) -> None:
    """Nobody said anything, nothing was decided, no code."""
    review.hold(code="")
    Draft202012Validator(SCHEMA).validate(exported(review).document)


def test_the_schema_refuses_what_must_not_be_there() -> None:
    """A name, a telephone number, a word that is for the officer alone: no place for them."""
    validator = Draft202012Validator(SCHEMA)
    Draft202012Validator.check_schema(SCHEMA)
    assert not validator.is_valid({"format": "children-voice-review-1"})
    view = {"$ref": "#/$defs/view", "$defs": SCHEMA["$defs"]}
    assert any(
        "iro" in str(error.message)
        for error in Draft202012Validator(view).iter_errors({"who_may_see": "iro"})
    )


def test_no_name_and_no_number_of_a_phone_is_in_it(review: Review) -> None:
    """The council's id of the child is all there is."""
    review.say()
    review.hold()
    whole = exported(review)
    written = case_record.as_json(whole.document) + case_record.voice_csv(whole.ssd_row)
    for each in ("Jaz", "Merrin", PHONE, PHONE[-6:]):
        assert each not in written
        assert each not in whole.name
    assert whole.document["child"]["record_number"] == f"NB-{PHONE[-4:]}-14"


def test_what_is_for_the_officer_alone_is_left_out_and_counted(
    review: Review, clock: StandingClock
) -> None:
    """Where every answer begins (text answers too), until the child says otherwise."""
    code = stories.invite(review.council.child, clock)
    given = conversations.FromPage(Answered("change", stories.WORDS), Who.IRO)
    conversations.answer_on_web(code, given, now=clock())
    review.hold()
    document = exported(review).document
    assert (document["views"], left_out(document)) == ([], {"reviewing_officer_only": 1})
    choose(review, stories.answer_of(stories.WORDS), who_sees="review")
    (view,) = exported(review).document["views"]
    assert (view["words"], view["who_may_see"]) == (stories.WORDS, "review")


def test_what_the_worker_too_may_see_is_not_for_every_reader_of_the_case_system(
    review: Review,
) -> None:
    answer = review.say(who=Who.IRO_WORKER)
    review.hold()
    document = exported(review).document
    assert document["views"] == []
    assert list(left_out(document)) == ["officer_and_worker_only"]
    choose(review, answer, who_sees="review")
    assert [view["words"] for view in exported(review).document["views"]] == [stories.WORDS]


def test_what_we_say_came_of_a_view_repeats_nothing_that_is_left_out(review: Review) -> None:
    shown, apart = review.say(), review.say("i hate the yellow room")
    choose(review, apart, held_back=True)
    new = reviewing.NewUse("used", "care", "Page 2: I hate the yellow room, and mum.")
    council = review.council
    reviewing.say_use(shown, council.review, new, user_id=council.iro, now=review.clock())
    review.hold()
    document = exported(review).document
    (view,) = (view for view in document["views"] if view["became_of_it"])
    assert view["became_of_it"]["words"] is None
    assert left_out(document)["quotes_words_left_out"] == 1
    Draft202012Validator(SCHEMA).validate(json.loads(case_record.as_json(document)))


@pytest.mark.parametrize(
    ("status", "kind"), [("C2", "statutory_review"), ("V4", "short_break_review")]
)
def test_the_kind_of_review_is_said(review: Review, status: str, kind: str) -> None:
    review.hold()
    with writing():
        only(CareSpell).legal_status = status
    assert exported(review).document["review"]["kind"] == kind


def test_what_they_hold_back_and_first_said_is_left_out(review: Review) -> None:
    """New words stand in the place of the old ones; what is held back is a number."""
    reworded, held = review.say(), review.say("i hate the yellow room")
    choose(review, reworded, reworded="more time with kit please")
    choose(review, held, held_back=True)
    review.hold()
    document = exported(review).document
    written = json.dumps(document)
    assert "more time with kit please" in written
    assert stories.WORDS not in written
    assert "yellow room" not in written
    assert left_out(document)["held_back"] == 1


def test_what_is_to_be_kept_out_of_the_room_is_left_out(
    review: Review, clock: StandingClock
) -> None:
    """Whoever may see the rest."""
    code = stories.invite(review.council.child, clock)
    stories.fill_in(code, {"attend": "be_there", "keep_out": "dont say about dad"}, clock)
    review.hold()
    document = exported(review).document
    assert "dad" not in json.dumps(document)
    assert left_out(document)["kept_out_of_the_room"] == 1


def test_our_own_words_that_repeat_what_is_left_out_are_left_out_too(review: Review) -> None:
    """The reply quotes them to the child; the case system must not get them that way."""
    choose(review, review.say("i hate the yellow room"), held_back=True)
    review.decide("You said: I hate the  YELLOW room! You get to paint it.")
    review.hold()
    review.tell("You said “i hate the yellow room”. You get to paint it. Maura")
    document = exported(review).document
    assert "yellow" not in json.dumps(document).lower()
    assert document["decisions"][0]["words"] is document["replies"][0]["words"] is None
    assert left_out(document)["quotes_words_left_out"] == 2


def test_the_officers_brief_is_never_part_of_it(review: Review) -> None:
    """It holds what a carer said for her eyes, and what the child said so at another time."""
    review.say()
    review.hold()
    issue(review)
    taken = exported(review)
    assert taken.brief_issued_at
    assert not any(isinstance(value, bytes) for value in vars(taken).values())


def cp_survey(review: Review) -> None:
    """A survey with questions of that very meaning, through the council's gate."""
    document: dict[str, Any] = json.loads(json.dumps(documents()["after-a-visit"]))
    yes_no = next(q for s in document["sections"] for q in s["questions"] if q["kind"] == "yes_no")
    purposes = ["worries_explained", "plan_keeps_safe", "agrees_with_worker"]
    document |= {"key": CP, "sections": document["sections"][:1]}
    document["sections"][0]["questions"] = [
        {**{k: v for k, v in yes_no.items() if k != "only_if"}, "key": key, "purpose": key}
        for key in purposes
    ]
    now = review.clock()
    version = publishing.add_version(document, by=staff("petra"), now=now)
    agreed = publishing.Agreed(version, review.council.member)
    publishing.record_sign_off(agreed, by=staff("petra"), now=now)
    publishing.publish(version, by=staff("petra"), now=now)


def test_the_national_table_has_yes_and_no_where_it_was_asked_and_blanks_elsewhere(
    review: Review,
) -> None:
    """A skipped question is blank, and so is one that nobody asked. Never a guess."""
    cp_survey(review)
    code = stories.invite(review.council.child, review.clock, survey=CP)
    answers = {"worries_explained": "yes", "plan_keeps_safe": "no"}
    stories.fill_in(code, answers, review.clock, who=Who.REVIEW)
    review.hold()
    text = case_record.voice_csv(exported(review).ssd_row)
    (row,) = csv.DictReader(io.StringIO(text))
    assert list(row) == [
        "voch_table_id", "voch_person_id", "voch_explained_worries", "voch_story_help_understand",
        "voch_agree_worker", "voch_plan_safe", "voch_tablet_help_explain",
    ]  # fmt: skip
    assert list(row.values())[2:] == ["Y", "", "", "N", ""]
    assert row["voch_person_id"] == f"NB-{PHONE[-4:]}-14"


def test_the_survey_before_a_review_says_nothing_of_the_national_table(review: Review) -> None:
    """Feeling safe where you live is one thing, a plan that keeps you safe another."""
    code = stories.invite(review.council.child, review.clock)
    stories.fill_in(code, {"safe": "no"}, review.clock)
    review.hold()
    assert set(list(exported(review).ssd_row.values())[2:]) == {""}


@given(st.sampled_from("=+-@\t\r"), st.text())
def test_no_cell_is_taken_for_a_formula(first: str, rest: str) -> None:
    """Whatever an id begins with, a spreadsheet shows it as text."""
    row = {"voch_table_id": "1", "voch_person_id": f"{first}{rest}"}
    written = case_record.voice_csv(row)
    back = list(csv.reader(io.StringIO(written, newline="")))
    assert back[1][1] == f"'{first}{rest}"


@given(st.from_regex(r"[A-Za-z0-9]\w*", fullmatch=True))
def test_a_plain_cell_stays_as_it_is(value: str) -> None:
    """The mark goes only where it is needed."""
    assert as_words(value) == value
