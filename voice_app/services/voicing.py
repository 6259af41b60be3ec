"""Recordings of the questions: kept by a participation worker, heard by who is asked."""

import hashlib
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import replace
from datetime import datetime

from surveys.questionnaire import Questionnaire
from voice_app import words
from voice_app.clock import london_day
from voice_app.db import db
from voice_app.db import writing
from voice_app.files.sounds import kind_of
from voice_app.models.sounds import SpokenWording
from voice_app.models.surveys import SurveyVersion
from voice_app.pages.answering import ClosedLink
from voice_app.pages.sounds import LARGEST
from voice_app.pages.sounds import Heard
from voice_app.pages.sounds import Piece
from voice_app.pages.sounds import Recorded
from voice_app.pages.sounds import SoundsPage
from voice_app.pages.sounds import Stale
from voice_app.store import record
from voice_app.store import sounds
from voice_app.store import surveys


class CannotKeep(ValueError):
    """A recording that is not kept; ``reason``: which_words, no_file, too_big, no_sound, whose."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


@dataclass(frozen=True)
class NewSound:
    """A recording to keep: of which words, whose voice, and whether they agreed to it."""

    version_id: int
    language: str
    piece: str  # the ``name`` of a ``Piece``
    file: bytes
    spoken_by: str
    agreed: bool


def sounds_page(version_id: int, language: str) -> SoundsPage:
    """What can be recorded of one version in one language, and what is."""
    version = db.session.get_one(SurveyVersion, version_id)
    questionnaire = surveys.questionnaire(version_id)
    languages = questionnaire.languages
    chosen = language if language in languages else languages[0]
    kept = sounds.of_survey(version.survey_id)
    by_words = {(row.question, row.choice, row.digest): _recorded(row) for row in kept}
    pieces = tuple(
        replace(each, recorded=by_words.pop((each.question, each.choice, each.digest), None))
        for each in _pieces(questionnaire, chosen)
    )
    stale = [row for row in kept if row.language == chosen]
    return SoundsPage(
        version_id=version_id,
        number=version.number,
        title=questionnaire.title.of("en", "all"),
        language=chosen,
        languages=tuple((each, words.OWN_NAMES.get(each, each)) for each in languages),
        pieces=pieces,
        stale=tuple(
            Stale(row.question, row.choice, _recorded(row))
            for row in stale
            if (row.question, row.choice, row.digest) in by_words
        ),
    )


def keep(new: NewSound, *, user_id: int, now: datetime) -> None:
    """Keep a recording, in place of an older one of the same words. Raises ``CannotKeep``."""
    kind = _checked(new)
    with writing():
        version = db.session.get_one(SurveyVersion, new.version_id)
        questionnaire = surveys.questionnaire(version.id)
        pieces = _pieces(questionnaire, new.language)
        piece = next((each for each in pieces if each.name == new.piece), None)
        if piece is None or new.language not in questionnaire.languages:
            raise CannotKeep("which_words")
        before = sounds.same(version.survey_id, piece.question, piece.choice, piece.digest)
        if before is not None:
            db.session.delete(before)
            db.session.flush()
        row = SpokenWording(
            survey_id=version.survey_id,
            survey_version_id=version.id,
            question=piece.question,
            choice=piece.choice,
            language=new.language,
            digest=piece.digest,
            kind=kind,
            sound=new.file,
            size=len(new.file),
            spoken_by=new.spoken_by.strip(),
            agreed=True,
            kept_by=user_id,
            kept_at=now,
        )
        db.session.add(row)
        db.session.flush()
        _note(row.id, "kept", user_id, now)


def remove(sound_id: int, *, user_id: int, now: datetime) -> int | None:
    """Delete a recording, sound and all; gives the version it was read from, None for no row."""
    with writing():
        row = db.session.get(SpokenWording, sound_id)
        if row is None:
            return None
        version_id = row.survey_version_id
        db.session.delete(row)
        _note(sound_id, "removed", user_id, now)
        return version_id


def heard(sound_id: int) -> Heard | None:
    """A recording, for whoever looks after them."""
    row = db.session.get(SpokenWording, sound_id)
    return _heard(row) if row else None


def heard_by_link(code: str, sound_id: int, *, now: datetime) -> Heard | None:
    """A recording of the survey behind this link; None where the link or the recording is none."""
    survey_id = _survey_behind(code, now)
    row = db.session.get(SpokenWording, sound_id) if survey_id else None
    return _heard(row) if row and row.survey_id == survey_id else None


def _survey_behind(code: str, now: datetime) -> int | None:
    """The survey that a link opens, somebody's own or one on a poster; None where it is shut."""
    link = surveys.open_link_by_code(code)
    if link is not None:
        shut = link.closed_at is not None or london_day(now) > link.last_day
        return None if shut else link.survey_id
    invitation = surveys.invitation_by_code(code)
    if invitation is None or isinstance(surveys.still_open(invitation, now=now), ClosedLink):
        return None
    return db.session.get_one(SurveyVersion, invitation.survey_version_id).survey_id


def _heard(row: SpokenWording) -> Heard:
    return Heard(row.sound, row.kind, hashlib.sha256(row.sound).hexdigest())


def _checked(new: NewSound) -> str:
    """The kind of sound it is."""
    kind = kind_of(new.file)
    problems: Mapping[str, bool] = {
        "no_file": not new.file,
        "too_big": len(new.file) > LARGEST,
        "no_sound": not kind,
        "whose": not (new.agreed and new.spoken_by.strip()),
    }
    reason = next((reason for reason, holds in problems.items() if holds), "")
    if reason:
        raise CannotKeep(reason)
    return kind


def _pieces(questionnaire: Questionnaire, language: str) -> Iterator[Piece]:
    """Each wording once, whichever bands have it, in the order of the survey."""
    found: dict[tuple[str, str, str], Piece] = {}
    for band in questionnaire.bands:
        for question in questionnaire.for_reader(band, by_text=False).questions:
            for choice, read in sounds.words_of(question, language, band).items():
                digest = sounds.digest_of(read)
                key = (question.key, choice, digest)
                before = found.get(key) or Piece(question.key, choice, digest, read, ())
                found[key] = replace(before, bands=(*before.bands, band))
    order = {question.key: place for place, question in enumerate(questionnaire.questions)}
    yield from sorted(found.values(), key=lambda piece: order[piece.question])


def _recorded(row: SpokenWording) -> Recorded:
    return Recorded(row.id, row.spoken_by, london_day(row.kept_at), row.size)


def _note(sound_id: int, reason: str, user_id: int, now: datetime) -> None:
    record.note(record.Deed(user_id, "changed", f"sound:{sound_id}", reason=reason), now=now)
