"""The Children in Care Council on three phones: from an idea to a survey that asks it."""

from collections.abc import Iterator
from dataclasses import dataclass

from playwright.sync_api import Page
from playwright.sync_api import expect

from tests.browser.conftest import LAPTOP
from tests.browser.conftest import PHONE
from tests.browser.conftest import Served

FIRST = "Did your worker come when they said?"
BETTER = "Did your worker come on time?"
SURVEY = "After a visit"


@dataclass
class Three:
    """Three members, each on their own phone."""

    kit: Page
    ash: Page
    wren: Page

    def __iter__(self) -> Iterator[Page]:
        return iter((self.kit, self.ash, self.wren))


def join(served: Served, worker: Page, nickname: str) -> Page:
    """The worker makes a link; the young person opens it on their phone and chooses."""
    worker.goto(f"{served.address}/council/members")
    worker.get_by_label("A nickname to start with. No real name.").fill(nickname)
    worker.get_by_role("button", name="Make their link").click()
    link = worker.locator(".link").inner_text()
    phone = served.page(PHONE)
    phone.goto(served.address + link[link.index("/council/") :])
    phone.get_by_label("Star", exact=True).check(force=True)
    served.look(phone, "council-join")
    phone.get_by_role("button", name="Come in").click()
    expect(phone.locator(".words")).not_to_be_empty()
    served.look(phone, "council-joined")
    phone.get_by_role("link", name="I have them. Go on").click()
    return phone


def assert_easy_to_press(phone: Page) -> None:
    """Whatever can be pressed is 44 px high or more, or the row around it is."""
    small = phone.evaluate(
        """() => [...document.querySelectorAll("main a, main button, main input, main summary")]
            .filter(e => e.offsetParent && e.type != "hidden")
            .map(e => (e.closest("label.opt, label.row") || e))
            .filter(e => e.getBoundingClientRect().height < 43.5)
            .map(e => e.textContent.trim())"""
    )
    assert small == []


def vote(served: Served, phone: Page, words: str, says: str = "Yes") -> None:
    """Open what waits for me and vote."""
    phone.goto(f"{served.address}/council/")
    phone.get_by_role("link", name=words).click()
    phone.get_by_label(says, exact=True).check(force=True)
    phone.get_by_role("button", name="Vote").click()
    expect(phone.get_by_role("status")).to_contain_text("Your vote is in.")


def asked_by_text(served: Served, iro: Page) -> str:
    """What the IRO sees of the survey that is out, as texts."""
    iro.goto(f"{served.address}/surveys/")
    card = iro.locator("li", has=iro.get_by_role("heading", name=SURVEY, exact=True))
    out = card.locator("section", has=iro.get_by_text("Out since")).first
    return out.text_content() or ""  # the questions are folded away


def test_a_question_goes_from_idea_to_a_survey_by_the_votes_of_young_people(
    served: Served,
) -> None:
    worker, iro = served.page(LAPTOP), served.page(LAPTOP)
    served.sign_in(worker, "leila.grange")
    served.sign_in(iro, "maura.ellery")
    phones = Three(*(join(served, worker, name) for name in ("Kit", "Ash", "Wren")))

    phones.kit.get_by_role("link", name="I have an idea").click()
    served.look(phones.kit, "council-new")
    phones.kit.get_by_role("link", name="A new question").click()
    phones.kit.get_by_role("link", name=SURVEY, exact=True).click()
    phones.kit.get_by_role("link", name="Yes or no", exact=True).click()
    phones.kit.get_by_label("The question, in your words").fill(FIRST)
    phones.kit.get_by_label("Why? If you like").fill("mine is always late")
    served.look(phones.kit, "council-write")
    assert_easy_to_press(phones.kit)
    phones.kit.get_by_role("button", name="Show it to the group").click()
    expect(phones.kit.get_by_role("heading", level=1)).to_have_text(FIRST)

    vote(served, phones.kit, FIRST)
    vote(served, phones.ash, FIRST, "Change it")

    phones.wren.goto(f"{served.address}/council/")
    phones.wren.get_by_role("link", name=FIRST).click()
    phones.wren.get_by_role("link", name="Try other words").click()
    phones.wren.get_by_label("Your words").fill(BETTER)
    phones.wren.get_by_role("button", name="Send").click()
    expect(phones.wren.get_by_role("heading", level=1)).to_have_text(BETTER)

    phones.kit.goto(f"{served.address}/council/")
    expect(phones.kit.get_by_role("link", name=BETTER)).to_contain_text("New words since you voted")
    served.look(phones.kit, "council-home")
    assert_easy_to_press(phones.kit)
    for phone in phones:
        vote(served, phone, BETTER)
    served.look(phones.kit, "council-idea")
    assert_easy_to_press(phones.kit)

    worker.goto(f"{served.address}/council/")
    worker.get_by_role("link", name=BETTER).click()
    worker.get_by_label("A vote on paper, or at the meeting").select_option(label="Bee")
    worker.get_by_role("button", name="Write the vote in").click()
    served.look(worker, "council-worker")
    assert BETTER not in asked_by_text(served, iro)
    worker.get_by_role("button", name="Put it in the next version").click()
    for phone in phones:
        vote(served, phone, f"{SURVEY}, version")
    assert BETTER not in asked_by_text(served, iro)
    worker.get_by_label("A vote on paper, or at the meeting").select_option(label="Moz")
    worker.get_by_role("button", name="Write the vote in").click()
    served.look(worker, "council-sign-off")
    assert BETTER not in asked_by_text(served, iro)
    worker.get_by_role("button", name="Let it out").click()
    assert BETTER in asked_by_text(served, iro)

    phones.kit.goto(f"{served.address}/council/")
    phones.kit.get_by_role("link", name=BETTER).click()
    expect(phones.kit.locator(".went li:not(.open)")).to_have_count(4)
    served.look(phones.kit, "council-used")
