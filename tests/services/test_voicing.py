"""Recordings of the questions: heard for these very words and no others."""

from copy import deepcopy
from dataclasses import replace
from typing import Any

import pytest

from surveys.library import documents
from tests.files.test_sounds import MP3
from tests.people import SmallCouncil
from tests.services import stories
from tests.settings import StandingClock
from voice_app.pages.answering import SurveyPage
from voice_app.pages.sounds import LARGEST
from voice_app.pages.sounds import Piece
from voice_app.services import conversations
from voice_app.services import publishing
from voice_app.services import voicing
from voice_app.store import surveys

KEY = stories.REVIEW


def newest(key: str = KEY) -> int:
    survey = surveys.by_key(key)
    version = surveys.newest(survey.id) if survey else None
    assert version is not None
    return version.id


def first_asked(code: str, clock: StandingClock) -> SurveyPage:
    page = conversations.open_survey(code, now=clock())
    assert isinstance(page, SurveyPage)
    return page


def pieces(version: int, question: str) -> list[Piece]:
    return [p for p in voicing.sounds_page(version, "en").pieces if p.question == question]


def new_sound(version: int, read: Piece, **other: Any) -> voicing.NewSound:
    new = voicing.NewSound(version, "en", read.name, MP3, "Petra Invented", agreed=True)
    return replace(new, **other)


def record_all(version: int, question: str, user: int, clock: StandingClock) -> None:
    for piece in pieces(version, question):
        voicing.keep(new_sound(version, piece), user_id=user, now=clock())


def test_what_was_recorded_is_heard_by_who_is_asked_those_words(
    council: SmallCouncil, clock: StandingClock
) -> None:
    code = stories.invite(council.child, clock)
    conversations.agree_on_web(code, now=clock())
    asked = first_asked(code, clock).question
    assert asked is not None
    assert first_asked(code, clock).sounds == {}
    record_all(newest(), asked.key, council.participation, clock)
    found = first_asked(code, clock).sounds
    assert set(found) == {"", *(choice.value for choice in asked.choices)}
    heard = voicing.heard_by_link(code, found[""], now=clock())
    assert heard is not None
    assert (heard.sound, heard.kind) == (MP3, "audio/mpeg")


def test_a_recording_of_another_survey_is_not_heard_by_this_link(
    council: SmallCouncil, clock: StandingClock
) -> None:
    code = stories.invite(council.child, clock, survey="leaving-care-check-in")
    piece = pieces(newest(), voicing.sounds_page(newest(), "en").pieces[0].question)[0]
    voicing.keep(new_sound(newest(), piece), user_id=council.participation, now=clock())
    assert voicing.heard_by_link(code, 1, now=clock()) is None
    assert voicing.heard_by_link("nosuchcode", 1, now=clock()) is None


def test_other_words_make_it_stale_and_the_same_words_keep_it(
    council: SmallCouncil, clock: StandingClock
) -> None:
    old = newest()
    first = voicing.sounds_page(old, "en").pieces[0].question
    record_all(old, first, council.participation, clock)
    document: dict[str, Any] = deepcopy(documents()[KEY])
    question = next(q for s in document["sections"] for q in s["questions"] if q["key"] == first)
    question["ask"]["en"] = {band: f"{ask} Now?" for band, ask in question["ask"]["en"].items()}
    new = publishing.add_version(document, by=council.participation, now=clock())
    assert new != old
    page = voicing.sounds_page(new, "en")
    changed = {piece.digest for piece in pieces(old, first) if not piece.choice}
    assert len(page.stale) == len(changed)
    assert {each.choice for each in page.stale} == {""}
    choices = [piece for piece in page.pieces if piece.question == first and piece.choice]
    assert all(piece.recorded for piece in choices)


def test_a_newer_recording_of_the_same_words_takes_the_place_of_the_old(
    council: SmallCouncil, clock: StandingClock
) -> None:
    piece = voicing.sounds_page(newest(), "en").pieces[0]
    for voice in ("Petra Invented", "Aaliyah Invented"):
        new = new_sound(newest(), piece, spoken_by=voice)
        voicing.keep(new, user_id=council.participation, now=clock())
    kept = [p.recorded for p in voicing.sounds_page(newest(), "en").pieces if p.recorded]
    assert [each.spoken_by for each in kept] == ["Aaliyah Invented"]
    assert voicing.remove(kept[0].sound_id, user_id=council.participation, now=clock())
    assert voicing.heard(kept[0].sound_id) is None
    assert len(stories.deeds("changed", f"sound:{kept[0].sound_id}")) >= 2


@pytest.mark.parametrize(
    ("reason", "other"),
    [
        ("no_file", {"file": b""}),
        ("too_big", {"file": MP3 + bytes(LARGEST)}),
        ("no_sound", {"file": b"<svg onload=alert(1)>"}),
        ("whose", {"spoken_by": "  "}),
        ("whose", {"agreed": False}),
        ("which_words", {"piece": "not/one/ofthem"}),
        ("which_words", {"language": "xx"}),
    ],
)
def test_what_cannot_be_kept_says_why(
    council: SmallCouncil, clock: StandingClock, reason: str, other: dict[str, Any]
) -> None:
    new = new_sound(newest(), voicing.sounds_page(newest(), "en").pieces[0], **other)
    with pytest.raises(voicing.CannotKeep) as fault:
        voicing.keep(new, user_id=council.participation, now=clock())
    assert fault.value.reason == reason
    assert all(p.recorded is None for p in voicing.sounds_page(newest(), "en").pieces)
