"""The council's gate: a survey version goes out only with its recorded sign-off.

Where it cannot wait, an adult may go round it once: the council sees that at once, and it must be
explained to them within fourteen days. Whoever owes them an explanation goes round nothing else.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from datetime import timedelta
from typing import Any

from analysis.counts import LEAST_OUTSIDE
from analysis.counts import cell
from surveys import editing
from surveys.questionnaire import Questionnaire
from surveys.questionnaire import asked
from surveys.questions import Question
from surveys.reading_check import Found
from surveys.reading_check import check
from voice_app.clock import london_day
from voice_app.db import db
from voice_app.db import writing
from voice_app.models.codesign import Bypass
from voice_app.models.codesign import SignOff
from voice_app.models.surveys import Survey
from voice_app.models.surveys import SurveyVersion
from voice_app.pages.publishing import QuestionShown
from voice_app.pages.publishing import SignOffShown
from voice_app.pages.publishing import SurveyShown
from voice_app.pages.publishing import VersionShown
from voice_app.store import accounts
from voice_app.store import council
from voice_app.store import record
from voice_app.store import surveys


class NotSignedOff(PermissionError):
    """The Children in Care Council has not signed off these words. Nothing was published."""


class NotOnlyWords(PermissionError):
    """A quick sign-off is for wording alone; this version asks something else."""


class StillToExplain(PermissionError):
    """An earlier way round the gate has not been explained to the council in its fourteen days."""


class NoReason(ValueError):
    """The council would not know why."""


class NotAMember(PermissionError):
    """Only a member of the Children in Care Council can speak for it."""


@dataclass(frozen=True)
class Agreed:
    """A sign-off to record: who of the council spoke for it, and what they said."""

    version_id: int
    member_id: int
    note: str = ""
    quick: bool = False  # for other words alone: one member, one adult; the next meeting sees it


EXPLAINED_WITHIN = timedelta(days=14)


def add_version(document: dict[str, Any], *, by: int | None, now: datetime) -> int:
    """Keep a draft of a survey; raises ``DocumentRefused`` with every fault of the document.

    The same words again are the same version; other words are the next one.
    """
    questionnaire = surveys.parse(document)
    with writing():
        survey = surveys.by_key(questionnaire.key)
        if survey is None:
            survey = Survey(key=questionnaire.key, audience=questionnaire.audience)
            db.session.add(survey)
            db.session.flush()
        last = surveys.newest(survey.id)
        version = surveys.add_version(survey.id, document, now=now)
        if last is None or version.id != last.id:
            record.note(record.Deed(by, "changed", f"survey_version:{version.id}"), now=now)
        return version.id


def record_sign_off(agreed: Agreed, *, by: int, now: datetime) -> None:
    """Write down that the council agreed to exactly these words.

    Every member sees it, and the one who is said to have spoken can deny it. Raises ``NotAMember``,
    also where a member would write it down alone, and ``NotOnlyWords`` of a quick one.
    """
    with writing():
        if agreed.member_id not in dict(members()) or agreed.member_id == by:
            raise NotAMember
        version = db.session.get_one(SurveyVersion, agreed.version_id)
        if agreed.quick and not _only_words_changed(version):
            raise NotOnlyWords
        sign_off = SignOff(
            member_id=agreed.member_id,
            recorded_by=by,
            note=agreed.note,
            at=now,
            kind="quick" if agreed.quick else "meeting",
        )
        council.sign(version, sign_off)
        deed = record.Deed(by, "changed", f"survey_version:{version.id}", reason="signed off")
        record.note(deed, now=now)


def publish(version_id: int, *, by: int, now: datetime) -> None:
    """Let a version out; raises ``NotSignedOff``. Publishing twice changes nothing."""
    with writing():
        version = db.session.get_one(SurveyVersion, version_id, with_for_update=True)
        if version.state == "published":
            return
        if not _is_signed_off(version):
            raise NotSignedOff
        _let_out(version, by, now)
        deed = record.Deed(by, "changed", f"survey_version:{version_id}", reason="published")
        record.note(deed, now=now)


def deny(sign_off_id: int, *, by: int, now: datetime) -> None:
    """Say "I never said so": the sign-off counts no more. Only who is said to have spoken can.

    What went out stays out, and everybody sees that it was denied. Raises ``NotAMember``.
    """
    with writing():
        row = db.session.get_one(SignOff, sign_off_id, with_for_update=True)
        if row.member_id != by:
            raise NotAMember
        if row.denied_at is None:
            row.denied_by, row.denied_at = by, now
            deed = record.Deed(by, "changed", f"sign_off:{sign_off_id}", reason="denied")
            record.note(deed, now=now)


def publish_without(version_id: int, reason: str, *, by: int, now: datetime) -> None:
    """Let a version out before the council has seen it, in an emergency.

    Raises ``NoReason`` and ``StillToExplain``.
    """
    with writing():
        version = db.session.get_one(SurveyVersion, version_id, with_for_update=True)
        if version.state == "published":
            return
        if not reason.strip():
            raise NoReason
        if council.unexplained(now):
            raise StillToExplain
        _let_out(version, by, now)
        db.session.add(
            Bypass(
                survey_version_id=version.id,
                digest=version.digest,
                reason=reason.strip(),
                by=by,
                at=now,
                explain_by=now + EXPLAINED_WITHIN,
            )
        )
        deed = record.Deed(by, "changed", f"survey_version:{version_id}", reason="bypassed")
        record.note(deed, now=now)


def was_explained(bypass_id: int, *, by: int, now: datetime) -> None:
    """A member says that it was explained to them; raises ``NotAMember`` for anybody else."""
    with writing():
        if by not in dict(members()):
            raise NotAMember
        row = db.session.get_one(Bypass, bypass_id, with_for_update=True)
        if row.explained_at is None:
            row.explained_at, row.heard_by = now, by
            deed = record.Deed(by, "changed", f"bypass:{bypass_id}", reason="explained")
            record.note(deed, now=now)


def hard_to_read(key: str) -> tuple[Found, ...]:
    """What the reading check finds in the newest version; raises ``LookupError`` for no survey."""
    row = surveys.by_key(key)
    version = surveys.newest(row.id) if row else None
    if version is None:
        raise LookupError(key)
    return check(surveys.questionnaire(version.id))


def all_surveys() -> tuple[SurveyShown, ...]:
    """Every survey with its versions and sign-offs."""
    names = {user.id: user.name for user, _ in accounts.everybody()}
    shown: dict[int, SurveyShown] = {}
    for survey, version in surveys.all_versions():
        questionnaire = surveys.parse(version.document)
        before = shown.get(survey.id)
        shown[survey.id] = SurveyShown(
            key=survey.key,
            title=questionnaire.title.of("en", "all"),
            audience=survey.audience,
            versions=(*(before.versions if before else ()), _version(version, names)),
        )
    return tuple(shown.values())


def members() -> tuple[tuple[int, str], ...]:
    """Who can speak for the council."""
    return tuple(council.members().items())


def _let_out(version: SurveyVersion, by: int, now: datetime) -> None:
    version.state = "published"
    version.published_at = now
    version.published_by = by


def _only_words_changed(version: SurveyVersion) -> bool:
    """Against what is out: the same questions, choices and conditions."""
    last = surveys.newest_published(version.survey_id)
    if last is None:
        return False
    old, new = editing.in_english(last.document), editing.in_english(version.document)
    return editing.only_words_changed(old, new)


def _is_signed_off(version: SurveyVersion) -> bool:
    return any(
        sign_off.denied_at is None
        and sign_off.digest == version.digest == surveys.digest_of(version.document)
        for sign_off in surveys.sign_offs(version.id)
    )


def _most_asked(questionnaire: Questionnaire, *, by_text: bool) -> int:
    """The questions one reader is asked, of the age band that is asked most, every branch open."""
    offered = [questionnaire.for_reader(band, by_text=by_text) for band in questionnaire.bands]
    return max(len(asked(tuple(each.questions))) for each in offered)


def _version(version: SurveyVersion, names: dict[int, str]) -> VersionShown:
    questionnaire = surveys.parse(version.document)
    unclear = surveys.unclear(version.id)
    return VersionShown(
        version_id=version.id,
        number=version.number,
        state=version.state,
        published_on=london_day(version.published_at) if version.published_at else None,
        questions=tuple(_question(q, unclear) for q in questionnaire.questions),
        on_web=_most_asked(questionnaire, by_text=False),
        by_text=_most_asked(questionnaire, by_text=True),
        sign_offs=tuple(
            SignOffShown(
                by=names.get(row.member_id, ""),
                helper=names.get(row.recorded_by, ""),
                on=london_day(row.at),
                note=row.note,
                denied=row.denied_at is not None,
            )
            for row in surveys.sign_offs(version.id)
        ),
        without_them=version.id in {each.survey_version_id for each in council.bypasses()},
    )


def _question(question: Question, unclear: Mapping[str, int]) -> QuestionShown:
    """The council reads this page, so a few people are as good as nobody."""
    people = cell(unclear.get(question.key, 0), LEAST_OUTSIDE).shown
    return QuestionShown(question.wording.of("en", "12-17"), people or None)
