"""What a QA manager sees: threads, the register of findings, actions."""

from dataclasses import dataclass
from datetime import date

from voice_app.pages.words import Quote
from voice_app.pages.words import TagShown


@dataclass(frozen=True)
class FindingShown:
    """A finding of the register."""

    finding_id: int
    words: str
    heading: str
    document: str
    kind: str
    period: str
    stage: str
    themes: tuple[str, ...]
    figure: str
    reason: str = ""  # why it is suggested beside a voice


@dataclass(frozen=True)
class LinkShown:
    """A link somebody made from a voice to a finding, a document or a plan."""

    to: str
    relation: str
    note: str
    made_by: str
    made_on: date


@dataclass(frozen=True)
class ActionShown:
    """What will be done, by whom, by when."""

    action_id: int
    words: str
    owner_role: str
    due: date | None
    state: str
    made_by: str
    made_on: date


@dataclass(frozen=True)
class ToldShown:
    """What the child was told, and how it got there."""

    words: str
    by: str
    on: date
    channel: str
    delivery: str


@dataclass(frozen=True)
class StepShown:
    """One of the six steps of a thread: done, waiting or gap."""

    name: str
    title: str
    state: str
    since: date | None


@dataclass(frozen=True)
class ThreadPage:
    """One voice and what came of it. Names are hidden; every look is logged."""

    answer_id: int
    title: str
    quote: Quote
    age: int | None
    steps: tuple[StepShown, ...]
    state: str
    owed: str
    tags: tuple[TagShown, ...]
    themes: tuple[tuple[str, str], ...]  # key and label of those that are not laid on it
    links: tuple[LinkShown, ...]
    actions: tuple[ActionShown, ...]
    told: tuple[ToldShown, ...]
    helped: str  # the child's own answer, or empty
    helped_words: str
    suggestions: tuple[FindingShown, ...]
    others_like_it: str


@dataclass(frozen=True)
class ThreadRow:
    """One thread in a list."""

    answer_id: int
    quote: Quote
    themes: tuple[str, ...]
    steps: tuple[StepShown, ...]
    state: str
    gap: str


@dataclass(frozen=True)
class ThreadList:
    """Threads, those with a gap first, then the longest waiting."""

    rows: tuple[ThreadRow, ...]
    total: int  # more than the rows where a page can't hold them all
    with_gap: int
    waiting: int
    show: str


@dataclass(frozen=True)
class GradeShown:
    """A grade, in the authority's words, and how often it was given; None: hidden."""

    grade: str
    items: int | None


@dataclass(frozen=True)
class PlannedShown:
    """A QA activity of the calendar: planned, overdue or done."""

    title: str
    kind: str
    due: date
    owner: str
    stages: tuple[str, ...]
    state: str
    done_as: str


@dataclass(frozen=True)
class DocumentShown:
    """One QA activity with its findings."""

    document_id: int
    title: str
    kind: str
    period: str
    reference: str
    findings: tuple[FindingShown, ...]
    actions: tuple[ActionShown, ...]
    grades: tuple[GradeShown, ...] = ()


@dataclass(frozen=True)
class Register:
    """The QA register, by document, and the calendar of what is planned."""

    documents: tuple[DocumentShown, ...]
    findings: int
    strengths: int
    find: str
    calendar: tuple[PlannedShown, ...]
