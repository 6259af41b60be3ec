"""Our scripts in a real browser: read aloud, no signal, live chat. No page needs one."""

import pytest
from playwright.sync_api import Page
from playwright.sync_api import expect

from tests.browser.conftest import LAPTOP
from tests.browser.conftest import PHONE
from tests.browser.conftest import Served
from tests.browser.test_newcomer import begin_by_text

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

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
ASKED_AGAIN = 11_000  # milliseconds: a little longer than the chat waits before it asks


@pytest.fixture(scope="module")
def link(served: Served) -> str:
    """Of one young person who has begun; each test opens it in a browser of its own."""
    _phone, first = begin_by_text(served, "413")
    return first.url


def on_a_question(served: Served, link: str, script: str = "void 0") -> Page:
    """A phone with a question on it, and a script of the test's own that ran before ours."""
    page = served.page(PHONE)
    page.add_init_script(script)
    page.goto(link)
    expect(page.locator("#asked")).to_be_visible()
    return page


def test_listen_is_offered_only_where_the_phone_itself_has_a_voice(
    served: Served, link: str
) -> None:
    """A voice from elsewhere would be sent the words."""
    page = on_a_question(served, link, VOICES.replace("HERE", "false"))
    expect(page.locator("[data-listen]")).to_be_hidden()
    page = on_a_question(served, link, VOICES.replace("HERE", "true"))
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
    served: Served, link: str
) -> None:
    page = served.page(PHONE)
    page.goto(f"{link}/write")
    page.context.set_offline(True)
    send(page, "no signal on the bus")
    expect(page.get_by_role("status")).to_contain_text("Stay on this page")
    assert kept(page) == {}
    page.context.set_offline(False)
    expect(page.locator("blockquote").filter(has_text="on the bus")).to_have_count(1)


def test_a_message_kept_by_wish_outlives_its_page_and_is_sent_once(
    served: Served, link: str
) -> None:
    page = served.page(PHONE)
    page.goto(f"{link}/write")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    keep(page)
    page.context.set_offline(True)
    send(page, "the taxi came late\nand nobody said why")
    expect(page.get_by_role("status")).to_contain_text("kept on this phone")
    assert "taxi" in str(kept(page))
    assert link.rpartition("/")[2] not in str(kept(page))
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


def test_a_draft_comes_back_and_an_expired_one_is_removed(served: Served, link: str) -> None:
    page = on_a_question(served, link)
    keep(page)
    page.locator("summary").filter(has_text="Say more").click()
    box = page.locator("textarea").first
    box.fill("it depends who is on shift")
    page.reload()
    expect(box).to_have_value("it depends who is on shift")
    page.evaluate(
        "for (const [name, item] of Object.entries(localStorage))"
        " localStorage.setItem(name, JSON.stringify({ ...JSON.parse(item), until: 1 }))"
    )
    page.reload()
    expect(page.get_by_role("button", name="Next")).to_be_visible()
    expect(page.get_by_role("button", name="Clear what is kept")).to_be_hidden()
    expect(box).to_have_value("")
    assert kept(page) == {}


def test_what_one_writes_the_other_sees_without_a_reload(served: Served, link: str) -> None:
    """Both pages stay open; their clocks are moved on by hand."""
    hers, desk = served.page(PHONE), served.page(LAPTOP)
    hers.goto(f"{link}/sign")
    served.choose_sign(hers)
    hers.clock.install()
    hers.goto(f"{link}/write")
    send(hers, "can somebody ring me about school")
    expect(hers.get_by_text("We have it")).to_be_visible()

    served.sign_in(desk, "rosa.tandy")
    desk.clock.install()
    desk.goto(f"{served.address}/chats/")
    desk.locator(".chats > li").filter(has_text="ring me about school").get_by_role("link").click()
    desk.get_by_label("Write back as").fill("Yes. I will ring at four.")
    desk.get_by_role("button", name="Look over").click()
    desk.get_by_role("button", name="Send it").click()
    expect(desk.locator(".talk").get_by_text("I will ring at four")).to_be_visible()

    hers.get_by_label("Your message").fill("half a thought")
    hers.clock.run_for(ASKED_AGAIN)
    expect(hers.locator("[data-live] .us").filter(has_text="ring at four")).to_have_count(1)
    expect(hers.get_by_label("Your message")).to_have_value("half a thought")
    send(hers, "ok thanks")
    expect(hers.get_by_text("We have it")).to_be_visible()
    desk.clock.run_for(ASKED_AGAIN)
    expect(desk.locator(".talk").get_by_text("ok thanks")).to_be_visible()


def send(page: Page, words: str) -> None:
    page.get_by_label("Your message").fill(words)
    page.get_by_role("button", name="Send").click()


def keep(page: Page) -> None:
    page.get_by_text("If the signal drops").click()
    page.get_by_text("Keep what I write").click()


def kept(page: Page) -> object:
    return page.evaluate("({ ...localStorage })")
