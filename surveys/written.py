"""``Questionnaire`` → its JSON document: what ``document.read`` reads back to an equal survey.

Fields that say nothing are left out, and named choice sets are written out where they are used.
"""

from collections.abc import Iterable
from collections.abc import Mapping
from typing import Any

from surveys.document import FORMAT
from surveys.questionnaire import BANDS
from surveys.questionnaire import Questionnaire
from surveys.questionnaire import Section
from surveys.questions import Choice
from surveys.questions import Condition
from surveys.questions import Question
from surveys.questions import Wording


def write(questionnaire: Questionnaire) -> dict[str, Any]:
    """The whole document, ready for ``json.dumps``; the same survey always gives the same one."""
    document = {
        "format": FORMAT,
        "key": questionnaire.key,
        "title": _wording(questionnaire.title),
        "audience": questionnaire.audience,
        "anonymous": questionnaire.anonymous,
        "languages": list(questionnaire.languages),
        "bands": list(questionnaire.bands),
        "intro": _wording(questionnaire.intro),
        "thanks": _wording(questionnaire.thanks),
        "sections": [_section(section) for section in questionnaire.sections],
    }
    return _said(document)


def _section(section: Section) -> dict[str, Any]:
    return {
        "key": section.key,
        "title": _wording(section.title),
        "questions": [_question(question) for question in section.questions],
    }


def _question(question: Question) -> dict[str, Any]:
    fields = {
        "key": question.key,
        "kind": question.kind.value,
        "ask": _wording(question.wording),
        "by_text": _wording(question.by_text),
        "hint": _wording(question.hint),
        "label": _wording(question.short_label),
        "choices": [_choice(choice) for choice in question.choices],
        "alerts": {c.value: c.alerts for c in question.choices if c.alerts},
        "only_if": [_condition(condition) for condition in question.only_if],
        "bands": _bands(question.bands),
        "faces": question.faces,
        "least": question.least,
        "most": question.most,
        "not_sure": question.not_sure,
        "web_only": question.web_only,
        "asks_who_sees": question.asks_who_sees,
        "repeats": question.repeats,
        "purpose": question.purpose,
        "themes": list(question.themes),
        "stage": question.stage,
    }
    return _said(fields)


def _choice(choice: Choice) -> dict[str, Any]:
    fields = {
        "value": choice.value,
        "points": choice.points,
        "picture": choice.picture,
        "other": choice.other,
        "bands": _bands(choice.bands),
        "words": _wording(choice.wording),
    }
    return _said(fields)


def _condition(condition: Condition) -> dict[str, Any]:
    return _said({"question": condition.question, "any_of": sorted(condition.any_of, key=str)})


def _wording(wording: Wording) -> dict[str, Any]:
    return {
        language: words["all"] if set(words) == {"all"} else dict(words)
        for language, words in wording.by_language.items()
    }


def _bands(bands: Iterable[str]) -> list[str]:
    return sorted(bands, key=BANDS.index)


def _said(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Without the fields that say nothing. Nought says something: it can be the least."""
    nothing: tuple[Any, ...] = ("", [], {})
    return {
        name: value
        for name, value in fields.items()
        if value is not None and value is not False and value not in nothing
    }
