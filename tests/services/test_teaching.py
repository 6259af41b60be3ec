"""People teach: they check what words are about, and add words; nothing is overwritten."""

from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy import select

from analysis import themes
from tests.people import SmallCouncil
from tests.people import make_user
from tests.services import stories
from tests.settings import StandingClock
from voice_app.db import db
from voice_app.db import writing
from voice_app.models.insight import ThemeTag
from voice_app.models.teaching import LexiconWord
from voice_app.models.teaching import ThemeCheck
from voice_app.policy import Role
from voice_app.services import disagreeing
from voice_app.services import judging
from voice_app.services import own_words
from voice_app.services import tagging
from voice_app.services import teaching
from voice_app.services.own_words import CannotAdd
from voice_app.services.own_words import NewWords
from voice_app.store import insight


@pytest.fixture
def voice(council: SmallCouncil, clock: StandingClock) -> int:
    """Words whose writer let us learn from them."""
    return stories.say(council.child, clock, share=True)


def tags(answer: int) -> dict[str, str]:
    rows = select(ThemeTag).where(ThemeTag.answer_id == answer, ThemeTag.set_aside_at.is_(None))
    return {row.theme: row.state for row in db.session.scalars(rows)}


def words(phrase: str, **changed: str | int) -> NewWords:
    plain = {"kind": "added", "theme": "home", "why": "what they call it here", "phrase": phrase}
    return NewWords(**(plain | changed))  # type: ignore[arg-type]


def test_only_shared_words_are_checked_and_without_a_name(
    council: SmallCouncil, clock: StandingClock
) -> None:
    voice = stories.say(council.child, clock, "jaz wants to see mum more", share=True)
    stories.say(council.child, clock, "nobody else may see this")
    page = teaching.next_to_check(user_id=council.qa, now=clock())
    assert page is not None
    assert (page.answer_id, page.waiting) == (voice, 1)
    assert "jaz" not in page.quote.words.lower()
    assert len(page.themes) == 24


def test_what_a_person_ticks_stands_and_what_they_leave_out_falls(
    council: SmallCouncil, clock: StandingClock, voice: int
) -> None:
    said = ["family_time", "rights_advocacy"]
    teaching.check(voice, said, user_id=council.qa, now=clock())
    found = tags(voice)
    assert {theme for theme, state in found.items() if state == "confirmed"} == set(said)
    assert set(found.values()) <= {"confirmed", "rejected"}
    kept = db.session.scalars(select(ThemeCheck)).one()
    assert kept.themes == said
    assert kept.rules.startswith("rules ")
    assert teaching.next_to_check(user_id=council.qa, now=clock()) is None


def test_a_second_reader_changes_nothing_that_the_first_decided(
    council: SmallCouncil, clock: StandingClock, voice: int
) -> None:
    other = make_user("Olu", Role.QA_MANAGER, clock)
    teaching.check(voice, ["family_time"], user_id=council.qa, now=clock())
    before = tags(voice)
    teaching.check(voice, ["home"], user_id=other, now=clock())
    assert {theme: state for theme, state in tags(voice).items() if theme != "home"} == before
    assert len(db.session.scalars(select(ThemeCheck)).all()) == 2


def test_what_its_speaker_did_not_mean_stays_so(
    council: SmallCouncil, clock: StandingClock, voice: int
) -> None:
    code = stories.invite(council.child, clock)
    tag = db.session.scalars(select(ThemeTag).where(ThemeTag.answer_id == voice)).first()
    assert tag is not None
    theme = tag.theme
    assert disagreeing.not_what_i_meant(code, tag.id, now=clock())
    teaching.check(voice, [theme], user_id=council.qa, now=clock())
    assert tags(voice)[theme] == "rejected"


def test_words_that_were_not_shared_are_nobodys_to_check(
    council: SmallCouncil, clock: StandingClock
) -> None:
    answer = stories.say(council.child, clock)
    with pytest.raises(teaching.NotYours):
        teaching.check(answer, [], user_id=council.qa, now=clock())
    with pytest.raises(ValueError, match="weather"):
        teaching.check(answer, ["weather"], user_id=council.qa, now=clock())


def test_agreement_waits_for_enough_texts(
    council: SmallCouncil, clock: StandingClock, voice: int
) -> None:
    teaching.check(voice, ["family_time"], user_id=council.qa, now=clock())
    page = teaching.agreement()
    assert (page.checks, page.texts_twice, page.people, page.machine) == (1, 0, None, None)
    assert len(page.rows) == 24


def test_words_of_ones_own_count_from_the_next_text_on(
    council: SmallCouncil, clock: StandingClock
) -> None:
    said = "the snug is where i go"
    before = stories.say(council.child, clock, said)
    own_words.add(words("The  Snug"), user_id=council.qa, now=clock())
    clock.forward(days=1)
    while tagging.tag_some_again(now=clock()):
        pass
    row = db.session.scalars(
        select(ThemeTag).where(ThemeTag.answer_id == before, ThemeTag.theme == "home")
    ).all()[-1]
    assert row.sure
    assert "the snug" in row.rule
    assert "+1." in (row.rules or "")
    word = db.session.scalars(select(LexiconWord)).one()
    own_words.withdraw(word.id, user_id=council.qa, now=clock())
    assert own_words.page("").own[0].withdrawn


@pytest.mark.parametrize(
    ("new", "why"),
    [
        (words("the snug", theme="weather"), "theme"),
        (words("the snug", why=" "), "why"),
        (words("is the"), "small words"),
        (words("one two three four five six seven"), "6 words"),
        (words("ring 07700 900417"), "name"),
        (words("the snug", must_match="the kitchen"), "not found"),
        (words("the snug", must_not_match="in the snug"), "must not"),
        (words("never heard of it", kind="set_aside"), "not one of our"),
    ],
)
def test_words_that_would_do_harm_are_refused_with_a_reason(
    council: SmallCouncil, clock: StandingClock, new: NewWords, why: str
) -> None:
    with pytest.raises(CannotAdd, match=why):
        own_words.add(new, user_id=council.qa, now=clock())
    assert not db.session.scalars(select(LexiconWord)).all()


def test_a_name_of_their_network_is_no_phrase(
    council: SmallCouncil, clock: StandingClock, voice: int
) -> None:
    with pytest.raises(CannotAdd, match="name"):
        own_words.add(words("jaz at home", from_answer=voice), user_id=council.qa, now=clock())


def test_reading_again_keeps_what_was_and_what_people_decided(
    council: SmallCouncil, clock: StandingClock, voice: int
) -> None:
    tag = db.session.scalars(select(ThemeTag).where(ThemeTag.answer_id == voice)).first()
    assert tag is not None
    decided = tag.theme
    judging.judge_tag(tag.id, "confirmed", user_id=council.qa, now=clock())
    count = len(db.session.scalars(select(ThemeTag)).all())
    own_words.add(words("the snug"), user_id=council.qa, now=clock())
    assert tagging.left_to_tag()[0] > 0
    while tagging.tag_some_again(now=clock(), at_once=1):
        pass
    assert tagging.left_to_tag()[0] == 0
    assert tags(voice)[decided] == "confirmed"
    after = db.session.scalars(select(ThemeTag)).all()
    assert len(after) >= count
    assert sum(1 for row in after if row.theme == decided and row.set_aside_at is None) == 1
    assert tagging.tag_some_again(now=clock()) == 0
    assert len(db.session.scalars(select(ThemeTag)).all()) == len(after)


def test_a_page_of_checks_and_words_opens_for_quality_assurance(app: Flask, voice: int) -> None:
    assert own_words.page("home").shipped is not None
    assert own_words.page("weather").shipped is None


def former_tag(answer_id: int, user_id: int, state: str, clock: StandingClock) -> None:
    with writing():
        row = insight.own_tag(answer_id, "contact", "", user_id=user_id, now=clock())
        row.state = state
        db.session.add(row)


def read_all_again(clock: StandingClock, became: dict[str, tuple[str, ...]]) -> list[ThemeTag]:
    own_words.add(words("the snug"), user_id=1, now=clock())
    taxonomy = replace(themes.shipped(), became=became)
    while tagging.tag_some_again(now=clock(), taxonomy=taxonomy):
        pass
    return [row for row in db.session.scalars(select(ThemeTag)) if row.rule == "was: contact"]


@pytest.mark.parametrize("state", ["confirmed", "rejected"])
def test_what_people_decided_goes_on_to_what_a_theme_became(
    council: SmallCouncil, clock: StandingClock, voice: int, state: str
) -> None:
    former_tag(voice, council.qa, state, clock)
    (heir,) = read_all_again(clock, {"contact": ("future",)})
    assert (heir.theme, heir.state, heir.user_id) == ("future", state, council.qa)
    was = db.session.scalars(select(ThemeTag).where(ThemeTag.theme == "contact")).one()
    assert was.set_aside_at == clock()


def test_a_yes_to_a_theme_that_was_split_is_asked_again(
    council: SmallCouncil, clock: StandingClock, voice: int
) -> None:
    former_tag(voice, council.qa, "confirmed", clock)
    heirs = read_all_again(clock, {"contact": ("future", "immigration")})
    assert {(each.theme, each.state) for each in heirs} == {
        ("future", "suggested"),
        ("immigration", "suggested"),
    }
    assert all(each.set_aside_at is None and each.user_id is None for each in heirs)


def test_a_no_to_a_theme_that_was_split_is_a_no_to_its_parts(
    council: SmallCouncil, clock: StandingClock, voice: int
) -> None:
    former_tag(voice, council.qa, "rejected", clock)
    heirs = read_all_again(clock, {"contact": ("future", "immigration")})
    assert {each.state for each in heirs} == {"rejected"}


def test_two_former_themes_may_become_one(
    council: SmallCouncil, clock: StandingClock, voice: int
) -> None:
    former_tag(voice, council.qa, "confirmed", clock)
    with writing():
        db.session.add(insight.own_tag(voice, "visits", "", user_id=council.qa, now=clock()))
    became = {"contact": ("future",), "visits": ("future",)}
    assert len(read_all_again(clock, became)) == 1
