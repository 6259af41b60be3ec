"""Forms. A survey's field is made from the very Question that texts are read by."""

import re
from typing import Any

from flask import request
from flask_wtf import FlaskForm
from wtforms import Field
from wtforms import Form
from wtforms import StringField
from wtforms import TextAreaField

from surveys.questions import CHOOSES
from surveys.questions import NOT_SURE
from surveys.questions import SEEN
from surveys.questions import Kind
from surveys.questions import Question
from surveys.questions import Value
from voice_app.policy import DEFAULT_WHO
from voice_app.policy import Who

HIGHEST_ROW = 2**31 - 1  # what PostgreSQL numbers rows with
WHOLE_NUMBER = re.compile(r"\s*[0-9]{1,9}\s*")  # more digits are no number of anything here


class BaseForm(FlaskForm):  # type: ignore[misc]  # flask_wtf ships no types
    """Every form of the desk: it carries the token that proves it came from our own page."""


class AnswerForm(Form):
    """What a survey page sends. It needs no token: its secret is the address it is sent to."""

    question = StringField()
    go = StringField()
    comment = TextAreaField()
    who = StringField()


class PickedField(Field):
    """All the boxes that were ticked."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Keep every value, in the order of the page."""
        self.data = list(valuelist)


def form_for(question: Question, language: str, band: str) -> type[AnswerForm]:
    """The form of one question; ``engine`` judges the value, as it does for a text."""
    return type("QuestionForm", (AnswerForm,), {"answer": _field(question, language, band)})


def value_of(form: AnswerForm, question: Question) -> Value:
    """What was given, as the engine takes it; what is no number stays as it was typed."""
    given: Any = form["answer"].data
    if not given and question.other and comment_of(form, question):
        other = question.other.value
        given = [other] if question.kind is Kind.SEVERAL_CHOICES else other
    if question.kind is Kind.INFORMATION:
        return SEEN
    if question.kind is Kind.SEVERAL_CHOICES:
        picked = tuple(given or ())
        return NOT_SURE if picked == (NOT_SURE,) else picked
    text = (given or "").replace("\x00", "")
    if question.kind is Kind.NUMBER:
        return int(text) if WHOLE_NUMBER.fullmatch(text) else text
    return text


def comment_of(form: AnswerForm, question: Question) -> str:
    """What was written beside a choice; white space alone is nothing."""
    beside = question.kind in CHOOSES
    text = (form.comment.data or "").replace("\x00", "") if beside else ""
    return text if text.strip() else ""


def who_of(form: AnswerForm) -> Who:
    """Who may see the answer; whatever is not one of ours is the most private."""
    return Who(form.who.data) if form.who.data in set(Who) else DEFAULT_WHO


def _field(question: Question, language: str, band: str) -> Any:
    """The field only carries what was sent: the engine is the one judge of values."""
    label = question.wording.of(language, band)
    if question.kind is Kind.SEVERAL_CHOICES:
        return PickedField(label)
    return TextAreaField(label) if question.kind is Kind.LONG_TEXT else StringField(label)


def row_in(name: str) -> int | None:
    """The number of a row that a form names; None for what can be none."""
    number = request.form.get(name, type=int)
    return number if number is not None and abs(number) <= HIGHEST_ROW else None
