"""`voice import` at a terminal."""

from contextvars import Context
from datetime import date

import pytest
from click.testing import CliRunner
from sqlalchemy import func
from sqlalchemy import select

from bench.ssd_extract import write_extract
from tests.files import workbooks
from tests.settings import KEYS
from voice_app.commands import main
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


@pytest.fixture
def voice_import(app, tmp_path):
    """Call the command as a terminal does: with settings, and no app that is open already."""
    url = db.engine.url.render_as_string(hide_password=False)
    environ = {
        **KEYS,
        "VOICE_DATABASE_URL": url,
        "VOICE_INSTANCE": str(tmp_path),
        "VOICE_PRACTICE": "1",
        "VOICE_PUBLIC_URL": "http://127.0.0.1:8000",
    }

    def call(*words):
        db.session.rollback()
        given = ["import", *map(str, words)]
        return Context().run(CliRunner().invoke, main, given, env=environ)

    return call


def children():
    db.session.rollback()
    return db.session.scalar(select(func.count(Person.id)))


def test_nothing_is_stored_until_it_is_really_meant(voice_import, folder):
    trial = voice_import("ssda903", folder)
    assert (trial.exit_code, children()) == (0, 0)
    assert "trial run" in trial.output
    real = voice_import("ssda903", folder, "--really")
    assert (real.exit_code, children()) == (0, 1)
    assert "This was stored" in real.output


def test_every_faulty_line_is_listed_when_asked_for(voice_import, folder):
    listed = "Header.csv, line 3: "
    assert listed not in voice_import("ssda903", folder).output
    assert listed in voice_import("ssda903", folder, "--lines").output


def test_an_import_that_stopped_ends_with_1(voice_import, folder):
    (folder / "Reviews.csv").unlink()
    stopped = voice_import("ssda903", folder, "--really")
    assert (stopped.exit_code, children()) == (1, 0)
    assert "There is no Reviews file" in stopped.output


def test_the_template_is_what_the_supplement_import_reads(voice_import, tmp_path):
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
def test_every_command_has_help_with_an_example(voice_import, command):
    told = voice_import(command, "--help").output
    assert f"    voice import {command}" in told.partition("Example:")[2]


@pytest.mark.parametrize("kind", ["audits", "qa-calendar"])
def test_a_template_of_quality_assurance_is_what_its_import_reads(voice_import, tmp_path, kind):
    """Given out, filled with nothing, read back: only its invented lines are left out."""
    path = tmp_path / "mine.csv"
    path.write_text(voice_import("template", kind).output, encoding="utf-8")
    read = voice_import(kind, path, "--really")
    assert (read.exit_code, "The example line of the template" in read.output) == (0, True)


def test_an_extract_and_a_workbook_are_stored_when_it_is_really_meant(voice_import, tmp_path):
    """The whole way from a terminal to the database."""
    write_extract(tmp_path / "ssd", children=10, today=date(2026, 11, 1))
    assert voice_import("ssd", tmp_path / "ssd", "--really").exit_code == 0
    assert children() == 10
    book = workbooks.annex_a(tmp_path / "a.xlsx")
    told = voice_import("annex-a", book, "--really", "--lines")
    assert (told.exit_code, children()) == (0, 14)
    assert "columns read: A as the child's number" in told.output
