"""A model of one's own: what it is made from, and what happens when one is broken."""

from flask import Flask
from sqlalchemy import select

from tests.people import SmallCouncil
from tests.services import stories
from tests.settings import StandingClock
from voice_app.db import db
from voice_app.db import writing
from voice_app.models.conversations import Answer
from voice_app.models.insight import ThemeTag
from voice_app.models.teaching import LanguageModel
from voice_app.models.worries import Worry
from voice_app.services import disagreeing
from voice_app.services import judging
from voice_app.services import modelling
from voice_app.services import screening
from voice_app.services import teaching


def break_the_model(clock: StandingClock) -> None:
    with writing():
        db.session.add(
            LanguageModel(
                version="1.0+here.1", content=b"hello", card={}, state="used", made_at=clock()
            )
        )


def test_a_check_says_all_themes_of_a_text(council: SmallCouncil, clock: StandingClock) -> None:
    answer = stories.say(council.child, clock, share=True)
    teaching.check(answer, ["health", "home"], user_id=council.qa, now=clock())
    (correction,) = modelling.corrections()
    assert (correction.key, correction.themes) == (answer, {"health", "home"})


def test_a_yes_or_no_to_one_tag_teaches_too(council: SmallCouncil, clock: StandingClock) -> None:
    answer = stories.say(council.child, clock, share=True)
    assert modelling.corrections() == []
    tag = db.session.scalars(select(ThemeTag).where(ThemeTag.answer_id == answer)).first()
    assert tag is not None
    judging.judge_tag(tag.id, "rejected", user_id=council.qa, now=clock())
    (correction,) = modelling.corrections()
    assert tag.theme not in correction.themes


def test_what_its_speaker_did_not_mean_is_not_learned(
    council: SmallCouncil, clock: StandingClock
) -> None:
    answer = stories.say(council.child, clock, share=True)
    tag = db.session.scalars(select(ThemeTag).where(ThemeTag.answer_id == answer)).first()
    assert tag is not None
    theme = tag.theme
    teaching.check(answer, [theme, "health"], user_id=council.qa, now=clock())
    code = stories.invite(council.child, clock)
    assert disagreeing.not_what_i_meant(code, tag.id, now=clock())
    (correction,) = modelling.corrections()
    assert correction.themes == {"health"}


def test_words_in_another_language_teach_nothing(
    council: SmallCouncil, clock: StandingClock
) -> None:
    answer = stories.say(council.child, clock, "nie chce tam wracac, boje sie", share=True)
    teaching.check(answer, ["safety"], user_id=council.qa, now=clock())
    assert modelling.corrections() == []


def test_a_broken_model_leaves_no_text_unread(council: SmallCouncil, clock: StandingClock) -> None:
    break_the_model(clock)
    answer = stories.say(council.child, clock, "the weather was fine")
    row = db.session.get_one(Answer, answer)
    assert row.flag == "amber"
    assert db.session.scalars(select(Worry).where(Worry.answer_id == answer)).one().tier == "amber"


def test_the_place_of_the_fault_is_named(app: Flask, clock: StandingClock) -> None:
    assert screening.what_cannot_be_read(now=clock()) == ""
    break_the_model(clock)
    assert screening.what_cannot_be_read(now=clock()) == (
        "model 1.0+here.1, made here: it is broken: it is not a model of this format"
    )


def test_nothing_is_compared_on_nothing(app: Flask) -> None:
    assert modelling.compare(None) == {}
