"""The pages of an upload: choose, try, look, store."""

import io

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from tests.people import SmallCouncil
from tests.phones import Phone
from tests.rows import every
from tests.web.browser import TOKEN
from tests.web.browser import Browser
from voice_app.models.journey import ImportRun

FILLED = (
    "child_id,preferred_name,mobile,may_contact\r\n"
    "NB-0417-14,Jasmine,07700 900417,Y\r\n"
    "NB-NOBODY,Kit,07700 900418,Y\r\n"
)


@pytest.fixture
def desk(app: Flask, council: SmallCouncil) -> Browser:
    desk = Browser(app)
    desk.be(council.administrator)
    return desk


def send(desk: Browser, words: str = FILLED) -> str:
    form: dict[str, object] = {"supplement.csv": (io.BytesIO(words.encode()), "mine.csv")}
    answer = desk.press("/imports/", "/imports/of/supplement", form)
    assert answer.status_code == 303
    return answer.headers["Location"]


def test_from_the_upload_to_the_stored_record(desk: Browser, phone: Phone) -> None:
    page = send(desk)
    waiting = desk.get(page)
    assert waiting.headers["Refresh"] == "3"
    assert "Waits for its turn" in waiting.text
    phone.work()
    tried = desk.get(page)
    assert "Refresh" not in tried.headers
    assert "nothing is stored yet" in tried.text
    stored = desk.press(page, f"{page}/store").headers["Location"]
    phone.work()
    assert "stored." in desk.get(stored).text
    assert [row.trial for row in every(ImportRun)] == [True, False]


def test_the_files_can_be_thrown_away(desk: Browser, phone: Phone) -> None:
    page = send(desk)
    phone.work()
    desk.press(page, f"{page}/forget")
    after = desk.get(page).text
    assert "Store it" not in after
    assert "Bring them in again" in after


def test_no_file_is_a_page_that_says_so(desk: Browser) -> None:
    answer = desk.press("/imports/", "/imports/of/supplement", {})
    assert answer.status_code == 422
    assert "Nothing was stored" in answer.text


def test_a_large_file_is_taken_here_and_a_large_form_nowhere_else(
    app: Flask, desk: Browser
) -> None:
    large = FILLED + "x" * 2_000_000
    assert upload_by_hand(desk, large).status_code == 303
    assert desk.press("/settings", "/settings/asks_a_month", {"value": large}).status_code == 413
    stranger = Browser(app).post("/imports/of/supplement", {"supplement.csv": large})
    assert stranger.status_code in (400, 413)


def upload_by_hand(desk: Browser, words: str) -> TestResponse:
    """The form as a browser sends it; the test client would leave its own large file open."""
    found = TOKEN.search(desk.get("/imports/").text)
    assert found is not None
    parts = [("csrf_token", found[1], ""), ("supplement.csv", words, '; filename="mine.csv"')]
    body = "".join(
        f'--cut\r\nContent-Disposition: form-data; name="{name}"{more}\r\n\r\n{value}\r\n'
        for name, value, more in parts
    )
    return desk.send("/imports/of/supplement", f"{body}--cut--\r\n", "cut")


def test_the_template_is_ours_to_fill_in(desk: Browser) -> None:
    assert desk.get("/imports/template/supplement.csv").text.startswith("child_id,")
    assert desk.get("/imports/template/nothing.csv").status_code == 404


def test_only_an_administrator_brings_records_in(app: Flask, council: SmallCouncil) -> None:
    for somebody in (council.iro, council.qa, council.participation, council.duty):
        browser = Browser(app)
        browser.be(somebody)
        assert browser.get("/imports/").status_code == 403
