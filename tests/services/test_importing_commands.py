"""`voice import` at a terminal."""

import pytest
from click.testing import CliRunner
from sqlalchemy import func
from sqlalchemy import select

from voice_app.commands.importing import import_
from voice_app.db import db
from voice_app.files.supplement import HEADINGS
from voice_app.models.people import Person


@pytest.fixture
def folder(tmp_path):
    for name, words in (
        ("Header", "CHILD,SEX,DOB\n1001,1,14/02/2014\n1002,1,31/02/2014\n"),
        ("Episodes", "CHILD,DECOM,RNE,LS,PLACE,DEC,REC\n1001,03/08/2026,S,C2,U4,,\n"),
        ("Reviews", "CHILD,DOB,REVIEW,REVIEW_CODE\n1001,,24/08/2026,PN5\n"),
    ):
        (tmp_path / f"{name}.csv").write_text(words, encoding="utf-8")
    return tmp_path


def voice_import(*words):
    return CliRunner().invoke(import_, [str(word) for word in words])


def children():
    return db.session.scalar(select(func.count(Person.id)))


def test_nothing_is_stored_until_it_is_really_meant(app, folder):
    trial = voice_import("ssda903", folder)
    assert (trial.exit_code, children()) == (0, 0)
    assert "trial run" in trial.output
    real = voice_import("ssda903", folder, "--really")
    assert (real.exit_code, children()) == (0, 1)
    assert "This was stored" in real.output


def test_every_faulty_line_is_listed_when_asked_for(app, folder):
    listed = "Header.csv, line 3: "
    assert listed not in voice_import("ssda903", folder).output
    assert listed in voice_import("ssda903", folder, "--lines").output


def test_an_import_that_stopped_ends_with_1(app, folder):
    (folder / "Reviews.csv").unlink()
    stopped = voice_import("ssda903", folder, "--really")
    assert (stopped.exit_code, children()) == (1, 0)
    assert "There is no Reviews file" in stopped.output


def test_the_template_is_what_the_supplement_import_reads(app, tmp_path):
    made = voice_import("template")
    assert made.output.startswith(",".join(HEADINGS))
    path = tmp_path / "supplement.csv"
    path.write_text(made.output, encoding="utf-8")
    read = voice_import("supplement", path)
    assert read.exit_code == 0
    assert "The example line of the template (1, left out)" in read.output


@pytest.mark.parametrize(
    "command", ["ssda903", "ssd", "annex-a", "supplement", "audits", "qa-calendar", "template"]
)
def test_every_command_has_help_with_an_example(command):
    told = voice_import(command, "--help").output
    assert f"    voice import {command} " in told.partition("Example:")[2]
