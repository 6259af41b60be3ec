"""``voice model`` and ``voice retag`` as somebody at a terminal meets them; broken files too."""

from pathlib import Path

import pytest

from tests.commands.conftest import Voice
from tests.settings import StandingClock
from voice_app.commands.app import opened
from voice_app.db import db
from voice_app.db import writing
from voice_app.models.teaching import LanguageModel


@pytest.fixture
def broken_model(
    migrated: Voice, environ: dict[str, str | None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A model made here whose bytes were damaged."""
    for name, value in environ.items():
        if value is not None:
            monkeypatch.setenv(name, value)
    with opened(), writing():
        row = LanguageModel(
            version="1.0+here.1", content=b"hello", card={}, state="used", made_at=StandingClock()()
        )
        db.session.add(row)


def test_the_card_says_what_the_models_are_not_for(voice: Voice) -> None:
    result = voice("model", "card")
    assert result.exit_code == 0
    assert "Not for deciding anything about a child" in result.output


def test_too_few_corrections_make_no_model(migrated: Voice) -> None:
    result = migrated("model", "train")
    assert result.exit_code == 1
    assert "There are 0 corrections; a model needs 300. Nothing was changed." in result.output


def test_without_corrections_there_is_nothing_to_compare_on(migrated: Voice) -> None:
    result = migrated("model", "compare")
    assert result.exit_code == 0
    assert "nothing to compare on" in result.output


def test_a_broken_file_to_compare_with_is_named(migrated: Voice, tmp_path: Path) -> None:
    broken = tmp_path / "other.model"
    broken.write_bytes(b"hello")
    result = migrated("model", "compare", str(broken))
    assert result.exit_code == 1
    assert "other.model: it is broken" in result.output


def test_reading_again_says_how_much_there_is(migrated: Voice) -> None:
    result = migrated("retag")
    assert result.exit_code == 0
    assert "0 of 0 answers were last read otherwise." in result.output


@pytest.mark.usefixtures("broken_model")
def test_a_worker_does_not_start_on_a_broken_model_and_says_which(voice: Voice) -> None:
    result = voice("worker")
    assert result.exit_code == 1
    assert "model 1.0+here.1, made here: it is broken" in result.output
    assert "among those to read today" in result.output
    assert "Traceback" not in result.output
