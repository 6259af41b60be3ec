"""Our scripts in a real browser: read aloud, no signal, live chat. No page needs one."""

import pytest
from playwright.sync_api import Page
from playwright.sync_api import expect

from tests.browser.conftest import PHONE
from tests.browser.conftest import Served
from tests.browser.test_newcomer import begin_by_text

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

WORDS = "the taxi came late\nand nobody said why"
VOICES = """
Object.defineProperty(window, "speechSynthesis", { value: {
  said: [],
  getVoices: () => [{ lang: "en-GB", localService: HERE }],
  speak(words) { this.said.push(words.text); this.now = words; },
  cancel() { this.now = null; },
  addEventListener() {},
}});
window.SpeechSynthesisUtterance = function (text) { this.text = text; };
"""


def on_a_question(served: Served, number: str, script: str = "") -> Page:
    """A phone with a question on it, and a script of the test's own that ran before ours."""
    _phone, first = begin_by_text(served, number)
    page = served.page(PHONE)
    page.add_init_script(script or "void 0")
    page.goto(first.url)
    expect(page.locator("#asked")).to_be_visible()
    return page


def test_listen_is_offered_only_where_the_phone_itself_has_a_voice(served: Served) -> None:
    """A voice from elsewhere would be sent the words."""
    page = on_a_question(served, "413", VOICES.replace("HERE", "false"))
    expect(page.locator("[data-listen]")).to_be_hidden()
    page = on_a_question(served, "414", VOICES.replace("HERE", "true"))
    page.get_by_role("button", name="Listen").click()
    done = "speechSynthesis.now.onend()"
    page.evaluate(done)
    marked = page.locator(".opt.read")
    first = marked.text_content() or "nothing"
    page.get_by_role("button", name="Pause").click()
    page.get_by_role("button", name="Go on").click()
    expect(marked).to_have_text(first)
    page.evaluate(done)
    expect(marked).not_to_have_text(first)
    served.look(page, "listening-phone")
    page.get_by_role("button", name="Stop").click()
    expect(marked).to_have_count(0)
    said = page.evaluate("speechSynthesis.said")
    assert said[0] == page.locator("#asked").inner_text().replace("\u2011", "-")
    assert said[1] == said[2] != said[3]


def test_a_message_without_signal_stays_on_its_page_and_leaves_nothing_on_the_phone(
    served: Served,
) -> None:
    page = to_write(served, "415")
    page.context.set_offline(True)
    send(page)
    expect(page.get_by_role("status")).to_contain_text("Stay on this page")
    assert kept(page) == {}
    page.context.set_offline(False)
    expect(page.locator("blockquote").filter(has_text="taxi")).to_have_count(1)


def test_a_message_kept_by_wish_outlives_its_page_and_is_sent_once(served: Served) -> None:
    page = to_write(served, "416")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.get_by_text("Keep what I write").click()
    page.context.set_offline(True)
    send(page)
    expect(page.get_by_role("status")).to_contain_text("kept on this phone")
    code = page.url.split("/s/")[1].split("/")[0]
    assert "taxi" in str(kept(page))
    assert code not in str(kept(page))
    page.reload()
    expect(page.get_by_role("heading", name="No signal")).to_be_visible()
    served.look(page, "no-signal-phone")
    page.context.set_offline(False)
    sent = page.locator("blockquote").filter(has_text="taxi")
    expect(sent).to_have_count(1)
    page.reload()
    expect(sent).to_have_count(1)
    assert "taxi" not in str(kept(page))
    page.get_by_role("button", name="Clear what is kept").click()
    expect(page.get_by_role("status").last).to_contain_text("Nothing is kept")
    assert kept(page) == {}


def test_a_draft_comes_back_and_an_expired_one_is_removed(served: Served) -> None:
    page = on_a_question(served, "417")
    page.get_by_text("Keep what I write").click()
    page.locator("summary").filter(has_text="Say more").click()
    page.locator("textarea").first.fill(WORDS)
    page.reload()
    expect(page.locator("textarea").first).to_have_value(WORDS)
    page.evaluate(
        "for (const [name, item] of Object.entries(localStorage))"
        " localStorage.setItem(name, JSON.stringify({ ...JSON.parse(item), until: 1 }))"
    )
    page.reload()
    expect(page.locator("textarea").first).to_have_value("")
    assert kept(page) == {}


def to_write(served: Served, number: str) -> Page:
    page = on_a_question(served, number)
    page.goto(page.url.split("?")[0] + "/write")
    return page


def send(page: Page) -> None:
    page.get_by_label("Your message").fill(WORDS)
    page.get_by_role("button", name="Send").click()


def kept(page: Page) -> object:
    return page.evaluate("({ ...localStorage })")
