"""The pages on which a child looks first, and says whether promises were kept; no script needed."""

import gzip
import re
from datetime import timedelta

import pytest
from flask import Flask

from tests.people import SmallCouncil
from tests.people import make_child
from tests.rows import every
from tests.rows import only
from tests.services import stories
from tests.settings import StandingClock
from tests.web.browser import Browser
from tests.web.browser import words_of
from voice_app.db import db
from voice_app.db import writing
from voice_app.models.journey import Meeting
from voice_app.models.journey import Promise
from voice_app.models.people import Person
from voice_app.models.reviews import BriefOffer
from voice_app.models.reviews import PartChoice
from voice_app.models.reviews import ReviewReply
from voice_app.models.reviews import ViewUse
from voice_app.services import recording
from voice_app.services import reviewing
from voice_app.services import worrying

HURT = "If we think someone may get hurt"
LIGHT = 8_000  # bytes of a whole page, as it goes over the air


@pytest.fixture
def code(council: SmallCouncil, clock: StandingClock) -> str:
    """The link of a child who has answered."""
    code = stories.invite(council.child, clock)
    said = {"change": stories.WORDS, "see_family": "more", "safe": "no"}
    stories.fill_in(code, said, clock)
    stories.work()
    return code


@pytest.fixture
def browser(app: Flask, code: str) -> Browser:
    return Browser(app).show_sign(code)


def part_of(code: str) -> str:
    """The address of the part that is in her own words."""
    return f"/s/{code}/brief/{stories.answer_of(stories.WORDS)}"


def test_what_must_be_passed_on_is_said_before_anything_else(code: str, browser: Browser) -> None:
    """Then who gets it and when, then each part with how it stands."""
    page = words_of(browser.get(f"/s/{code}/brief"))
    order = ["Before Maura gets this", HURT, "Maura runs your review", stories.WORDS, "It’s right"]
    found = [page.index(words) for words in order]
    assert found == sorted(found)
    assert "Maura and your social worker may see it" in page


def test_the_thank_you_page_and_my_voice_lead_there(code: str, browser: Browser) -> None:
    """From the end of the survey, and later from their own page."""
    address = f'href="/s/{code}/brief"'
    thanks = browser.get(f"/s/{code}")
    assert "See what Maura will get" in words_of(thanks)
    assert address in thanks.text
    assert address in browser.get(f"/s/{code}/voice").text


def test_one_part_is_decided_with_one_press(code: str, browser: Browser) -> None:
    """Saved, shown on the list, and the same press again changes nothing."""
    form = {"fate": "reworded", "words": "more <mum>", "who": "review"}
    for _ in range(2):
        sent = browser.post(part_of(code), dict(form))
        assert sent.status_code == 303
        assert sent.location.startswith(f"/s/{code}/brief#part-")
    page = browser.get(f"/s/{code}/brief")
    assert "more &lt;mum&gt;" in page.text
    assert stories.WORDS not in words_of(page)
    assert "In your new words. Everyone at the review may see it." in words_of(page)
    assert 'value="reworded" checked' in browser.get(part_of(code)).text


def test_kept_private_says_what_the_reader_sees(code: str, browser: Browser) -> None:
    """That there is something, and not what."""
    browser.post(part_of(code), {"fate": "private"})
    page = words_of(browser.get(f"/s/{code}/brief"))
    assert "Maura sees only that you kept something private" in page


@pytest.mark.parametrize(
    ("form", "says"),
    [
        ({"fate": "reworded", "words": " "}, "You have not written your new words yet"),
        ({"fate": "reworded", "words": "y" * 5_001}, "Your words are still in the box"),
        ({}, "We could not tell what you picked"),
        ({"fate": "\x00"}, "We could not tell what you picked"),
    ],
)
def test_half_a_form_says_what_happened_and_loses_nothing(
    code: str, browser: Browser, form: dict[str, object], says: str
) -> None:
    """Nothing is changed, and what was typed is still in the box."""
    again = browser.post(part_of(code), form)
    assert again.status_code == 422
    assert says in words_of(again)
    assert str(form.get("words", "")) in again.text
    assert every(PartChoice) == []


@pytest.mark.parametrize("path", ["brief/999999", "brief/0"])
def test_a_part_that_is_not_theirs_leads_back_to_the_list(
    code: str, browser: Browser, path: str
) -> None:
    """Whatever number stands in the address."""
    for answer in (browser.get(f"/s/{code}/{path}"), browser.post(f"/s/{code}/{path}", {})):
        assert answer.status_code == 303
        assert answer.location.startswith(f"/s/{code}/brief")


@pytest.mark.parametrize(
    ("go", "says"), [("approved", "You said: it’s right"), ("left_to_us", "You left it to us")]
)
def test_it_is_right_or_left_to_us(code: str, browser: Browser, go: str, says: str) -> None:
    """Pressed, and said back."""
    assert browser.post(f"/s/{code}/brief", {"go": go}).status_code == 303
    assert says in words_of(browser.get(f"/s/{code}/brief"))
    browser.post(f"/s/{code}/brief", {"go": "nonsense"})
    assert only(BriefOffer).state == go


def test_a_part_that_a_person_looks_at_says_so_kindly(code: str, browser: Browser) -> None:
    """Without guessing why; what she wrote beside it says nothing of the kind."""
    page = browser.get(f"/s/{code}/brief").text
    with_note = [a for a in page.split("<article")[1:] if "A person who can help looks" in a]
    assert len(with_note) == 1
    assert "Do you feel safe" in with_note[0]


def test_what_the_reader_has_read_already_is_not_hidden_from_the_child(
    council: SmallCouncil, clock: StandingClock, code: str, browser: Browser
) -> None:
    """Nobody can unread it, and the page does not pretend so."""
    assert "has read this" not in words_of(browser.get(part_of(code)))
    worrying.mark_read(stories.answer_of(stories.WORDS), user_id=council.iro, now=clock())
    assert "Maura has read this" in words_of(browser.get(part_of(code)))


def test_once_it_has_gone_out_the_page_says_so_kindly(
    council: SmallCouncil, clock: StandingClock, code: str, browser: Browser
) -> None:
    """No part, no button; and nothing on the other pages leads there any more."""
    reviewing.issue_by_clock(council.review, now=clock())
    page = browser.get(f"/s/{code}/brief")
    assert "Maura has it now" in words_of(page)
    assert stories.WORDS not in page.text
    assert "/brief/" not in page.text
    for path in (f"/s/{code}", f"/s/{code}/voice"):
        assert f'href="/s/{code}/brief"' not in browser.get(path).text


def test_a_sealed_record_is_closed_on_every_page(
    council: SmallCouncil, code: str, browser: Browser
) -> None:
    """Whoever holds the link."""
    address = part_of(code)
    with writing():
        db.session.get_one(Person, council.child).record = "sealed"
    for path in (f"/s/{code}", f"/s/{code}/brief", address, f"/s/{code}/voice"):
        page = browser.get(path)
        assert page.status_code == 410
        assert stories.WORDS not in page.text
    assert browser.post(address, {"fate": "private"}).status_code == 410
    assert every(PartChoice) == []


def test_a_carer_has_nothing_to_look_at_here(
    council: SmallCouncil, clock: StandingClock, code: str, browser: Browser
) -> None:
    """The child's parts are the child's."""
    carer = stories.add_adult(clock, council.child, "Lorna")
    link = stories.invite(carer, clock, survey="before-the-review-carer")
    page = browser.show_sign(link).get(f"/s/{link}/brief")
    assert stories.WORDS not in page.text
    assert "nothing to look at here" in words_of(page)


@pytest.mark.parametrize("where", ["brief", "part", "voice"])
def test_the_pages_are_light(code: str, browser: Browser, where: str) -> None:
    """They open on a bus: each within the weight of a survey page."""
    path = part_of(code) if where == "part" else f"/s/{code}/{where}"
    assert len(gzip.compress(browser.get(path).data, 9)) <= LIGHT


@pytest.fixture
def promised(council: SmallCouncil, clock: StandingClock) -> int:
    """Something that was due yesterday."""
    review = next(row.id for row in every(Meeting) if row.held_on)
    due = clock().date() - timedelta(days=1)
    new = recording.NewDecision("Kit comes on Sundays", (recording.NewPromise("Dev", due),))
    promise = recording.record_decision(review, new, by=None, now=clock())[0]
    with writing():
        reply = ReviewReply(
            review_id=review,
            person_id=council.child,
            words="It is in the plan now.",
            told_by=council.iro,
            told_at=clock(),
        )
        db.session.add(reply)
    return promise


def test_did_it_happen_is_answered_once(code: str, promised: int, browser: Browser) -> None:
    """On their page, with what was decided and who promised it."""
    page = words_of(browser.get(f"/s/{code}/voice"))
    for words in ("Kit comes on Sundays", "Dev, by", "Did it happen?"):
        assert words in page
    for value in ("not_yet", "yes"):
        sent = browser.post(f"/s/{code}/promise", {"promise": promised, "happened": value})
        assert (sent.status_code, sent.location) == (303, f"/s/{code}/voice#review")
    assert only(Promise).happened == "not_yet"
    page = browser.get(f"/s/{code}/voice").text
    assert "You said: Not yet" in page
    assert 'name="happened"' not in page


@pytest.mark.parametrize(
    "form", [{}, {"happened": "yes"}, {"promise": "x", "happened": "yes"}, {"promise": "1"}]
)
def test_half_an_answer_changes_nothing(
    code: str, promised: int, browser: Browser, form: dict[str, object]
) -> None:
    """And breaks nothing."""
    assert browser.post(f"/s/{code}/promise", form).status_code == 303
    assert only(Promise).happened == ""


def test_on_a_shared_phone_the_review_is_not_shown(
    clock: StandingClock, code: str, promised: int, browser: Browser
) -> None:
    """It says so, and whom to ask."""
    make_child(clock, age=9)
    page = words_of(browser.get(f"/s/{code}/voice"))
    assert "Kit comes on Sundays" not in page
    assert "More people use this phone" in page


@pytest.mark.parametrize(
    ("outcome", "plan", "says"),
    [
        ("used", "placement", "Maura used this in your plan for where you live"),
        ("not_used", "", "Maura did not use this, and says why"),
    ],
)
def test_used_or_not_is_told_in_kind_words(
    council: SmallCouncil,
    clock: StandingClock,
    code: str,
    browser: Browser,
    outcome: str,
    plan: str,
    says: str,
) -> None:
    """With the place in the plan, or the reason."""
    with writing():
        use = ViewUse(
            review_id=council.review,
            answer_id=stories.answer_of(stories.WORDS),
            outcome=outcome,
            plan_kind=plan,
            words="Because of the court date",
            decided_by=council.iro,
            at=clock(),
        )
        db.session.add(use)
    page = words_of(browser.get(f"/s/{code}/voice"))
    assert says in page
    assert "Because of the court date" in page


def test_nothing_a_child_wrote_stands_in_an_address(code: str, browser: Browser) -> None:
    """Links and forms carry the link's code and numbers alone."""
    browser.post(part_of(code), {"fate": "reworded", "words": "marmalade"})
    for path in (f"/s/{code}/brief", part_of(code), f"/s/{code}/voice"):
        text = browser.get(path).text
        for address in re.findall(r'(?:href|action)="([^"]+)"', text):
            assert "marmalade" not in address
            assert "mum" not in address
