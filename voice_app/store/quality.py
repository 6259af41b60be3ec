"""The QA register: documents, findings and actions."""

from collections.abc import Collection
from collections.abc import Sequence
from datetime import date

from sqlalchemy import Select
from sqlalchemy import func
from sqlalchemy import select

from analysis import themes
from analysis.counts import ALL
from analysis.counts import LEAST_INSIDE
from analysis.counts import hidden_places
from surveys.journey import shipped as journey
from voice_app.clock import london_day
from voice_app.db import db
from voice_app.models.quality import Action
from voice_app.models.quality import Finding
from voice_app.models.quality import FindingTheme
from voice_app.models.quality import QaDocument
from voice_app.models.quality import QaItem
from voice_app.models.quality import QaPlanned
from voice_app.pages.quality import ActionShown
from voice_app.pages.quality import DocumentShown
from voice_app.pages.quality import FindingShown
from voice_app.pages.quality import GradeShown
from voice_app.pages.quality import PlannedShown
from voice_app.store import accounts

NEWEST = (QaDocument.period_to.desc().nulls_last(), QaDocument.id)


def document_by_key(key: str) -> QaDocument | None:
    """The registered activity with this key."""
    return db.session.scalar(select(QaDocument).where(QaDocument.key == key))


def finding_by_key(key: str) -> Finding | None:
    """The finding with this key."""
    return db.session.scalar(select(Finding).where(Finding.key == key))


def action_by_key(key: str) -> Action | None:
    """The action with this key."""
    return db.session.scalar(select(Action).where(Action.key == key))


def item_by_key(document_id: int, key: str) -> QaItem | None:
    """The thing looked at in an activity that has this reference."""
    return db.session.scalar(
        select(QaItem).where(QaItem.document_id == document_id, QaItem.key == key)
    )


def themes_of(finding_id: int) -> set[str]:
    """The themes a finding is about."""
    query = select(FindingTheme.theme).where(FindingTheme.finding_id == finding_id)
    return set(db.session.scalars(query))


def planned_by_key() -> dict[str, QaPlanned]:
    """The whole calendar, by key."""
    return {row.key: row for row in db.session.scalars(select(QaPlanned))}


def calendar(today: date) -> tuple[PlannedShown, ...]:
    """The calendar as pages show it: what is not done first, by the day it is due."""
    rows = db.session.execute(
        select(QaPlanned, QaDocument.title)
        .join(QaDocument, QaDocument.id == QaPlanned.document_id, isouter=True)
        .order_by(QaPlanned.document_id.is_not(None), QaPlanned.due_on, QaPlanned.id)
    )
    stages = journey().stages
    return tuple(
        PlannedShown(
            title=row[0].title,
            kind=kind_label(row[0].kind),
            due=row[0].due_on,
            owner=row[0].owner,
            stages=tuple(stages[key].label for key in row[0].stages.split() if key in stages),
            state="done" if row[1] else "overdue" if row[0].due_on < today else "planned",
            done_as=row[1] or "",
        )
        for row in rows
    )


def grades() -> dict[int, tuple[GradeShown, ...]]:
    """How often each grade was given, by document; small numbers are hidden, as everywhere.

    The numbers are of things looked at, which may be of one child each, so the same rule holds.
    """
    query = select(QaItem.document_id, QaItem.grade, func.count(QaItem.id))
    found: dict[int, dict[str, int]] = {}
    for row in db.session.execute(
        query.where(QaItem.grade != "").group_by(QaItem.document_id, QaItem.grade)
    ):
        found.setdefault(row[0], {})[row[1]] = row[2]
    return {document: _grades_shown(given) for document, given in found.items()}


def _grades_shown(given: dict[str, int]) -> tuple[GradeShown, ...]:
    """One activity's grades; a hidden one cannot be worked out from the others and the total."""
    numbers = {(grade, "items"): number for grade, number in given.items()}
    numbers |= {(grade, ALL): number for grade, number in given.items()}
    numbers |= {(ALL, "items"): sum(given.values()), (ALL, ALL): sum(given.values())}
    hidden = hidden_places(numbers, LEAST_INSIDE)
    return tuple(
        GradeShown(grade, None if (grade, "items") in hidden else number)
        for grade, number in sorted(given.items())
    )


def all_findings(
    about: Collection[str] | None = None,
) -> list[tuple[Finding, QaDocument, frozenset[str]]]:
    """Every finding with its document and themes, newest activity first.

    ``about`` keeps those of any of these themes.
    """
    themes_of: dict[int, set[str]] = {}
    for row in db.session.scalars(_themes(about)):
        themes_of.setdefault(row.finding_id, set()).add(row.theme)
    query = (
        select(Finding, QaDocument)
        .join(QaDocument, QaDocument.id == Finding.document_id)
        .order_by(*NEWEST, Finding.id)
    )
    if about is not None:
        query = query.where(Finding.id.in_(themes_of))
    rows = db.session.execute(query)
    return [(row[0], row[1], frozenset(themes_of.get(row[0].id, ()))) for row in rows]


def _themes(about: Collection[str] | None) -> Select[FindingTheme]:
    """The themes of every finding, or all the themes of findings about one of these."""
    query = select(FindingTheme)
    if about is None:
        return query
    wanted = select(FindingTheme.finding_id).where(FindingTheme.theme.in_(about))
    return query.where(FindingTheme.finding_id.in_(wanted))


def documents(find: str) -> tuple[DocumentShown, ...]:
    """The register as pages show it, newest first; ``find`` keeps what holds these words."""
    by_document: dict[int, list[FindingShown]] = {}
    for finding, document, about in all_findings():
        shown = finding_shown(finding, document, about)
        if find in f"{shown.words} {shown.document} {' '.join(shown.themes)}".lower():
            by_document.setdefault(document.id, []).append(shown)
    actions, given = _actions_by_document(), grades()
    rows = db.session.scalars(select(QaDocument).order_by(*NEWEST))
    return tuple(
        DocumentShown(
            document_id=document.id,
            title=document.title,
            kind=kind_label(document.kind),
            period=period(document),
            reference=document.reference,
            findings=tuple(by_document.get(document.id, ())),
            actions=tuple(actions.get(document.id, ())),
            grades=given.get(document.id, ()),
        )
        for document in rows
        if document.id in by_document or find in document.title.lower()
    )


def finding_shown(
    finding: Finding, document: QaDocument, about: frozenset[str], reason: str = ""
) -> FindingShown:
    """A finding as pages show it."""
    labels = themes.shipped().themes
    return FindingShown(
        finding_id=finding.id,
        words=finding.words,
        heading=finding.heading,
        document=document.title,
        kind=kind_label(document.kind),
        period=period(document),
        stage=journey().stages[finding.stage].label,
        themes=tuple(labels[theme].label for theme in sorted(about)),
        figure=finding.figure,
        reason=reason,
    )


def kind_label(kind: str) -> str:
    """A kind of QA activity in plain words."""
    return kind.replace("_", " ").capitalize()


def period(document: QaDocument) -> str:
    """When an activity looked: "Oct 2012", or "Nov 2011 to Oct 2012"."""
    if document.period_to is None:
        return ""
    last = document.period_to.strftime("%b %Y")
    first = document.period_from.strftime("%b %Y") if document.period_from else last
    return last if first == last else f"{first} to {last}"


def actions_shown(actions: Sequence[Action]) -> list[ActionShown]:
    """Actions as pages show them."""
    names = accounts.names({action.made_by for action in actions if action.made_by})
    return [
        ActionShown(
            action_id=action.id,
            words=action.words,
            owner_role=action.owner_role.replace("_", " "),
            due=action.due_on,
            state=action.state,
            made_by=names.get(action.made_by or 0, ""),
            made_on=london_day(action.made_at),
        )
        for action in actions
    ]


def _actions_by_document() -> dict[int, list[ActionShown]]:
    rows = db.session.execute(
        select(Action, Finding.document_id)
        .join(Finding, Finding.id == Action.finding_id, isouter=True)
        .where((Action.finding_id.is_not(None)) | (Action.document_id.is_not(None)))
        .order_by(Action.id)
    ).all()
    by_document: dict[int, list[ActionShown]] = {}
    shown = actions_shown([row[0] for row in rows])
    for row, action in zip(rows, shown, strict=True):
        by_document.setdefault(row[0].document_id or row[1], []).append(action)
    return by_document
