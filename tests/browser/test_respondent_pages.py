"""Every page a respondent can come to: no barrier, no mouse, no script, and HTML that is right.

In English, Arabic and Easy Read, on a small phone, light and dark. A new page without an address
in ``respondents.places`` fails the first test here.
"""

from collections.abc import Iterator

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from flask import Flask
from playwright.sync_api import Browser
from playwright.sync_api import Page

from tests.browser.conftest import PATIENCE
from tests.browser.conftest import PHONE
from tests.browser.conftest import keep_picture
from tests.browser.html import faults
from tests.browser.respondents import BANDS
from tests.browser.respondents import LANGUAGES
from tests.browser.respondents import Place
from tests.browser.respondents import link_of
from tests.browser.respondents import offer
from tests.browser.respondents import places
from tests.browser.respondents import serving
from tests.people import SmallCouncil
from tests.people import make_child
from tests.services import stories
from tests.settings import StandingClock
from tests.web.browser import SIGN
from voice_app import words
from voice_app.web.tongues import RESPONDENTS

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("respondents")]

# What has the keyboard, and whether anybody could see that it has.
FOCUSED = """() => {
  const at = document.activeElement
  if (!at || at === document.body) return null
  const box = at.closest('label') || at.parentElement.querySelector(`label[for="${at.id}"]`)
  const seen = [at, box, at.parentElement].some(each => {
    if (!each) return false
    const style = getComputedStyle(each)
    return (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2)
      || style.boxShadow !== 'none'
  })
  const all = [...document.querySelectorAll('*')]
  return {at: all.indexOf(at), seen, what: at.outerHTML.slice(0, 90)}
}"""
# What has to be reached: radios of one name are one stop, and what is not shown is none.
REACHABLE = """() => {
  const all = [...document.querySelectorAll('*')]
  const stops = all.filter(each => each.matches(
    'a[href],button,input:not([type=hidden]),textarea,select,summary,audio[controls]')
    && !each.disabled && each.tabIndex >= 0 && each.checkVisibility({visibilityProperty: true}))
  const groups = {}
  const found = []
  for (const each of stops) {
    if (each.type !== 'radio') { found.push([all.indexOf(each)]); continue }
    if (!groups[each.name]) found.push(groups[each.name] = [])
    groups[each.name].push(all.indexOf(each))
  }
  return found
}"""
VIOLATIONS = "options => axe.run(options).then(found => found.violations.map(each => each.id))"
SMALL = """() => [...document.querySelectorAll('button,.btn,summary,label:has(input)')]
  .filter(each => !each.ariaHidden && each.checkVisibility()
    && each.getBoundingClientRect().height < 43.5)
  .map(each => each.outerHTML.slice(0, 90))"""


@pytest.fixture
def address(app: Flask, council: SmallCouncil, clock: StandingClock) -> Iterator[str]:
    """Where it is served, with every finished language switched on."""
    offer(council, clock)
    with serving(app) as found:
        yield found


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A small phone, with nobody's cookies."""
    context = chromium.new_context(viewport=PHONE, device_scale_factor=2)
    context.set_default_timeout(PATIENCE)
    yield context.new_page()
    context.close()


@pytest.fixture
def stands(council: SmallCouncil, clock: StandingClock) -> list[Place]:
    """One address a page."""
    return places(council, clock)


NO_PAGES = {"answering.worker", "answering.sound", "my_voice.news"}  # a script, a sound, a part


def go(page: Page, address: str, place: Place, stands: list[Place], language: str = "en") -> None:
    """Come to a page as its person does, with their sign shown where it is asked for."""
    page.context.clear_cookies()
    if place.with_sign:
        code = link_of(stands)
        chosen = "&".join(["go=keep", *(f"picture={each}" for each in SIGN)])
        page.request.post(
            f"{address}/s/{code}/sign",
            data=chosen,
            headers={"Content-Type": "application/x-www-form-urlencoded"},
        )
    page.goto(f"{address}{in_language(place.path, language)}")
    assert page.url.startswith(f"{address}{place.path}"), place  # and not sent elsewhere


def test_no_page_is_left_out(app: Flask, stands: list[Place]) -> None:
    pages = {
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if rule.endpoint.partition(".")[0] in RESPONDENTS and "GET" in (rule.methods or ())
    }
    assert pages - NO_PAGES == {place.endpoint for place in stands}
    assert set(LANGUAGES) <= words.ready()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_has_no_barrier(
    page: Page, address: str, stands: list[Place], language: str
) -> None:
    for place in stands:
        go(page, address, place, stands, language)
        assert page.locator("html").get_attribute("lang") == language, place
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            keep_picture(page, f"{place.name}-{language}-{scheme}")
            assert barriers(page, scheme) == [], place
        assert page.evaluate(SMALL) == [], place


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("band", BANDS)
def test_every_question_has_no_barrier(
    page: Page, address: str, clock: StandingClock, band: str, language: str
) -> None:
    """The whole survey before a review, as each age sees it."""
    code = stories.invite(make_child(clock, age=BANDS[band], mobile="+447700900421"), clock)
    page.goto(f"{address}/s/{code}")
    pick(page, language)
    step = 0
    while True:
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            keep_picture(page, f"band-{band}-{language}-{step:02}-{scheme}")
            assert barriers(page, scheme) == []
        assert page.evaluate(SMALL) == []
        button = page.locator("button[value=start], button[value=skip]").first
        if not button.count():
            break
        with page.expect_navigation():
            button.click()
        step += 1
    assert step > 5


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_is_right_html(
    page: Page, address: str, stands: list[Place], language: str
) -> None:
    for place in stands:
        go(page, address, place, stands, language)
        answer = page.request.get(page.url)
        assert faults(answer.text()) == [], place


def test_every_page_can_be_used_without_a_mouse(
    page: Page, address: str, stands: list[Place]
) -> None:
    """Tab comes to whatever can be pressed, shows where it is, and is caught nowhere."""
    for place in stands:
        go(page, address, place, stands)
        groups = page.evaluate(REACHABLE)
        reached, unseen = tabbed(page, len(groups))
        assert unseen == [], place
        missed = [group for group in groups if not reached & set(group)]
        assert missed == [], place


def test_a_survey_is_answered_by_keyboard_alone(
    page: Page, address: str, clock: StandingClock, council: SmallCouncil
) -> None:
    """Tab, arrows, space and Enter, from the welcome to the thanks."""
    page.goto(f"{address}/s/{stories.invite(council.child, clock)}")
    press_by_keyboard(page, "button[value=start]")
    while page.locator(".btn[value=next]").count():
        if page.locator("textarea[name=answer]").count():
            tab_to(page, "textarea[name=answer]")
            page.keyboard.type(stories.WORDS)
        elif page.locator("input[name=answer]").count():
            tab_to(page, "input[name=answer]")
            page.keyboard.press("Space")
        press_by_keyboard(page, ".btn[value=next]")
    assert page.url.endswith("/check")


def test_a_survey_is_answered_without_any_script(
    chromium: Browser, address: str, clock: StandingClock, council: SmallCouncil
) -> None:
    """Every button and link of every page works with scripts switched off."""
    context = chromium.new_context(viewport=PHONE, java_script_enabled=False)
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    page.goto(f"{address}/s/{stories.invite(council.child, clock)}")
    page.locator("button[value=start]").click()
    page.wait_for_load_state()
    while page.locator(".btn[value=next]").count():
        if page.locator("textarea[name=answer]").count():
            page.locator("textarea[name=answer]").fill(stories.WORDS)
        elif page.locator("input[name=answer]").count():
            page.locator("input[name=answer]").first.check(force=True)
        with page.expect_navigation():
            page.locator(".btn[value=next]").click()
    assert page.url.endswith("/check")
    page.get_by_role("link", name="Finish").click()
    page.get_by_role("link", name="Skip").click()
    page.get_by_role("link", name="My voice").first.click()
    for name in SIGN:
        page.locator(f"input[name=picture][value={name}]").check(force=True)
    page.get_by_role("button", name="Next").click()
    page.get_by_role("button", name="Yes, it’s mine").click()
    page.wait_for_url("**/voice")
    assert page.get_by_text(stories.WORDS).count()
    context.close()


def in_language(path: str, language: str) -> str:
    """An address that says which language is wanted."""
    return f"{path}{'&' if '?' in path else '?'}language={language}"


def pick(page: Page, language: str) -> None:
    """Pick a language on the page, as they would."""
    if language == words.ENGLISH:
        return
    with page.expect_navigation():
        page.locator(f"button[name=language][value={language}]").click()


def barriers(page: Page, scheme: str) -> list[str]:
    """What axe finds, and a page that is wider than the phone. In the dark only colours differ."""
    options: dict[str, list[str]] = {"resultTypes": ["violations"]}
    if scheme == "dark":
        options["runOnly"] = ["color-contrast"]
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    found: list[str] = page.evaluate(VIOLATIONS, options)
    wide = page.evaluate("document.documentElement.scrollWidth") > PHONE["width"]
    return [*found, *(["wider than the phone"] if wide else [])]


def tabbed(page: Page, stops: int) -> tuple[set[int], list[str]]:
    """Where Tab comes to, and what had the keyboard without showing it."""
    reached, unseen = set(), []
    for _ in range(stops + 3):
        page.keyboard.press("Tab")
        focused = page.evaluate(FOCUSED)
        if focused is None:
            continue
        reached.add(focused["at"])
        if not focused["seen"]:
            unseen.append(focused["what"])
    return reached, unseen


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until something has the keyboard."""
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("chosen => document.activeElement.matches(chosen)", selector):
            return
    raise AssertionError(f"Tab does not come to {selector}")


def press_by_keyboard(page: Page, selector: str) -> None:
    """Come to a button by Tab and press it by Enter."""
    tab_to(page, selector)
    with page.expect_navigation():
        page.keyboard.press("Enter")
