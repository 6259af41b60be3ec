"""The pages a child answers on: every picture is drawn, and the style knows no left or right."""

import re
from pathlib import Path

import pytest
import tinycss2
from flask import Flask

from surveys.library import shipped

STATIC = Path(__file__).parents[2] / "voice_app" / "web" / "static"
SIDED = re.compile(r"(^|-)(left|right)(-|$)|^(min-|max-)?(width|height)$|^(top|bottom)$")


def test_every_picture_that_a_survey_names_is_drawn(app: Flask) -> None:
    drawn = app.jinja_env.get_template("macros/marks.html").module.PICTURES  # type: ignore[attr-defined]
    named = {
        choice.picture
        for survey in shipped().values()
        for question in survey.questions
        for choice in question.choices
        if choice.picture
    }
    assert named <= set(drawn)


@pytest.mark.parametrize("sheet", ["tokens.css", "survey.css"])
def test_the_style_of_survey_pages_has_logical_properties_only(sheet: str) -> None:
    text = (STATIC / sheet).read_text(encoding="utf-8")
    sided = [
        declaration.name
        for rule in rules_of(tinycss2.parse_stylesheet(text, skip_comments=True))
        for declaration in tinycss2.parse_blocks_contents(rule.content)
        if declaration.type == "declaration"
        and (SIDED.search(declaration.name) or says_a_side(declaration))
    ]
    assert sided == []


def rules_of(parsed: list[tinycss2.ast.Node]) -> list[tinycss2.ast.QualifiedRule]:
    """The rules of a sheet, those inside an @media too."""
    found = [rule for rule in parsed if rule.type == "qualified-rule"]
    for rule in parsed:
        if rule.type == "at-rule" and rule.content:
            inside = tinycss2.parse_rule_list(rule.content, skip_comments=True)
            found += [each for each in inside if each.type == "qualified-rule"]
    return found


def says_a_side(declaration: tinycss2.ast.Declaration) -> bool:
    """Whether a value is a side: ``text-align: left``."""
    words = {token.lower_value for token in declaration.value if token.type == "ident"}
    return bool(words & {"left", "right"})
