"""What a survey's form gave: an answer, or a skip; and who may see it."""

from flask import request

from surveys.engine import Answered
from surveys.engine import Skipped
from voice_app.pages.answering import AskedPage
from voice_app.services.conversations import FromPage
from voice_app.web import knowing
from voice_app.web.form import comment_of
from voice_app.web.form import form_for
from voice_app.web.form import row_in
from voice_app.web.form import value_of
from voice_app.web.form import who_of


def given(asked: AskedPage, code: str) -> FromPage:
    """The move that was made by sending the form of this question."""
    question = asked.question
    form = form_for(question, asked.language, asked.band)(request.form)
    row, hidden = row_in("row"), knowing.hidden_before(code)
    if form.go.data in ("skip", "unclear"):
        skipped = Skipped(question.key, form.go.data == "unclear")
        return FromPage(skipped, who_of(form), row, hidden)
    said = Answered(question.key, value_of(form, question), comment_of(form, question))
    return FromPage(said, who_of(form), row, hidden)
