"""What an Independent Reviewing Officer works with before a review: the brief."""

from voice_app.services.reviewing.briefing import NotYours
from voice_app.services.reviewing.briefing import brief
from voice_app.services.reviewing.briefing import mark_read
from voice_app.services.reviewing.briefing import round_answers
from voice_app.services.reviewing.issued import issued
from voice_app.services.reviewing.issued import keep_pdf
from voice_app.services.reviewing.issued import pdf
from voice_app.services.reviewing.issued import to_print
from voice_app.services.reviewing.issuing import issue_by_clock
from voice_app.services.reviewing.issuing import issue_by_hand
from voice_app.services.reviewing.wording import NewTranslation
from voice_app.services.reviewing.wording import NewUse
from voice_app.services.reviewing.wording import NotFilledIn
from voice_app.services.reviewing.wording import say_use
from voice_app.services.reviewing.wording import translate
from voice_app.services.reviewing.wording import words_page

__all__ = [
    "NewTranslation",
    "NewUse",
    "NotFilledIn",
    "NotYours",
    "brief",
    "issue_by_clock",
    "issue_by_hand",
    "issued",
    "keep_pdf",
    "mark_read",
    "pdf",
    "round_answers",
    "say_use",
    "to_print",
    "translate",
    "words_page",
]
