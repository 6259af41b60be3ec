"""Bringing surveys in, asking a child, closing a link: from the command line."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from flask import Flask

from surveys.library import documents
from tests.people import SmallCouncil
from tests.settings import KEYS
from voice_app.commands import main
from voice_app.db import db
from voice_app.services import conversations

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


def test_a_child_is_asked_on_the_web_and_the_link_can_be_closed(
    voice, council: SmallCouncil, clock
) -> None:
    asked = voice("invite", RECORD, "before-my-review", "--by", "web")
    assert asked.exit_code == 0, asked.output
    code = asked.output.strip().rsplit("/", 1)[-1]
    assert voice("revoke", code).exit_code == 0
    db.session.rollback()  # look again, at what the command left
    closed = conversations.open_survey(code, now=clock())
    assert getattr(closed, "reason", "") == "revoked"


def test_nobody_is_asked_who_is_not_on_record(voice, council: SmallCouncil) -> None:
    refused = voice("invite", "NB-9999", "before-my-review")
    assert refused.exit_code == 1
    assert "Nobody was asked" in refused.output


def test_a_survey_that_is_not_out_is_not_asked(voice, council: SmallCouncil) -> None:
    refused = voice("invite", RECORD, "no-such-survey")
    assert "not published" in refused.output


def test_an_unknown_code_closes_nothing(voice, council: SmallCouncil) -> None:
    assert voice("revoke", "aaaaaaaaaa").exit_code == 1


def test_shipped_surveys_are_kept_as_they_are(voice, council: SmallCouncil) -> None:
    """Added once, with the languages that were written since; a second time nothing is new."""
    assert voice("survey", "add").exit_code == 0
    listed = voice("survey", "list").output
    assert "1 published" in listed
    assert voice("survey", "add").exit_code == 0
    assert voice("survey", "list").output == listed


def test_a_faulty_document_is_refused_with_every_fault(voice, council, tmp_path: Path) -> None:
    file = tmp_path / "faulty.json"
    file.write_text('{"format": 1, "key": "x"}', encoding="utf-8")
    refused = voice("survey", "add", str(file))
    assert refused.exit_code == 1
    assert "Nothing was kept" in refused.output
    assert refused.output.count("\n") > 3


def test_a_survey_is_costed_before_anybody_is_asked(voice, council: SmallCouncil) -> None:
    """Each text of each reader with its size, and what all of them cost; a slip is said so."""
    told = voice("survey", "cost", "before-my-review").output
    assert "en 12-17\t" in told
    assert "1 parts\tGSM-7" in told
    assert "1 of " in told
    assert voice("survey", "cost", "nothing").exit_code == 1


def test_a_surveys_reading_is_checked(voice, council: SmallCouncil, tmp_path: Path) -> None:
    """Nothing in a shipped one; in another the word, where it stands, and what to say instead."""
    assert "Nothing in it looks hard" in voice("survey", "check", "before-my-review").output
    hard = documents()["after-a-visit"] | {"key": "hard", "title": {"en": "Your placement"}}
    file = tmp_path / "hard.json"
    file.write_text(json.dumps(hard), encoding="utf-8")
    voice("survey", "add", str(file))
    told = voice("survey", "check", "hard").output
    assert "8-11 on the web\ttitle\ttrade word\tplacement\tsay: where you live" in told
    assert voice("survey", "check", "nothing").exit_code == 1
