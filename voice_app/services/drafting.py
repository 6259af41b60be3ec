"""Building a survey: a draft changes one thing at a time, and nothing that is out ever does.

A change to what is out, or to what the council was asked about or has signed off, makes the next
version. Whoever looks at older words than the newest is told, and changes nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from messaging.prompts import Reader
from messaging.rehearsal import Rehearsed
from messaging.rehearsal import rehearse
from surveys import building
from surveys import editing
from surveys import translating
from surveys.building import Add
from surveys.building import CannotRemove
from surveys.building import Change
from surveys.building import choices_of
from surveys.building import spoken
from surveys.document import DocumentRefused
from surveys.editing import NoSuchPlace
from surveys.editing import StepsAreFixed
from surveys.translating import ORIGINAL
from surveys.written import write
from voice_app.db import db
from voice_app.db import writing
from voice_app.files import xlsform
from voice_app.models.codesign import Proposal
from voice_app.models.surveys import Survey
from voice_app.models.surveys import SurveyVersion
from voice_app.pages.drafting import AskedTo
from voice_app.pages.drafting import Banked
from voice_app.pages.drafting import ChoiceBuilt
from voice_app.pages.drafting import DraftPage
from voice_app.pages.drafting import PlaceToTranslate
from voice_app.pages.drafting import QuestionBuilt
from voice_app.pages.drafting import SectionBuilt
from voice_app.pages.drafting import SurveyAsRead
from voice_app.pages.drafting import TranslationPage
from voice_app.store import record
from voice_app.store import surveys
from voice_app.store.languages import phrases

MANY = 10  # people: fewer are as good as nobody, for the council (domain note 3.7)
Json = Mapping[str, Any]


class ChangedMeanwhile(Exception):
    """Somebody else changed the draft since this page was opened. Nothing was changed."""


class CannotChange(ValueError):
    """``why`` is place, scale, waited_for, missing or document; ``faults`` say more."""

    def __init__(self, why: str, faults: tuple[str, ...] = ()) -> None:
        self.why = why
        self.faults = faults
        super().__init__(why)


class CannotBringIn(ValueError):
    """The file was not brought in; every fault with its place is in ``faults``."""

    def __init__(self, faults: tuple[str, ...]) -> None:
        self.faults = faults
        super().__init__("\n".join(faults))


@dataclass(frozen=True)
class Seen:
    """What somebody was looking at when they changed it."""

    version_id: int
    digest: str


def draft(version_id: int) -> DraftPage:
    """A version to be built on."""
    row = db.session.get_one(SurveyVersion, version_id)
    document = row.document
    out = surveys.newest_published(row.survey_id)
    compared = _compared(out.document, document) if out and out.id != row.id else ()
    languages = tuple(document["languages"])
    return DraftPage(
        version_id=row.id,
        number=row.number,
        survey=db.session.get_one(Survey, row.survey_id).key,
        title=spoken(document["title"]),
        state=row.state,
        digest=row.digest,
        sections=tuple(_section(each, document) for each in document["sections"]),
        languages=languages,
        left=tuple(set(out.document["languages"]) - set(languages)) if out else (),
        no_longer_compared=compared,
    )


def change(seen: Seen, wish: Change, *, user_id: int, now: datetime) -> int:
    """Change one thing; gives the id of the version that has it.

    Raises ``ChangedMeanwhile``, and ``CannotChange`` where the survey would not work any more.
    """
    with writing():
        row = db.session.get_one(SurveyVersion, seen.version_id, with_for_update=True)
        newest = surveys.newest(row.survey_id)
        if newest is None or newest.id != row.id or row.digest != seen.digest:
            raise ChangedMeanwhile
        return _keep(row, _changed(row.document, wish), user_id, now)


def bank() -> tuple[Banked, ...]:
    """Every question that is asked now, the same words once: where, and how often answered."""
    found: dict[str, list[tuple[str, str, SurveyVersion]]] = {}
    for survey, version in _out():
        for question in surveys.questionnaire(version.id).questions:
            words = question.wording.of("en", "12-17")
            if words:
                found.setdefault(words, []).append((survey.key, question.key, version))
    return tuple(_banked(words, places) for words, places in sorted(found.items()))


def from_bank(place: str) -> Add:
    """The question of the bank at "survey/key", to be added whole; raises ``CannotChange``."""
    survey, _, key = place.partition("/")
    version = surveys.published(survey)
    document = write(surveys.questionnaire(version.id)) if version else {"sections": []}
    for section in document["sections"]:
        for question in section["questions"]:
            if question["key"] == key:
                return Add(whole=question)
    raise CannotChange("place")


def as_read(version_id: int, band: str) -> SurveyAsRead:
    """A version as one age band meets it on the web."""
    asks = surveys.questionnaire(version_id)
    chosen = band if band in asks.bands else asks.bands[-1]
    reader = asks.for_reader(chosen)
    words = {q.key: q.wording.of("en", chosen) for q in reader.questions}
    return SurveyAsRead(
        version_id=version_id,
        title=asks.title.of("en", chosen),
        band=chosen,
        bands=asks.bands,
        intro=asks.intro.of("en", chosen),
        thanks=asks.thanks.of("en", chosen),
        questions=tuple(
            AskedTo(
                words=words[q.key],
                hint=q.hint.of("en", chosen),
                kind=q.kind.value,
                choices=tuple(choice.wording.of("en", chosen) for choice in q.choices),
                waits_for=words.get(q.only_if[0].question, "") if q.only_if else "",
            )
            for q in reader.questions
        ),
    )


def rehearsed(version_id: int, band: str, said: tuple[str, ...]) -> Rehearsed:
    """A version tried as a conversation by text, for one age band."""
    asks = surveys.questionnaire(version_id)
    chosen = band if band in asks.bands else asks.bands[-1]
    reader = Reader(phrases("en"), "en", chosen)
    return rehearse(asks.for_reader(chosen, by_text=True), reader, said)


def to_translate(version_id: int, language: str) -> TranslationPage:
    """Every word of a version beside what it was in a language when that was last whole."""
    row = db.session.get_one(SurveyVersion, version_id)
    kept = _last_words(row, language)["words"]
    return TranslationPage(
        version_id=version_id,
        title=spoken(row.document["title"]),
        language=language,
        places=tuple(
            PlaceToTranslate(
                place=place,
                english=words,
                words=kept.get(place, {}).get("words", ""),
                stale=place in kept and kept[place]["english"] != words,
                missing=place not in kept,
            )
            for place, words in translating.english(row.document).items()
        ),
    )


def translate(
    seen: Seen, language: str, words: Mapping[str, str], *, user_id: int, now: datetime
) -> int:
    """Put a language in; gives the id of the version that has it.

    Raises ``ChangedMeanwhile``, and ``CannotChange`` with the places that have no words: a survey
    speaks a language whole or not at all.
    """
    with writing():
        row = db.session.get_one(SurveyVersion, seen.version_id, with_for_update=True)
        if row.digest != seen.digest:
            raise ChangedMeanwhile
        english = translating.english(row.document)
        said = {place: words.get(place, "").strip() for place in english}
        missing = tuple(english[place] for place, each in said.items() if not each)
        if missing:
            raise CannotChange("missing", missing)
        whole = {place: {"english": english[place], "words": each} for place, each in said.items()}
        base = editing.without(row.document, language)
        file = {"survey": row.document["key"], "language": language, "words": whole}
        return _keep(row, _read(translating.merged(base, file)), user_id, now)


def newest(key: str) -> int | None:
    """The id of a survey's newest version, draft or out."""
    survey = surveys.by_key(key)
    version = surveys.newest(survey.id) if survey else None
    return version.id if version else None


def as_document(version_id: int) -> dict[str, Any]:
    """A version as our own JSON document."""
    return dict(db.session.get_one(SurveyVersion, version_id).document)


def as_workbook(version_id: int) -> bytes:
    """A version as a spreadsheet (XLSForm)."""
    return xlsform.written(write(surveys.questionnaire(version_id)))


def from_workbook(content: bytes) -> tuple[dict[str, Any], tuple[str, ...]]:
    """The document in a spreadsheet, and what was passed over; raises ``CannotBringIn``."""
    try:
        document, passed_over = xlsform.read(content)
        surveys.parse(document)
    except xlsform.Refused as fault:
        raise CannotBringIn(tuple(str(each) for each in fault.troubles)) from fault
    except DocumentRefused as fault:
        raise CannotBringIn(tuple(str(each) for each in fault.faults)) from fault
    return document, tuple(str(each) for each in passed_over)


def _keep(row: SurveyVersion, document: dict[str, Any], user_id: int, now: datetime) -> int:
    """In the draft itself while nobody was asked about it; else as the next version."""
    if row.state == "draft" and not _was_shown(row):
        row.document, row.digest = document, surveys.digest_of(document)
        version = row
    else:
        version = surveys.add_version(row.survey_id, document, now=now)
    deed = record.Deed(user_id, "changed", f"survey_version:{version.id}", None, "built")
    record.note(deed, now=now)
    return version.id


def _was_shown(row: SurveyVersion) -> bool:
    asked = select(Proposal.id).where(Proposal.version_id == row.id).limit(1)
    return bool(surveys.sign_offs(row.id)) or db.session.scalar(asked) is not None


def _changed(document: Json, wish: Change) -> dict[str, Any]:
    try:
        return _read(building.changed(document, wish))
    except NoSuchPlace as fault:
        raise CannotChange("place") from fault
    except StepsAreFixed as fault:
        raise CannotChange("scale") from fault
    except CannotRemove as fault:
        raise CannotChange("waited_for", (str(fault),)) from fault


def _read(document: dict[str, Any]) -> dict[str, Any]:
    """The document, if it reads."""
    try:
        surveys.parse(document)
    except DocumentRefused as fault:
        raise CannotChange("document", tuple(str(each) for each in fault.faults)) from fault
    return document


def _out() -> list[tuple[Survey, SurveyVersion]]:
    newest: dict[str, tuple[Survey, SurveyVersion]] = {}
    for survey, version in surveys.all_versions():
        if version.state == "published" and survey.key not in newest:
            newest[survey.key] = (survey, version)
    return list(newest.values())


def _banked(words: str, places: list[tuple[str, str, SurveyVersion]]) -> Banked:
    titles = (surveys.questionnaire(version.id).title for _, _, version in places)
    answered = sum(surveys.answered_by(version.id, key) for _, key, version in places)
    survey, key, _ = places[0]
    shown = answered if answered >= MANY else None
    return Banked(f"{survey}/{key}", words, tuple(t.of("en", "all") for t in titles), shown)


def _section(section: Json, document: Json) -> SectionBuilt:
    questions = tuple(_question(each, document) for each in section["questions"])
    return SectionBuilt(section["key"], spoken(section["title"]), questions)


def _question(question: Json, document: Json) -> QuestionBuilt:
    condition: Json = next(iter(question.get("only_if", ())), {})
    asked = condition.get("question", "")
    every = (each for section in document["sections"] for each in section["questions"])
    return QuestionBuilt(
        key=question["key"],
        kind=question["kind"],
        words=spoken(question["ask"]),
        hint=spoken(question.get("hint", {})),
        choices=tuple(
            ChoiceBuilt(each["value"], spoken(each["words"]))
            for each in choices_of(document, question)
        ),
        only_if=asked,
        only_if_words=next((spoken(each["ask"]) for each in every if each["key"] == asked), ""),
        values=tuple(str(value) for value in condition.get("any_of", ())),
        faces=question.get("faces", ""),
        not_sure=bool(question.get("not_sure")),
        repeats=bool(question.get("repeats")),
        web_only=bool(question.get("web_only")),
    )


def _compared(out: Json, new: Json) -> tuple[str, ...]:
    """Questions that are compared over the years, and now ask something in other words."""
    now = {each["key"]: each for section in new["sections"] for each in section["questions"]}
    return tuple(
        spoken(each["ask"])
        for section in out["sections"]
        for each in section["questions"]
        if each.get("repeats")
        and each["key"] in now
        and _says(out, each) != _says(new, now[each["key"]])
    )


def _says(document: Json, question: Json) -> tuple[object, ...]:
    choices = choices_of(document, question)
    return (question["ask"][ORIGINAL], *(spoken(each["words"]) for each in choices))


def _last_words(row: SurveyVersion, language: str) -> dict[str, Any]:
    """The words of a language in the newest version that speaks it."""
    versions = select(SurveyVersion).where(
        SurveyVersion.survey_id == row.survey_id, SurveyVersion.number <= row.number
    )
    for version in db.session.scalars(versions.order_by(SurveyVersion.number.desc())):
        if language in version.document["languages"]:
            return editing.translation_in(version.document, language)
    return {"words": {}}
