"""Read aloud: recordings as plain players for who is asked, and the page that looks after them."""

import io
import re

import pytest
from flask import Flask

from tests.files.test_sounds import MP3
from tests.people import SmallCouncil
from tests.people import staff
from tests.services import stories
from tests.services.nameless_stories import SURVEY
from tests.services.nameless_stories import poster
from tests.services.test_voicing import newest
from tests.services.test_voicing import pieces
from tests.services.test_voicing import record_all
from tests.settings import StandingClock
from tests.web.browser import Browser
from voice_app.services import voicing


@pytest.fixture
def code(council: SmallCouncil, clock: StandingClock) -> str:
    """Of a survey whose first question, and one choice after the other, was recorded."""
    first = voicing.sounds_page(newest(), "en").pieces[0].question
    record_all(newest(), first, council.participation, clock)
    return stories.invite(council.child, clock)


def test_a_recorded_question_has_plain_players_and_listen_waits_for_the_script(
    app: Flask, code: str
) -> None:
    browser = Browser(app)
    browser.post(f"/s/{code}", {"go": "start"})
    page = browser.get(f"/s/{code}").text
    players = re.findall(r"<audio [^>]*>", page)
    assert len(players) > 2
    assert all("controls" in each and 'preload="none"' in each for each in players)
    assert re.search(r'data-listen="" hidden', page)
    assert re.findall(r"<audio [^>]*>", browser.get(f"/s/{code}/chat").text) == players
    browser.post(f"/s/{code}", {"question": "know_plan", "go": "skip"})
    assert "<audio" not in browser.get(f"/s/{code}").text  # nobody recorded the second


def test_a_recording_can_be_sought_in_and_is_kept_by_their_own_browser_only(
    app: Flask, code: str
) -> None:
    browser = Browser(app)
    whole = browser.get(f"/s/{code}/sound/1")
    assert (whole.status_code, whole.mimetype, whole.data) == (200, "audio/mpeg", MP3)
    assert whole.headers["Cache-Control"].startswith("private")
    assert whole.headers["X-Content-Type-Options"] == "nosniff"
    part = browser.get(f"/s/{code}/sound/1", Range="bytes=2-5")
    assert (part.status_code, part.data) == (206, MP3[2:6])
    assert browser.get(f"/s/{code}/sound/999").status_code == 404


def test_an_anonymous_survey_is_heard_by_its_poster_while_that_hangs(
    app: Flask, council: SmallCouncil, clock: StandingClock
) -> None:
    version = newest(SURVEY)
    first = voicing.sounds_page(version, "en").pieces[0].question
    record_all(version, first, council.participation, clock)
    code = poster(council, clock).code
    browser = Browser(app)
    page = browser.get(f"/s/{code}").text
    (address,) = re.findall(rf'data-of="{first}-" data-say="" .*?src="([^"]+)"', page)
    assert browser.get(address).data == MP3
    assert len(re.findall(r"data-listen=", page)) > 2
    assert "data-worker" not in page  # nothing of an anonymous survey stays on the phone
    clock.forward(days=400)
    assert browser.get(address).status_code == 404


def test_a_participation_worker_brings_a_recording_in_and_removes_it(
    app: Flask, council: SmallCouncil
) -> None:
    browser = Browser(app)
    browser.be(staff("petra"))
    path = f"/surveys/{newest()}/sounds"
    piece = voicing.sounds_page(newest(), "en").pieces[0]
    form = {"language": "en", "piece": piece.name, "spoken_by": "Aaliyah", "agreed": "yes"}
    wrong = browser.press(path, path, {**form, "file": (io.BytesIO(b"MZ"), "question.mp3")})
    assert wrong.status_code == 422
    assert "This is not an MP3" in wrong.text
    kept = browser.press(path, path, {**form, "file": (io.BytesIO(MP3), "q.mp3")})
    assert kept.status_code == 303
    assert "Read by Aaliyah" in browser.get(path).text
    assert browser.get("/surveys/sounds/1").data == MP3
    browser.press(path, "/surveys/sounds/1/remove")
    assert not any(p.recorded for p in pieces(newest(), piece.question))
