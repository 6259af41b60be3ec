"""What only shows when a whole survey is seen together, and no schema can say.

Keys used twice, conditions that look forward, branches nobody can reach, words missing for an age
band, more questions than a text conversation may hold.
"""

from collections.abc import Iterator
from collections.abc import Mapping

from surveys.fields import DocumentFault
from surveys.questionnaire import Questionnaire
from surveys.questionnaire import asked
from surveys.questions import CHOOSES
from surveys.questions import NOT_SURE
from surveys.questions import Condition
from surveys.questions import Question
from surveys.questions import Wording

FEWEST_CHOICES = 2
MOST_ON_ONE_PAGE = 8  # questions of an anonymous survey, which is sent at once
MOST_BY_TEXT = 8  # questions in one text conversation; more cost people (domain 4.4)


def faults_of_the_whole(questionnaire: Questionnaire) -> Iterator[DocumentFault]:
    """Every fault of a survey whose parts are sound by themselves."""
    yield from _faults_of_keys(questionnaire)
    yield from _faults_of_conditions(questionnaire)
    yield from _faults_of_bounds(questionnaire)
    if questionnaire.anonymous:
        yield from _faults_of_anonymity(questionnaire)
    for band in questionnaire.bands:
        yield from _faults_of_counts(questionnaire, band)
        yield from _faults_of_words(questionnaire, band)


def _faults_of_keys(questionnaire: Questionnaire) -> Iterator[DocumentFault]:
    sections = [f"section {section.key!r}" for section in questionnaire.sections]
    questions = [_place(question) for question in questionnaire.questions]
    for places in (sections, questions):
        for place in sorted({place for place in places if places.count(place) > 1}):
            yield DocumentFault(place, "this key is used twice")


def _faults_of_conditions(questionnaire: Questionnaire) -> Iterator[DocumentFault]:
    earlier: dict[str, Question] = {}
    for question in questionnaire.questions:
        for condition in question.only_if:
            yield from _faults_of_condition(condition, earlier, _place(question))
        earlier[question.key] = question


def _faults_of_condition(
    condition: Condition, earlier: Mapping[str, Question], place: str
) -> Iterator[DocumentFault]:
    question = earlier.get(condition.question)
    if question is None:
        yield DocumentFault(place, f"looks at {condition.question!r}, which is not asked before it")
    elif question.kind in CHOOSES:
        offered = question.values | ({NOT_SURE} if question.not_sure else set())
        for value in sorted(str(value) for value in condition.any_of - offered):
            yield DocumentFault(place, f"{value!r} is not a choice of {condition.question!r}")


def _faults_of_bounds(questionnaire: Questionnaire) -> Iterator[DocumentFault]:
    for question in questionnaire.questions:
        least, most = question.least, question.most
        if least is not None and most is not None and least > most:
            yield DocumentFault(_place(question), "its least is more than its most")


def _faults_of_anonymity(questionnaire: Questionnaire) -> Iterator[DocumentFault]:
    """What only makes sense where somebody knows who answers, or what they said before."""
    if len(questionnaire.bands) > 1:
        yield DocumentFault("bands", "must be one: how old somebody is could tell who they are")
    for question in questionnaire.questions:
        if question.asks_who_sees:
            yield DocumentFault(_place(question), "asks who sees it, and nobody knows whose it is")
        if question.purpose:
            yield DocumentFault(_place(question), "has a purpose that needs to know who answers")
        if question.repeats:
            yield DocumentFault(_place(question), "cannot be compared with what nobody can find")
        if question.only_if:
            yield DocumentFault(_place(question), "waits for an answer on the same page")
    if len(asked(tuple(questionnaire.questions))) > MOST_ON_ONE_PAGE:
        words = f"asks more than {MOST_ON_ONE_PAGE} questions on its one page"
        yield DocumentFault("sections", words)


def _faults_of_counts(questionnaire: Questionnaire, band: str) -> Iterator[DocumentFault]:
    on_web = questionnaire.for_reader(band)
    by_text = questionnaire.for_reader(band, by_text=True)
    if not asked(tuple(on_web.questions)):
        yield DocumentFault(f"band {band}", "is asked nothing")
    if len(asked(tuple(by_text.questions))) > MOST_BY_TEXT:
        yield DocumentFault(f"band {band}", f"asks more than {MOST_BY_TEXT} questions by text")
    for question in on_web.questions:
        if question.kind in CHOOSES and len(question.choices) < FEWEST_CHOICES:
            yield DocumentFault(_place(question), f"offers {band} fewer than two choices")
    yield from _faults_of_reach(on_web, f"by {band}")
    yield from _faults_of_reach(by_text, f"by {band} by text")


def _faults_of_reach(reader: Questionnaire, who: str) -> Iterator[DocumentFault]:
    """A branch whose own question this reader is never asked can never open."""
    for question in reader.questions:
        for condition in question.only_if:
            if reader.question(condition.question) is None:
                yield DocumentFault(_place(question), f"can never be reached {who}")


def _faults_of_words(questionnaire: Questionnaire, band: str) -> Iterator[DocumentFault]:
    for place, wording in _said_to(questionnaire.for_reader(band)):
        for language in questionnaire.languages:
            words = wording.by_language.get(language, {})
            if wording and not (words.get(band) or words.get("all")):
                yield DocumentFault(place, f"has no words for {band} in {language!r}")


def _said_to(reader: Questionnaire) -> Iterator[tuple[str, Wording]]:
    """All that one reader must be told. A hint may be for some bands only."""
    yield "title", reader.title
    yield "intro", reader.intro
    yield "thanks", reader.thanks
    for section in reader.sections:
        yield f"section {section.key!r}", section.title
    for question in reader.questions:
        place = _place(question)
        yield place, question.wording
        yield f"{place} by text", question.by_text
        yield f"{place} label", question.short_label
        for choice in question.choices:
            yield f"{place} choice {choice.value!r}", choice.wording


def _place(question: Question) -> str:
    return f"question {question.key!r}"
