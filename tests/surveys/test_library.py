"""The shipped surveys ask what the product promises, of those it promises, and no more."""

import re
from collections.abc import Iterator
from importlib import resources

import pytest

from surveys import library
from surveys.journey import shipped
from surveys.questionnaire import LEAST_FIRST
from surveys.questionnaire import Questionnaire
from surveys.questionnaire import asked
from surveys.questions import CHOOSES
from surveys.questions import FREE_TEXT
from surveys.questions import Kind
from surveys.questions import Question

SHIPPED = library.shipped()
REVIEW = SHIPPED["before-my-review"]
PULSES = {"after-a-visit": 4, "after-a-meeting": 3}  # questions: too few for more than the moment
MOST_ON_THE_WEB = 14  # with every branch open: twelve, and a branch or two

LIKED = {"like_home", "like_doing", "like_school", "feel_well"}  # of the youngest
# The 24 themes of the first taxonomy (domain note 6.3).
THEMES = frozenset({
    "safety", "home", "stability", "carers", "family_time", "siblings", "friends", "worker_trust",
    "worker_contact", "heard", "understanding", "meetings", "rights_advocacy", "identity",
    "education", "health", "feelings", "everyday_life", "fairness", "money_things", "future",
    "immigration", "follow_through", "joined_up_help",
})  # fmt: skip


def readers(*, by_text: bool = False) -> Iterator[tuple[str, str, Questionnaire]]:
    for key, survey in SHIPPED.items():
        for band in survey.bands:
            yield key, band, survey.for_reader(band, by_text=by_text)


def every_question() -> list[Question]:
    return [question for survey in SHIPPED.values() for question in survey.questions]


def question(survey: Questionnaire, key: str) -> Question:
    found = survey.question(key)
    assert found is not None, key
    return found


def test_each_stage_has_surveys_for_those_it_is_meant_for() -> None:
    assert {key: (s.audience, s.bands) for key, s in SHIPPED.items()} == {
        "before-my-review": ("child", ("4-7", "8-11", "12-17", "18+")),
        "after-a-visit": ("child", ("4-7", "8-11", "12-17", "18+")),
        "leaving-care-check-in": ("child", ("12-17", "18+")),
        "before-the-review-parent": ("parent", ("18+",)),
        "before-the-review-carer": ("carer", ("18+",)),
        "my-care-plan": ("child", ("4-7", "8-11", "12-17", "18+")),
        "my-placement-plan": ("child", ("4-7", "8-11", "12-17", "18+")),
        "my-school-plan": ("child", ("4-7", "8-11", "12-17", "18+")),
        "my-health-plan": ("child", ("4-7", "8-11", "12-17", "18+")),
        "my-pathway-plan": ("child", ("12-17", "18+")),
        "early-help-child": ("child", ("4-7", "8-11", "12-17")),
        "early-help-parent": ("parent", ("18+",)),
        "early-help-by-phone": ("parent", ("18+",)),
        "after-a-referral-child": ("child", ("8-11", "12-17")),
        "after-a-referral-parent": ("parent", ("18+",)),
        "after-an-assessment-child": ("child", ("4-7", "8-11", "12-17")),
        "after-an-assessment-parent": ("parent", ("18+",)),
        "before-a-conference-child": ("child", ("4-7", "8-11", "12-17")),
        "before-a-conference-parent": ("parent", ("18+",)),
        "after-a-core-group-child": ("child", ("4-7", "8-11", "12-17")),
        "after-a-core-group-parent": ("parent", ("18+",)),
        "where-i-live-now": ("child", ("4-7", "8-11", "12-17")),
        "where-the-child-lives-now": ("carer", ("18+",)),
        "after-a-meeting": ("child", ("4-7", "8-11", "12-17", "18+")),
        "tell-us-anything": ("child", ("12-17",)),
    }


def test_no_stage_of_the_journey_stays_silent() -> None:
    """Each stage is asked about, and what is done with a family before care by its parents too."""
    asked_at = {(each.stage, s.audience) for s in SHIPPED.values() for each in s.questions}
    assert {stage for stage, audience in asked_at if audience == "child"} >= set(shipped().stages)
    for stage in ("early_help", "referral", "assessment", "child_protection"):
        assert (stage, "parent") in asked_at


@pytest.mark.parametrize(
    ("one", "other", "shared"),
    [
        ("early-help-child", "early-help-parent", {"told_why", "asked", "listened", "since_help"}),
        ("early-help-parent", "early-help-by-phone", {"asked", "since_help", "know_who"}),
        (
            "after-a-referral-child",
            "after-a-referral-parent",
            {"told_why", "listened", "know_next"},
        ),
        ("after-an-assessment-child", "after-an-assessment-parent", {"listened", "got_right"}),
        (
            "before-a-conference-child",
            "before-a-conference-parent",
            {"told_why", "worries_explained", "listened", "sees_same"},
        ),
        (
            "after-a-core-group-child",
            "after-a-core-group-parent",
            {"told", "listened", "promised_help", "plan_keeps_safe"},
        ),
        ("where-i-live-now", "where-the-child-lives-now", {"told_before", "home_is", "own_things"}),
    ],
)
def test_what_two_are_asked_stands_side_by_side(one: str, other: str, shared: set[str]) -> None:
    """The same key is the same kind of question with the same values, and comes round again."""
    for key in shared:
        mine, theirs = question(SHIPPED[one], key), question(SHIPPED[other], key)
        assert (mine.kind, mine.values) == (theirs.kind, theirs.values)
        assert mine.repeats
        assert theirs.repeats


@pytest.mark.parametrize(
    ("survey", "key", "purpose"),
    [
        ("before-a-conference-child", "worries_explained", "worries_explained"),
        ("before-a-conference-child", "sees_same", "agrees_with_worker"),
        ("before-a-conference-child", "keep_out", "not_in_the_room"),
        ("after-a-core-group-child", "plan_keeps_safe", "plan_keeps_safe"),
    ],
)
def test_child_protection_fills_the_national_voice_table(
    survey: str, key: str, purpose: str
) -> None:
    """Only a child's own answers do: a parent's have no such purpose."""
    assert question(SHIPPED[survey], key).purpose == purpose
    parents = SHIPPED[survey.replace("child", "parent")].question(key)
    assert parents is None or not parents.purpose


def test_the_youngest_find_least_first_wherever_a_picture_says_how_much() -> None:
    """No, sometimes, yes; less, the same, more: never the other way round in the next question."""
    for key, band, reader in readers():
        for each in reader.questions if band == "4-7" else ():
            places = [
                LEAST_FIRST.index(c.picture) for c in each.choices if c.picture in LEAST_FIRST
            ]
            assert places == sorted(places), (key, each.key)


def test_every_free_question_says_who_reads_the_words() -> None:
    """On the page, beside the box: a person, by what they do."""
    for key, band, reader in readers():
        for each in reader.questions:
            if each.kind in FREE_TEXT:
                assert re.search(
                    r"to the person who|A person reads|person who .* reads it",
                    each.hint.of("en", band),
                ), (key, band, each.key)


def test_each_file_is_called_by_the_key_of_its_survey() -> None:
    files = {file.name for file in resources.files("surveys.library").iterdir()}
    assert {f"{key}.json" for key in library.documents()} <= files
    assert len([name for name in files if name.endswith(".json")]) == len(SHIPPED)


@pytest.mark.parametrize("key", ["know_plan", "see_family", "listened", "safe"])
def test_the_brief_can_compare_then_and_now(key: str) -> None:
    assert question(REVIEW, key).repeats
    assert not question(REVIEW, key).web_only


@pytest.mark.parametrize(
    ("key", "purpose"),
    [
        ("attend", "attend"),
        ("who_comes", "invite"),
        ("keep_out", "not_in_the_room"),
        ("call_me", "wants_contact"),
        ("share_words", "quote_consent"),
    ],
)
def test_the_review_hears_how_the_child_wants_it_to_be(key: str, purpose: str) -> None:
    assert question(REVIEW, key).purpose == purpose


@pytest.mark.parametrize("key", [key for key, s in SHIPPED.items() if s.question("safe")])
def test_an_answer_of_not_feeling_safe_alerts_at_once_and_the_reader_is_told(key: str) -> None:
    safe = question(SHIPPED[key], "safe")
    assert [safe.alert(v) for v in ("no", "sometimes", "yes")] == ["unsafe_home"] * 2 + [""]
    for band in SHIPPED[key].bands:
        assert "we tell a person who can help" in safe.hint.of("en", band)
        by_text = safe.by_text.of("en", band)
        assert SHIPPED[key].anonymous or "we tell a person who can help" in by_text


@pytest.mark.parametrize("survey", SHIPPED.values(), ids=SHIPPED.keys())
def test_asking_to_be_called_alerts(survey: Questionnaire) -> None:
    calls = [q for q in survey.questions if q.purpose == "wants_contact"]
    assert all(q.alert("yes") == "wants_contact" and not q.alert("no") for q in calls)
    assert calls or survey.key in PULSES or survey.anonymous  # nobody could be called


def test_a_follow_up_is_asked_of_those_who_do_not_always_feel_safe() -> None:
    reader = REVIEW.for_reader("12-17", by_text=True)
    assert "safer" in [q.key for q in reader.path({"safe": "sometimes"})]
    assert "safer" not in [q.key for q in reader.path({"safe": "yes"})]


@pytest.mark.parametrize(("key", "count"), PULSES.items())
def test_after_a_visit_or_a_meeting_there_are_only_a_few(key: str, count: int) -> None:
    for band in SHIPPED[key].bands:
        reader = SHIPPED[key].for_reader(band, by_text=True)
        assert len(asked(tuple(reader.questions))) == count


def test_no_survey_is_long_on_the_web() -> None:
    for key, band, reader in readers():
        assert len(asked(tuple(reader.questions))) <= MOST_ON_THE_WEB, (key, band)


def test_every_survey_ends_on_something_good_in_the_persons_own_words() -> None:
    for key, _, reader in readers(by_text=True):
        sent_by_text = not SHIPPED[key].anonymous
        *_, last = (reader if sent_by_text else SHIPPED[key]).questions
        assert last.kind in FREE_TEXT, key
        assert last.key in {"good", "best_part"}, key


def test_younger_readers_have_fewer_choices() -> None:
    scales = {"4-7": {2, 3}, "8-11": {3, 4}, "12-17": {5}, "18+": {5}}
    for key, band, reader in readers():
        for each in reader.questions:
            if each.kind is Kind.SCALE:
                assert len(each.choices) in scales[band], (key, each.key)
            if band == "4-7":
                assert len(each.choices) <= 4, (key, each.key)


def test_each_choice_for_the_youngest_has_a_picture() -> None:
    for key, band, reader in readers():
        if band == "4-7":
            offered = [choice for q in reader.questions for choice in q.choices]
            assert all(choice.picture for choice in offered), key


def test_a_scale_has_the_same_points_wherever_it_is_used_and_they_only_rise() -> None:
    points: dict[str, int | None] = {}
    for each in every_question():
        if each.kind is Kind.SCALE:
            steps = [choice.points or 0 for choice in each.choices]
            assert steps == sorted(set(steps)), each.key
            for choice in each.choices:
                assert points.setdefault(choice.value, choice.points) == choice.points


def test_every_answer_in_own_words_may_choose_who_sees_it() -> None:
    named = [survey for survey in SHIPPED.values() if not survey.anonymous]
    free = [q for survey in named for q in survey.questions if q.kind in FREE_TEXT]
    assert {q.key for q in free if not q.asks_who_sees} == {"keep_out"}  # it is for one reader


def test_not_sure_is_offered_wherever_there_is_a_thing_to_be_unsure_of() -> None:
    settled = {"call_me", "share_words", "food", *LIKED}
    choosing = [q for q in every_question() if q.kind in CHOOSES]
    assert {q.key for q in choosing if not q.not_sure} == settled


def test_every_theme_is_one_of_the_taxonomy() -> None:
    for each in every_question():
        assert set(each.themes) <= THEMES, each.key


def test_every_question_has_a_label_for_the_brief() -> None:
    assert all(each.short_label for each in every_question())


def test_consent_is_asked_only_of_those_who_wrote_something() -> None:
    for survey in SHIPPED.values():
        for each in survey.questions:
            if each.purpose == "quote_consent":
                assert [condition.question for condition in each.only_if] == ["change"]
