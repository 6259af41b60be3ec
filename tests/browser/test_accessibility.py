"""axe finds nothing on the pages people meet first, on a phone, light and dark."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.conftest import PHONE
from tests.browser.conftest import Served
from tests.browser.test_newcomer import begin_by_text
from tests.browser.test_newcomer import press

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

DESK = {
    "maura.ellery": ("/children/?words=show", "/children/not-heard?days=7", "/my-desk"),
    "hal.brennock": ("/threads", "/register"),
    "bee": (
        *(
            "/council/",
            "/council/new",
            "/council/new/question",
            "/council/our-words",
            "/council/ideas/1",
        ),
        *("/surveys/1/build", "/surveys/1/build/new", "/surveys/1/look", "/surveys/1/words/pl"),
    ),
    "leila.grange": ("/council/", "/council/members", "/council/held", "/surveys/"),
    "rosa.tandy": ("/worries", "/reading", "/inbox/", "/chats/", "/chats/1", "/chats/ready"),
}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_survey_has_no_barrier(served: Served, scheme: str) -> None:
    number = {"light": "410", "dark": "430"}[scheme]
    _phone, survey = begin_by_text(served, number)
    survey.emulate_media(color_scheme=scheme)
    assert_no_barrier(survey)
    while survey.locator("button[value=skip]").count():
        press(survey, "skip")
        assert_no_barrier(survey)


@pytest.mark.parametrize("name", DESK)
def test_the_desk_has_no_barrier(served: Served, name: str) -> None:
    desk = served.page(PHONE)
    served.sign_in(desk, name)
    for path in DESK[name]:
        desk.goto(f"{served.address}{path}")
        for scheme in ("light", "dark"):
            desk.emulate_media(color_scheme=scheme)
            assert_no_barrier(desk)


def assert_no_barrier(page) -> None:
    found = Axe().run(page).response["violations"]
    assert [each["id"] for each in found] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
