"""``voice export review``: the same file as the page gives, into a folder."""

import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner
from flask import Flask

from tests.people import SmallCouncil
from tests.services import stories
from tests.services.concluding_stories import Review
from tests.settings import KEYS
from tests.settings import StandingClock
from voice_app.commands import main
from voice_app.db import db

RECORD = "NB-0417-14"


@pytest.fixture
def voice(app: Flask, tmp_path: Path):
    """Run ``voice`` on the database of this test."""
    environment = {
        "VOICE_PRACTICE": "1",
        "VOICE_INSTANCE": str(tmp_path),
        "VOICE_DATABASE_URL": app.config["SQLALCHEMY_DATABASE_URI"],
        **KEYS,
    }
    return lambda *words: CliRunner(env=environment).invoke(main, words)


def test_a_review_is_written_to_a_folder(
    voice, council: SmallCouncil, clock: StandingClock, tmp_path: Path
) -> None:
    """One file, named after the review and its day, and after no child."""
    review = Review(council, clock)
    review.say()
    review.hold()
    db.session.rollback()
    done = voice("export", "review", RECORD, str(review.today), "--to", str(tmp_path))
    assert done.exit_code == 0, done.output
    (file,) = tmp_path.glob("review-*.zip")
    assert file.name == f"review-{council.review}-2026-11-23.zip"
    assert stories.WORDS in zipfile.ZipFile(file).read("review.html").decode()
    assert RECORD not in done.output


def test_a_day_without_a_review_writes_nothing(
    voice, council: SmallCouncil, tmp_path: Path
) -> None:
    """And says so."""
    refused = voice("export", "review", RECORD, "2026-11-23", "--to", str(tmp_path))
    assert refused.exit_code == 1
    assert "Nothing was written" in refused.output
    assert list(tmp_path.glob("*.zip")) == []


def test_a_sealed_record_writes_nothing(
    voice, council: SmallCouncil, clock: StandingClock, tmp_path: Path
) -> None:
    """Whoever holds the command line."""
    review = Review(council, clock)
    review.hold()
    review.seal()
    refused = voice("export", "review", RECORD, str(review.today), "--to", str(tmp_path))
    assert "This record is closed" in refused.output
    assert list(tmp_path.glob("*.zip")) == []
