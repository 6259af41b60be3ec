"""The builder's pages, and a survey out and in as a file."""

import io

import pytest
from flask import Flask

from tests.people import SmallCouncil
from tests.services.council_stories import KEY
from tests.web.browser import Browser
from voice_app.services import drafting
from voice_app.store import surveys


@pytest.fixture
def browser(app: Flask, council: SmallCouncil) -> Browser:
    app.config["WTF_CSRF_ENABLED"] = False
    browser = Browser(app)
    browser.be(council.participation)
    return browser


@pytest.fixture
def version(council: SmallCouncil) -> int:
    found = surveys.published(KEY)
    assert found is not None
    return found.id


def test_a_question_is_added_changed_and_moved(browser: Browser, version: int) -> None:
    digest = drafting.draft(version).digest
    form = {"digest": digest, "words": "Was it OK?", "kind": "yes_no", "heading": "Afterwards"}
    added = browser.post(f"/surveys/{version}/build/new", form)
    assert added.status_code == 303
    draft = int(added.location.split("/")[2])
    page = browser.get(f"/surveys/{draft}/build")
    assert "Was it OK?" in page.text
    assert "Afterwards" in page.text
    form = {
        "digest": drafting.draft(draft).digest,
        "words": "Was it good?",
        "choices": "Yes\nNo",
        "only_if": "time_alone/yes",
    }
    assert browser.post(f"/surveys/{draft}/build/was_it_ok", form).status_code == 303
    question = drafting.draft(draft).question("was_it_ok")
    assert question is not None
    assert (question.words, question.only_if, question.values) == (
        "Was it good?",
        "time_alone",
        ("yes",),
    )
    form = {"digest": drafting.draft(draft).digest, "question": "was_it_ok", "do": "up"}
    assert browser.post(f"/surveys/{draft}/build", form).status_code == 303


def test_an_old_page_changes_nothing_and_says_so(browser: Browser, version: int) -> None:
    form = {"digest": "old", "question": "will_do", "do": "remove"}
    page = browser.post(f"/surveys/{version}/build", form)
    assert page.status_code == 422
    assert "Somebody else changed it" in page.text


def test_what_would_not_work_says_why(browser: Browser, version: int) -> None:
    digest = drafting.draft(version).digest
    form = {"digest": digest, "words": "Best?", "only_if": "no_such_question"}
    page = browser.post(f"/surveys/{version}/build/best_part", form)
    assert page.status_code == 422
    assert "It would not work" in page.text


def test_a_survey_goes_out_as_a_file_and_comes_in_as_a_draft(
    browser: Browser, version: int
) -> None:
    for name, start in (("survey.xlsx", b"PK"), ("survey.json", b"{")):
        file = browser.get(f"/surveys/{version}/{name}")
        assert file.data.startswith(start)
        form = {"file": (io.BytesIO(file.data), name)}
        brought = browser.post("/surveys/bring-in", form)
        assert brought.status_code == 303, brought.text


def test_a_survey_is_tried_as_a_conversation_and_nothing_is_kept(
    browser: Browser, version: int
) -> None:
    first = browser.get(f"/surveys/{version}/try?band=12-17")
    assert "did they listen to you?" in first.text
    page = browser.post(f"/surveys/{version}/try", {"band": "12-17", "said": ["0"] * 20})
    assert "Again" in page.text


def test_a_file_that_cannot_be_read_names_its_faults(browser: Browser) -> None:
    page = browser.post("/surveys/bring-in", {"file": (io.BytesIO(b"hello"), "x.xlsx")})
    assert page.status_code == 422
    assert "not a workbook" in page.text


def test_a_language_with_a_gap_keeps_what_was_typed(browser: Browser, version: int) -> None:
    digest = drafting.draft(version).digest
    form = {"digest": digest, "title.all": "Po wizycie"}
    page = browser.post(f"/surveys/{version}/words/pl", form)
    assert page.status_code == 422
    assert "Po wizycie" in page.text
    assert browser.get(f"/surveys/{version}/words/xx").status_code == 404
