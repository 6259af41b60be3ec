"""A document is read whole or refused with every fault and its place; nothing is half made."""

from collections.abc import Callable
from typing import Any

import pytest
from broken_documents import EVERY
from broken_documents import Broken
from broken_documents import spoilt

from surveys import journey
from surveys.document import DocumentRefused
from surveys.document import read
from surveys.questionnaire import BANDS
from surveys.questionnaire import Questionnaire
from surveys.questions import NO_WORDING
from surveys.questions import Condition

Example = Callable[[str], Questionnaire]
Copy = Callable[[str], dict[str, Any]]


def faults(document: object) -> list[str]:
    with pytest.raises(DocumentRefused) as refused:
        read(document, journey.shipped())
    return [str(fault) for fault in refused.value.faults]


@pytest.mark.parametrize("broken", EVERY, ids=str)
def test_a_fault_is_named_with_its_place(document: Copy, broken: Broken) -> None:
    changed = spoilt(document(broken.example), broken.field, broken.value)
    assert broken.fault in faults(changed)


def test_all_faults_are_found_in_one_pass(document: Copy) -> None:
    spoilt_thrice = document("branch")
    spoilt(spoilt_thrice, "audience", "dog")
    spoilt(spoilt_thrice, "sections.0.questions.0.kind", "dance")
    spoilt(spoilt_thrice, "sections.1.questions.0.web_only", 1)
    places = [fault.split(":")[0] for fault in faults(spoilt_thrice)]
    assert places == [
        "audience",
        "sections[0].questions[0].kind",
        "sections[1].questions[0].web_only",
    ]


def test_the_refusal_reads_as_a_list(document: Copy) -> None:
    with pytest.raises(DocumentRefused, match=r"^audience: must be one of: child, parent, carer$"):
        read(spoilt(document("branch"), "audience", "dog"), journey.shipped())


@pytest.mark.parametrize("nonsense", [None, 7, "survey", [], [{}]])
def test_what_is_no_object_is_no_document(nonsense: object) -> None:
    assert faults(nonsense) == ["document: is not a JSON object"]


def test_a_shared_choice_set_serves_each_question_with_its_own_alerts(document: Copy) -> None:
    alerting = spoilt(document("branch"), "sections.0.questions.0.alerts", {"no": "wants_contact"})
    survey = read(alerting, journey.shipped())
    pet, big = survey.question("pet"), survey.question("big")
    assert pet is not None
    assert big is not None
    assert (pet.alert("no"), pet.alert("yes"), big.alert("no")) == ("wants_contact", "", "")
    assert pet.values == big.values == {"yes", "no"}


def test_a_survey_that_names_no_bands_is_for_all_of_them(example: Example) -> None:
    assert example("one_question").bands == BANDS


def test_what_is_left_out_is_empty(example: Example) -> None:
    survey = example("one_question")
    question = survey.question("tell_us")
    assert question is not None
    assert survey.intro == question.hint == question.by_text == NO_WORDING
    assert (question.only_if, question.themes, question.stage) == ((), (), "")


def test_a_condition_without_values_holds_for_any_answer(example: Example) -> None:
    question = example("conditions").question("any_snack")
    assert question is not None
    assert question.only_if == (Condition("snacks", frozenset()),)


def test_words_are_kept_in_every_language(example: Example) -> None:
    tea = example("languages").question("tea")
    assert tea is not None
    assert tea.wording.of("ar", "8-11") == "هل تشرب الشاي؟"
    assert tea.choices[1].wording.of("ar", "12-17") == "لا"


def test_a_survey_for_the_web_alone_is_let_through(example: Example) -> None:
    assert not list(example("web_only").for_reader("18+", by_text=True).questions)
