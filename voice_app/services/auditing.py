"""The QA register: activities, their findings and figures, and the actions that follow."""

from collections.abc import Container
from dataclasses import dataclass
from datetime import date
from datetime import datetime

from analysis import themes
from surveys.journey import shipped as journey
from voice_app.clock import london_day
from voice_app.db import db
from voice_app.db import writing
from voice_app.models.quality import Action
from voice_app.models.quality import Finding
from voice_app.models.quality import FindingTheme
from voice_app.models.quality import QaDocument
from voice_app.models.quality import QaDocumentStage
from voice_app.pages.quality import Register
from voice_app.store import quality
from voice_app.store import record


class RegisterFault(ValueError):
    """An entry names a theme, stage or document that is not there. Nothing was stored."""


@dataclass(frozen=True)
class NewDocument:
    """A QA activity to register. ``key`` makes registering it twice harmless."""

    key: str
    kind: str
    title: str
    period_from: date | None
    period_to: date | None
    owner: str = ""
    reference: str = ""
    stages: tuple[str, ...] = ()


@dataclass(frozen=True)
class NewFinding:
    """A finding of a document."""

    key: str
    document: str
    stage: str
    words: str
    heading: str
    themes: tuple[str, ...] = ()
    figure: str = ""


@dataclass(frozen=True)
class NewAction:
    """An action on a finding or a document; one that rests on no voice is closed by staff."""

    key: str
    words: str
    owner_role: str
    due_on: date | None
    done: bool
    finding: str = ""
    document: str = ""


@dataclass(frozen=True)
class Entries:
    """Everything registered together: all of it, or nothing."""

    documents: tuple[NewDocument, ...] = ()
    findings: tuple[NewFinding, ...] = ()
    actions: tuple[NewAction, ...] = ()


def register(entries: Entries, *, by: int | None, now: datetime) -> None:
    """Store entries that are not there yet; raises ``RegisterFault``."""
    with writing():
        for document in entries.documents:
            _add_document(document)
        for finding in entries.findings:
            _add_finding(finding)
        for action in entries.actions:
            _add_action(action, by, now)
        record.note(record.Deed(by, "changed", "register"), now=now)


def register_page(find: str, *, now: datetime) -> Register:
    """The register, searched by words, newest activity first, and the whole calendar."""
    documents = quality.documents(find.strip().lower())
    findings = [finding for document in documents for finding in document.findings]
    return Register(
        documents=documents,
        findings=len(findings),
        strengths=sum(finding.heading == "strength" for finding in findings),
        find=find,
        calendar=quality.calendar(london_day(now)),
    )


def _add_document(new: NewDocument) -> None:
    if quality.document_by_key(new.key):
        return
    for stage in new.stages:
        _known(stage, journey().stages, f"document {new.key!r}")
    row = QaDocument(
        key=new.key,
        kind=new.kind,
        title=new.title,
        period_from=new.period_from,
        period_to=new.period_to,
        owner=new.owner,
        reference=new.reference,
    )
    db.session.add(row)
    db.session.flush()
    db.session.add_all(QaDocumentStage(document_id=row.id, stage=stage) for stage in new.stages)


def _add_finding(new: NewFinding) -> None:
    if quality.finding_by_key(new.key):
        return
    place = f"finding {new.key!r}"
    document = quality.document_by_key(new.document)
    if document is None:
        raise RegisterFault(f"{place} belongs to {new.document!r}, which is not registered")
    _known(new.stage, journey().stages, place)
    for theme in new.themes:
        _known(theme, themes.shipped().themes, place)
    row = Finding(
        key=new.key,
        document_id=document.id,
        stage=new.stage,
        words=new.words,
        heading=new.heading,
        figure=new.figure,
    )
    db.session.add(row)
    db.session.flush()
    db.session.add_all(FindingTheme(finding_id=row.id, theme=theme) for theme in new.themes)


def _add_action(new: NewAction, by: int | None, now: datetime) -> None:
    if quality.action_by_key(new.key):
        return
    finding = quality.finding_by_key(new.finding) if new.finding else None
    document = quality.document_by_key(new.document) if new.document else None
    if finding is None and document is None:
        raise RegisterFault(f"action {new.key!r} is about nothing that is registered")
    db.session.add(
        Action(
            key=new.key,
            words=new.words,
            owner_role=new.owner_role,
            due_on=new.due_on,
            state="done" if new.done else "agreed",
            finding_id=finding.id if finding else None,
            document_id=document.id if document else None,
            made_by=by,
            made_at=now,
        )
    )
    db.session.flush()


def _known(key: str, keys: Container[str], place: str) -> None:
    if key not in keys:
        raise RegisterFault(f"{place} names {key!r}, which is not known")
