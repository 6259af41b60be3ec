"""The demonstration council must hold together, or the first thing anybody sees is a fault."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from analysis import themes
from surveys import clocks
from surveys import engine
from surveys import journey
from surveys import library
from surveys.questions import FREE_TEXT
from surveys.questions import Kind
from surveys.questions import Question
from surveys.questions import Value
from voice_app.commands.demo.telling import told
from voice_app.commands.demonstration import SIGN_INS
from voice_app.policy import Role

FOLDER = Path(__file__).parents[2] / "voice_app" / "commands" / "demo"
FILES = sorted(path.stem for path in FOLDER.glob("*.json"))
ROLES = frozenset(
    [
        "iro",
        "social_worker",
        "team_manager",
        "safeguarding",
        "qa_manager",
        "participation",
        "council_member",
        "advocate",
        "administrator",
    ]
)
QA_KINDS = frozenset(
    [
        "case_file_audit",
        "thematic_audit",
        "multi_agency_audit",
        "caf_audit",
        "plan_audit",
        "supervision_audit",
        "practice_observation",
        "regulation_44_visit",
        "statutory_review",
        "complaints",
        "practice_review",
        "research",
        "report",
    ]
)
RELATIONS = frozenset({"foster_carer", "kinship_carer", "residential_worker", "parent"})
PARTICIPATION = frozenset(f"PN{number}" for number in range(8))
YES = frozenset({"yes", "yh", "yep", "yeah", "yesss", "y"})
NO = frozenset({"no", "nah", "nope", "noo", "n"})
TODAYS = [date(2026, 1, 1) + timedelta(days=9 * step) for step in range(41)]  # a year of starts


@cache
def _file(name: str) -> dict[str, Any]:
    parsed: dict[str, Any] = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    return parsed


def _staff(role: str = "") -> set[str]:
    return {s["key"] for s in _file("staff")["staff"] if not role or role in s["roles"]}


def _children() -> dict[str, dict[str, Any]]:
    return {child["key"]: child for child in _file("children")["children"]}


def _register(name: str, part: str) -> dict[str, dict[str, Any]]:
    return {entry["key"]: entry for entry in _file(name)[part]}


def _age(child: dict[str, Any], days_ago: int = 0) -> float:
    years: float = child["age_years"] + child["age_months_extra"] / 12 - days_ago / 365.25
    return years


def _band(who: Any, days_ago: int) -> str:
    if not isinstance(who, str):
        return "18+"
    age = _age(_children()[who], days_ago)
    return "4-7" if age < 8 else "8-11" if age < 12 else "12-17" if age < 18 else "18+"


def _audience(who: Any) -> str:
    if isinstance(who, str):
        assert who in _children()
        return "child"
    carer = _children()[who["carer_of"]]["carers"][who["index"]]
    return "parent" if carer["relation"] == "parent" else "carer"


def _phone(who: Any) -> int | None:
    child = _children()[who if isinstance(who, str) else who["carer_of"]]
    owner = child if isinstance(who, str) else child["carers"][who["index"]]
    phone: int | None = owner["phone_last3"]
    return phone


def _free_words() -> Iterator[str]:
    """Every word somebody said of their own, in sittings and in messages."""
    for message in _file("voices")["messages"]:
        yield message["words"]
    for sitting in _file("voices")["sittings"]:
        survey = library.shipped()[sitting["survey"]]
        for key, said in sitting["answers"].items():
            question = survey.question(key)
            if question and question.kind in FREE_TEXT and said not in {None, "skip"}:
                yield said


def _typed(question: Question, reply: str, band: str) -> Value:
    """What a texted reply stands for: the number or words of a choice, with whatever follows."""
    words = reply.lower().split()
    first = words[0].strip(".,!")
    if first.isdigit():
        return question.choices[int(first) - 1].value
    offered = {choice.wording.of("en", band).lower(): choice.value for choice in question.choices}
    if reply.lower() in offered:
        return offered[reply.lower()]
    assert first in YES | NO, question.key
    return "yes" if first in YES else "no"


def _move(question: Question, said: Any, *, band: str, by_text: bool) -> engine.Move:
    if said is None or (by_text and said == "skip"):
        return engine.Skipped(question.key)
    if by_text and question.kind not in FREE_TEXT:
        return engine.Answered(question.key, _typed(question, said, band))
    several = question.kind is Kind.SEVERAL_CHOICES
    return engine.Answered(question.key, tuple(said) if several else said)


@pytest.mark.parametrize("name", FILES)
def test_every_file_says_what_it_is_about(name: str) -> None:
    assert len(_file(name)["about"]) > 40


def test_nothing_is_missing() -> None:
    expected = [
        "chats",
        "children",
        "decisions",
        "journeys",
        "register_2012",
        "register_now",
        "staff",
        "threads",
        "voices",
    ]
    assert expected == FILES
    assert len(_children()) == 40


def test_the_journeys_tell_of_moves_late_visits_and_children_not_seen_alone() -> None:
    """What the record, the line and the not-heard list need to show."""
    journeys = _file("journeys")["children"]
    assert set(journeys) <= set(_children())
    moved = [who for who, each in journeys.items() if len(each.get("placements", ())) > 1]
    last = {
        who: min(v["days_ago"] for v in e["visits"])
        for who, e in journeys.items()
        if e.get("visits")
    }
    visits = [visit for each in journeys.values() for visit in each.get("visits", ())]
    assert len(moved) >= 4
    assert sum(ago > 42 for ago in last.values()) >= 4
    assert any(not visit["seen"] for visit in visits)
    assert any(visit.get("alone") is False for visit in visits)
    assert "core_group" in {m["kind"] for m in journeys["mia_larkin"]["meetings"]}


def test_every_role_is_played_and_somebody_reads() -> None:
    staff = _file("staff")["staff"]
    assert {role for person in staff for role in person["roles"]} == ROLES
    assert len({person["sign_in"] for person in staff}) == len(_staff()) == len(staff)
    assert all(person["sign_in"].endswith("@northbeck.example") for person in staff)
    assert any(person["reading_duty"] for person in staff)
    for person in staff:
        member = "council_member" in person["roles"]
        assert member == ("nickname" in person) == ("picture_word" in person)


def test_every_phone_is_invented_and_nobody_shares_one() -> None:
    people = [person for c in _children().values() for person in (c, *c["carers"])]
    phones = [person["phone_last3"] for person in people if person["phone_last3"] is not None]
    assert len(set(phones)) == len(phones)
    assert all(100 <= phone <= 999 for phone in phones)
    for child in _children().values():
        assert (child["phone_last3"] is None) == (_age(child) < 8)


@pytest.mark.parametrize("number", range(len(_file("children")["children"])))
def test_a_child_s_people_and_plans_exist(number: int) -> None:
    child, known = _file("children")["children"][number], journey.shipped()
    assert re.fullmatch(r"NB-04\d\d", child["external_id"])
    assert child["social_worker"] in _staff("social_worker")
    assert child["iro"] in _staff("iro") | {None}
    assert all(child["key"] in _children()[kin]["siblings"] for kin in child["siblings"])
    assert {carer["relation"] for carer in child["carers"]} <= RELATIONS
    assert {plan["kind"] for plan in child["plans"]} <= set(known.plans)
    assert all(stage["stage"] in known.stages for stage in child["stages"])
    assert all(s["from_days_ago"] > (s["until_days_ago"] or 0) for s in child["stages"])
    held = child["reviews_held_days_ago"]
    assert held == sorted(held, reverse=True)
    assert len(child["participation"]) == len(held)
    for days_ago, code in zip(held, child["participation"], strict=True):
        assert code in PARTICIPATION
        assert (code == "PN0") == (_age(child, days_ago) < 4)


def test_the_ids_differ_and_all_eight_kinds_of_plan_are_used() -> None:
    children = _children().values()
    assert len({child["external_id"] for child in children}) == len(children)
    used = {plan["kind"] for child in children for plan in child["plans"]}
    assert used == set(journey.shipped().plans)


def test_some_plans_are_overdue_and_some_are_missing() -> None:
    in_care = [c for c in _children().values() if c["iro"]]
    overdue = Counter(
        plan["kind"] for c in in_care for plan in c["plans"] if plan["next_review_in_days"] < 0
    )
    assert overdue["pep"] >= 3
    assert overdue["pathway"] >= 2
    without = [c for c in in_care if "health" not in {plan["kind"] for plan in c["plans"]}]
    assert len(in_care) == 30
    assert 3 <= len(without) <= 5  # about 13%, as in 2012


@pytest.mark.parametrize("today", TODAYS, ids=str)
def test_two_reviews_are_overdue_and_about_ten_are_near_whenever_it_is_made(today: date) -> None:
    due = []
    for child in (c for c in _children().values() if c["iro"]):
        start = today - timedelta(days=child["in_care_since_days_ago"])
        held = [today - timedelta(days=ago) for ago in child["reviews_held_days_ago"]]
        for index, day in enumerate(held):
            before = clocks.next_review_due(start, held[:index], holidays=frozenset())
            assert before
            assert day <= before.on, "no review was late, or the brief would say so"
        after = clocks.next_review_due(start, held, holidays=frozenset())
        assert after
        due.append((after.on - today).days)
    assert all(-10 <= days <= 123 for days in due)
    assert sum(days < 0 for days in due) == 2
    assert 9 <= sum(0 <= days <= 21 for days in due) <= 11


@pytest.mark.parametrize("number", range(len(_file("voices")["sittings"])))
def test_a_sitting_answers_its_survey_from_first_question_to_last(number: int) -> None:
    sitting = _file("voices")["sittings"][number]
    survey = library.shipped()[sitting["survey"]]
    band = _band(sitting["who"], sitting["days_ago"])
    by_text = sitting["channel"] == "text"
    assert survey.audience == _audience(sitting["who"])
    assert band in survey.bands
    reader = survey.for_reader(band, by_text=by_text)
    turn = engine.begin(reader, engine.Progress())
    for key, said in sitting["answers"].items():
        assert turn.ask
        assert turn.ask.key == key
        move = _move(turn.ask, said, band=band, by_text=by_text)
        turn = engine.advance(reader, turn.progress, move)
        assert turn.problem is None
    assert turn.ask is None


def test_every_voice_has_a_person_a_time_and_a_way_to_reach_us() -> None:
    voices = _file("voices")
    for said in (*voices["sittings"], *voices["messages"]):
        assert _audience(said["who"])
        assert 1 <= said["days_ago"] <= 214  # seven months
        assert 0 <= said["hour"] <= 23
        assert said["channel"] in {"text", "web"}
        assert said["language"] in {"en", "ar", "pl", "ro"}
        assert said["channel"] == "web" or _phone(said["who"])
    for asked in voices["unanswered"]:
        assert _audience(asked["who"]) == library.shipped()[asked["survey"]].audience


def test_some_words_are_not_english_and_some_need_the_duty_desk() -> None:
    voices = _file("voices")
    spoken = Counter(said["language"] for said in (*voices["sittings"], *voices["messages"]))
    assert min(spoken[language] for language in ("ar", "pl", "ro")) >= 3
    assert 6 <= sum(message["for_duty"] for message in voices["messages"]) <= 10


def test_nobody_says_the_same_words_twice() -> None:
    words = list(_free_words())
    assert [said for said, times in Counter(words).items() if times > 1] == []
    assert len(words) >= 170
    assert not any(re.search(r"\d{6}", said) for said in words), "no number of anybody's"


@pytest.mark.parametrize("name", ["register_2012", "register_now"])
def test_a_register_s_references_resolve(name: str) -> None:
    documents, findings = _register(name, "documents"), _register(name, "findings")
    assert {d["kind"] for d in documents.values()} <= QA_KINDS
    for finding in findings.values():
        assert finding["stage"] in documents[finding["document"]]["stages"]
        assert set(finding["themes"]) <= set(themes.shipped().themes)
        assert finding["heading"] in {"strength", "development"}
    for document in documents.values():
        assert set(document["stages"]) <= set(journey.shipped().stages)
    for action in _register(name, "actions").values():
        assert action["finding"] in findings or action["document"] in documents
        assert action["state"] in {"done", "agreed"}
    for part in ("documents", "findings", "actions"):
        assert len(_register(name, part)) == len(_file(name)[part]), "a key is used twice"


def test_the_2012_register_covers_every_section_with_real_dates() -> None:
    name = "register_2012"
    assert _file(name)["source"] == "Leeds children's services, November 2012"
    assert len(_register(name, "findings")) >= 45
    assert len(_register(name, "actions")) >= 35
    assert {d["kind"] for d in _register(name, "documents").values()} == QA_KINDS
    stages = {finding["stage"] for finding in _register(name, "findings").values()}
    assert stages == set(journey.shipped().stages)
    for document in _register(name, "documents").values():
        begun, ended = (date.fromisoformat(document[p]) for p in ("period_from", "period_to"))
        assert date(2011, 11, 1) <= begun < ended <= date(2012, 11, 30)
    dues = [action["due"] for action in _register(name, "actions").values() if action["due"]]
    assert all(date(2012, 11, 1) <= date.fromisoformat(due) <= date(2013, 7, 31) for due in dues)


@pytest.mark.parametrize("thread", _file("threads")["threads"], ids=lambda t: str(t["story"]))
def test_a_thread_begins_with_words_that_were_said(thread: dict[str, Any]) -> None:
    voice = thread["voice"]
    heard = _file("voices")["sittings"] if voice["question"] else _file("voices")["messages"]
    (said,) = (
        one
        for one in heard
        if (one["who"], one["days_ago"]) == (voice["who"], voice["days_ago"])
        and (not voice["question"] or one["answers"].get(voice["question"]))
    )
    assert set(thread["themes"]) <= set(themes.shipped().themes)
    assert thread["stage"] in journey.shipped().stages
    assert thread["tag_confirmed_by"] in _staff()
    assert thread["finding"] in {*_register("register_now", "findings"), None}
    told, helped = thread["told_back"], thread["did_it_help"]
    if told:
        assert told["by"] in _staff()
        assert told["days_ago"] < said["days_ago"]
    if helped:
        assert helped["value"] in {"yes", "a_bit", "same", "worse"}
        assert told["days_ago"] - 28 <= helped["days_ago"] < told["days_ago"]
    assert bool(thread["again"]) == bool(helped and helped["value"] in {"same", "worse"})


def test_the_stories_cover_every_way_a_thread_can_stand() -> None:
    stories = {thread["story"] for thread in _file("threads")["threads"]}
    assert stories >= {"confirmed", "reopened_by_same", "waiting", "unconfirmed", "no_action"}
    assert "waiting_and_no_finding" in stories


@pytest.mark.parametrize("number", range(len(_file("decisions")["reviews"])))
def test_decisions_belong_to_the_child_s_last_review(number: int) -> None:
    review = _file("decisions")["reviews"][number]
    child = _children()[review["child"]]
    assert review["review_held_days_ago"] == child["reviews_held_days_ago"][-1]
    people = _staff() | {carer["name"] for carer in child["carers"]}
    assert 2 <= len(review["decisions"]) <= 3
    for decision in review["decisions"]:
        assert decision["who"] in people
        assert decision["happened"] in {"yes", "a_bit", "not_yet", None}
        assert decision["by_in_days"] > -review["review_held_days_ago"]


def test_the_demonstration_prints_a_sign_in_for_each_role() -> None:
    """A newcomer can look at the product as everybody it is for; each printed account is there."""
    roles = {entry["sign_in"]: entry["roles"] for entry in told("staff")["staff"]}
    printed = [role for name, _what in SIGN_INS for role in roles[name]]
    assert sorted(printed) == sorted(Role)
