"""What a survey's form gave: an answer, or a skip; and who may see it."""

from flask import request

from surveys.engine import Answered
from surveys.engine import Skipped
from surveys.questions import Question
from voice_app.services.conversations import FromPage
from voice_app.web.form import comment_of
from voice_app.web.form import form_for
from voice_app.web.form import value_of
from voice_app.web.form import who_of


def given(question: Question, language: str, band: str) -> FromPage:
    """The move that was made by sending the form of this question."""
    form = form_for(question, language, band)(request.form)
    if form.go.data in ("skip", "unclear"):
        return FromPage(Skipped(question.key, form.go.data == "unclear"), who_of(form))
    said = Answered(question.key, value_of(form, question), comment_of(form, question))
    return FromPage(said, who_of(form))
