"""An immutable version of a survey. The path is worked out from the answers, never stored."""

from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import replace

from surveys.questions import Choice
from surveys.questions import Condition
from surveys.questions import Kind
from surveys.questions import Question
from surveys.questions import Value
from surveys.questions import Wording

BANDS = ("4-7", "8-11", "12-17", "18+")
YOUNGEST = BANDS[0]
LEAST_FIRST = ("no", "less", "sometimes", "same", "yes", "more")  # pictures of how much


@dataclass(frozen=True)
class Section:
    """A few questions about one thing."""

    key: str
    title: Wording
    questions: tuple[Question, ...]


@dataclass(frozen=True)
class Questionnaire:
    """What one version of a survey asks. Editing makes a new version; this one never changes."""

    key: str
    title: Wording
    audience: str  # child, parent or carer
    languages: tuple[str, ...]
    bands: tuple[str, ...]
    sections: tuple[Section, ...]
    intro: Wording
    thanks: Wording
    anonymous: bool = False  # nobody is told who answers; on one page, on the web alone

    @property
    def questions(self) -> Iterator[Question]:
        """Every question, in order."""
        for section in self.sections:
            yield from section.questions

    def question(self, key: str) -> Question | None:
        """The question with this key, wherever it stands."""
        return next((question for question in self.questions if question.key == key), None)

    def for_reader(self, band: str, *, by_text: bool = False) -> "Questionnaire":
        """The same survey with only the questions and choices that this reader is offered.

        An anonymous one asks nothing by text: a number is as good as a name.
        """
        kept = () if by_text and self.anonymous else self.sections
        return replace(self, sections=tuple(_for_reader(each, band, by_text) for each in kept))

    def path(self, answers: Mapping[str, Value]) -> tuple[Question, ...]:
        """The questions this person is asked, given what they have answered so far.

        An answer opens a branch only while its own question is on the path: closing a branch
        closes every branch behind it.
        """
        path: list[Question] = []
        counted: dict[str, Value] = {}
        for question in self.questions:
            if all(_holds(condition, counted) for condition in question.only_if):
                path.append(question)
                if question.key in answers:
                    counted[question.key] = answers[question.key]
        return tuple(path)


def _for_reader(section: Section, band: str, by_text: bool) -> Section:
    return replace(
        section,
        questions=tuple(
            replace(q, choices=_offered(q.choices, band))
            for q in section.questions
            if (not q.bands or band in q.bands) and not (by_text and q.web_only)
        ),
    )


def _offered(choices: tuple[Choice, ...], band: str) -> tuple[Choice, ...]:
    """The choices of one band. The youngest go by the place of a picture: least is always first."""
    offered = tuple(choice for choice in choices if not choice.bands or band in choice.bands)
    if band == YOUNGEST and all(choice.picture in LEAST_FIRST for choice in offered):
        return tuple(sorted(offered, key=lambda choice: LEAST_FIRST.index(choice.picture)))
    return offered


def _holds(condition: Condition, answers: Mapping[str, Value]) -> bool:
    value = answers.get(condition.question)
    if value is None:
        return False
    if not condition.any_of:
        return True
    if isinstance(value, tuple):
        return not condition.any_of.isdisjoint(value)
    return value in condition.any_of


def asked(path: tuple[Question, ...]) -> tuple[Question, ...]:
    """The questions of a path that wait for an answer (information screens do not)."""
    return tuple(question for question in path if question.kind is not Kind.INFORMATION)


def band_for(age: int | None, audience: str = "child") -> str:
    """The band a reader starts in; they may pick another. Age in whole years."""
    if audience != "child":
        return "18+"
    if age is None:
        return "12-17"
    for band, last in (("4-7", 7), ("8-11", 11), ("12-17", 17)):
        if age <= last:
            return band
    return "18+"
