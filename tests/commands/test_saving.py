"""A survey to a file and back, and tried from a file."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from flask import Flask

from surveys.library import documents
from tests.people import SmallCouncil
from tests.settings import KEYS
from voice_app.commands import main

KEY = "after-a-visit"


@pytest.fixture
def voice(app: Flask, tmp_path: Path):
    """Run ``voice`` on the database of this test."""
    environment = {
        "VOICE_PRACTICE": "1",
        "VOICE_INSTANCE": str(tmp_path),
        "VOICE_DATABASE_URL": app.config["SQLALCHEMY_DATABASE_URI"],
        **KEYS,
    }
    return lambda *words, said="": CliRunner(env=environment).invoke(main, words, input=said)


@pytest.mark.parametrize("name", ["visit.xlsx", "visit.json"])
def test_a_survey_is_saved_and_brought_in_again(
    voice, council: SmallCouncil, tmp_path: Path, name: str
) -> None:
    file = str(tmp_path / name)
    saved = voice("survey", "save", KEY, "--to", file)
    assert saved.exit_code == 0, saved.output
    added = voice("survey", "add", file)
    assert added.exit_code == 0, added.output
    assert f"{KEY} is kept" in added.output


def test_a_survey_that_is_not_there_is_not_saved(voice, app: Flask, tmp_path: Path) -> None:
    missed = voice("survey", "save", "no-such-survey", "--to", str(tmp_path / "x.json"))
    assert missed.exit_code == 1
    assert "No survey has this key" in missed.output


def test_a_broken_spreadsheet_says_why_and_keeps_nothing(
    voice, council: SmallCouncil, tmp_path: Path
) -> None:
    file = tmp_path / "broken.xlsx"
    file.write_bytes(b"not a workbook")
    refused = voice("survey", "add", str(file))
    assert refused.exit_code == 1
    assert "Nothing was kept. broken.xlsx says:" in refused.output


def test_a_survey_in_a_file_can_be_tried(voice, app: Flask, tmp_path: Path) -> None:
    file = tmp_path / "mine.json"
    file.write_text(json.dumps(dict(documents()[KEY])), encoding="utf-8")
    tried = voice("try", str(file), said="0\n" * 12)
    assert tried.exit_code == 0, tried.output
    file.write_text("{}", encoding="utf-8")
    assert voice("try", str(file)).exit_code == 2
