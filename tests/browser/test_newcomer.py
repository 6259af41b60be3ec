"""What a newcomer does: answer by text, finish on the web, read the brief, close the thread."""

import re

import pytest
from playwright.sync_api import Page
from playwright.sync_api import expect

from tests.browser.conftest import LAPTOP
from tests.browser.conftest import PHONE
from tests.browser.conftest import Served

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

HER_WORDS = "ask me before u change the plan for the weekend. i wanna see kit more"
LINK = re.compile(r"/s/[a-z0-9]{10}")


def test_a_young_persons_words_reach_the_brief_before_her_review(served: Served) -> None:
    phone, survey = begin_by_text(served, "417")
    served.look(phone, "phone-laptop")
    phone.set_viewport_size(PHONE)
    served.look(phone, "phone-phone")
    expect(survey.get_by_role("heading", level=1)).to_contain_text("listened to you")
    served.look(survey, "survey-phone")
    finish_on_the_web(survey)
    served.look(survey, "thanks-phone")

    desk = served.page(LAPTOP)
    served.sign_in(desk, "maura.ellery")
    served.look(desk, "caseload-laptop")
    desk.get_by_role("link", name="Jaz Merrin", exact=True).click()
    her_words_are_marked_and_stand_beside_the_plan(desk)
    served.look(desk, "brief-laptop")
    desk.set_viewport_size(PHONE)
    served.look(desk, "brief-phone")
    desk.goto(f"{served.address}/children/")
    served.look(desk, "caseload-phone")


def test_quality_assurance_links_acts_and_tells_and_only_the_child_closes_it(
    served: Served,
) -> None:
    _phone, survey = begin_by_text(served, "411")
    finish_on_the_web(survey, "nobody tells me when the visit is changed and i wait at the window")
    desk = served.page(LAPTOP)
    served.sign_in(desk, "hal.brennock")
    thread = desk.locator(".cards > li").filter(has_text="wait at the window").first
    thread.get_by_role("link").click()
    expect(desk.get_by_text("Nothing linked.")).to_be_visible()
    desk.locator("input[name=finding_id]").first.check()
    desk.get_by_role("button", name="Link it").click()
    expect(desk.get_by_text("Nothing linked.")).to_have_count(0)
    desk.get_by_label("What will be done").fill("Ask her before any plan for a weekend changes.")
    desk.get_by_label("Who owns it").fill("Social worker")
    desk.get_by_role("button", name="Start it").click()
    desk.get_by_role("button", name="It is done").click()
    desk.get_by_label("Your words to them").fill("From now on we ask you first. Hal")
    desk.get_by_role("button", name="Send it").click()
    expect(desk.get_by_text("Waiting for the young person.").first).to_be_visible()
    served.look(desk, "thread-laptop")

    survey.get_by_role("link", name="My voice").first.click()
    served.choose_sign(survey)
    expect(survey.get_by_text("From now on we ask you first. Hal")).to_be_visible()
    served.look(survey, "my-voice-phone")
    survey.get_by_label("Yes").first.check(force=True)
    survey.get_by_role("button", name="Send").first.click()
    desk.reload()
    expect(desk.get_by_role("heading", level=1)).to_contain_text("It helped")


def test_the_duty_desk_takes_a_worry_on_and_says_what_came_of_it(served: Served) -> None:
    _phone, survey = begin_by_text(served, "412")
    finish_on_the_web(survey)  # the first choice to "would you like a call?" is yes
    desk = served.page(LAPTOP)
    served.sign_in(desk, "rosa.tandy")
    served.look(desk, "worries-laptop")
    worry = desk.locator(".cards > li").filter(has_text="Dexter").filter(has_text="get in touch")
    worry.get_by_role("link").first.click()
    desk.get_by_role("button", name="I take this on").click()
    expect(desk.get_by_role("heading", level=1)).to_contain_text("Rosa Tandy has taken this on")
    desk.get_by_label("They wanted a call, and got one").check()
    desk.get_by_role("button", name="Close it").click()
    expect(desk.get_by_role("heading", level=1)).to_contain_text("closed")


def begin_by_text(served: Served, number: str) -> tuple[Page, Page]:
    """Two answers by text, then the link in the first text, opened on a phone."""
    phone = served.page(LAPTOP)
    phone.goto(f"{served.address}/phone/{number}")
    phone.get_by_role("button", name="Before my review").click()
    expect(phone.locator(".texts").get_by_text("1 of 7.").last).to_be_visible()
    text(phone, "2 tbh", "Got it: 2 A bit")
    text(phone, "more", "Got it: 3 More than now")
    link = phone.locator(".texts a").last.get_attribute("href") or ""
    assert LINK.search(link), "the first text carries the link to finish on the web"
    survey = served.page(PHONE)
    survey.goto(f"{served.address}{link}")
    return phone, survey


def text(page: Page, words: str, answered_by: str) -> None:
    """Send a text from the pretend phone and wait until the answer is on its screen."""
    before = page.locator(".texts").get_by_text(answered_by).count()
    page.get_by_label("Write a text").fill(words)
    page.get_by_role("button", name="Send").click()
    expect(page.locator(".texts").get_by_text(answered_by)).to_have_count(before + 1)


def finish_on_the_web(survey: Page, words: str = HER_WORDS) -> None:
    """Answer what is left: the first choice of each, their own words where words are asked.

    Then all they said on one page, who helped, and the end.
    """
    while survey.locator(".btn[value=next]").count():
        if survey.locator("textarea[name=answer]").count():
            survey.locator("textarea[name=answer]").fill(words)
        elif survey.locator("input[name=answer]").count():
            survey.locator("input[name=answer]").first.check(force=True)
        press(survey, "next")
    expect(survey.get_by_role("heading", level=1)).to_contain_text("Look at your answers")
    survey.get_by_role("link", name="Finish").click()
    survey.get_by_role("link", name="Skip").click()
    expect(survey.get_by_text("Thank you").first).to_be_visible()


def press(survey: Page, button: str) -> None:
    """Press a button of the survey and be on the page it leads to.

    A click alone does not wait for it: on a slow machine the next line would still meet the
    question just answered.
    """
    with survey.expect_navigation():
        survey.locator(f".btn[value={button}]").click()


def her_words_are_marked_and_stand_beside_the_plan(brief: Page) -> None:
    quote = brief.locator("blockquote").filter(has_text="ask me before u change the plan").first
    expect(quote).to_contain_text(HER_WORDS)
    expect(quote.locator("mark").first).to_be_visible()
    matters = brief.get_by_role("table").filter(has_text="Plan it touches")
    expect(matters).to_contain_text("Placement plan")
    expect(matters).to_contain_text("Overdue since")
    expect(matters).to_contain_text("Also about")
