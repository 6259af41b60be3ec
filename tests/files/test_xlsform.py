"""Surveys as spreadsheets: nothing is lost on the way, and what cannot be read says where."""

import re
import shutil
from collections.abc import Mapping
from collections.abc import Sequence
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import settings
from pyxform.xls2xform import convert

from surveys.document import read as parse
from surveys.journey import shipped
from surveys.library import in_every_language
from surveys.questionnaire import Questionnaire
from surveys.written import write
from tests.surveys.random_surveys import questionnaires
from voice_app.files import xlsform
from voice_app.files.xlsform import Refused

KEYS = sorted(in_every_language())
Rows = Sequence[Sequence[object]]
SETTINGS: Rows = [("form_title", "form_id"), ("Our form", "our-form")]
YES_NO: Rows = [("list_name", "name", "label"), ("yn", "yes", "Yes"), ("yn", "no", "No")]
SURVEY: Rows = [
    ("type", "name", "label", "relevant"),
    ("select_one yn", "safe", "Do you feel safe?", None),
    ("text", "why", "What would help?", "${safe} = 'no'"),
]


def survey(key: str) -> Questionnaire:
    return parse(in_every_language()[key], shipped())


def book(
    questions: Rows = SURVEY, choices: Rows = YES_NO, form: Rows = SETTINGS, **sheets: Rows
) -> bytes:
    """A workbook with these sheets, saved as openpyxl saves it."""
    made = openpyxl.Workbook()
    made.remove(made.worksheets[0])
    named: Mapping[str, Rows] = {
        "survey": questions, "choices": choices, "settings": form, **sheets
    }  # fmt: skip
    for title, rows in named.items():
        sheet = made.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
    return saved(made)


def saved(made: openpyxl.Workbook) -> bytes:
    content = BytesIO()
    made.save(content)
    return content.getvalue()


def read(content: bytes) -> Questionnaire:
    document, _ = xlsform.read(content)
    return parse(document, shipped())


def faults(content: bytes) -> list[str]:
    with pytest.raises(Refused) as refused:
        xlsform.read(content)
    return [str(each) for each in refused.value.troubles]


@pytest.mark.parametrize("key", KEYS)
def test_a_shipped_survey_comes_back_as_it_went_in_every_language(key: str) -> None:
    document, troubles = xlsform.read(xlsform.written(write(survey(key))))
    assert parse(document, shipped()) == survey(key)
    assert troubles == ()


def tidy(part: Any) -> Any:
    """Without spaces around words, and without what no spreadsheet can hold."""
    if isinstance(part, dict):
        return {name: tidy(each) for name, each in part.items()}
    if isinstance(part, list):
        return [tidy(each) for each in part]
    return re.sub(r"[^ -~À-ž؀-ۿ]", "", part).strip() or "x" if isinstance(part, str) else part


@settings(max_examples=40)  # each is a workbook, packed and unpacked
@given(questionnaires())
def test_any_survey_comes_back_as_it_went(made: Questionnaire) -> None:
    sent = tidy(write(made))
    document, _ = xlsform.read(xlsform.written(sent))
    assert parse(document, shipped()) == parse(sent, shipped())


def converted(key: str, *, validate: bool) -> str:
    """The XForm that pyxform makes of our spreadsheet of a shipped survey."""
    content = BytesIO(xlsform.written(write(survey(key))))
    made: str = convert(content, validate=validate, file_type=".xlsx").xform
    return made


@pytest.mark.parametrize("key", KEYS)
def test_pyxform_takes_every_export(key: str) -> None:
    assert f'id="{key}"' in converted(key, validate=False)


@pytest.mark.skipif(shutil.which("java") is None, reason="the validator needs Java")
@pytest.mark.parametrize("key", KEYS)
def test_the_validator_that_pyxform_bundles_takes_every_export(key: str) -> None:
    assert converted(key, validate=True)


def test_words_that_look_like_a_formula_stay_words() -> None:
    document: dict[str, Any] = write(survey("after-a-visit"))
    document["sections"][0]["questions"][0]["ask"] = dict.fromkeys(document["languages"], "=1+1?")
    content = xlsform.written(document)
    sheet = openpyxl.load_workbook(BytesIO(content))["survey"]
    assert "f" not in {cell.data_type for row in sheet.iter_rows() for cell in row}
    back, _ = xlsform.read(content)
    assert back["sections"][0]["questions"][0]["ask"]["en"] == "=1+1?"


def test_a_form_made_by_somebody_else_is_read() -> None:
    made = read(book())
    assert [(q.key, q.kind.value) for q in made.questions] == [
        ("safe", "yes_no"),
        ("why", "long_text"),
    ]
    assert [q.key for q in made.path({"safe": "no"})] == ["safe", "why"]
    assert made.title.of("en", "all") == "Our form"


def test_what_excel_does_to_words_is_undone() -> None:
    choices: Rows = [
        ("List Name", " NAME ", "Label::English (en)"),
        ("n", 1, "One"),
        ("n", 2.0, "Two"),
    ]
    rows: Rows = [
        ("Type", "Name", "Label::English (en)\u00a0", "Relevant"),
        ("select_one n", "how_many", "How\u00a0many?", None),
        (None, None, None, None),
        ("text", "why", "Why?", "selected(${how_many}, “2”)"),
    ]
    made = read(book(rows, choices))
    assert [c.value for q in made.questions for c in q.choices] == ["1", "2"]
    assert [q.key for q in made.path({"how_many": "1"})] == ["how_many"]


def test_what_libreoffice_adds_is_passed_over() -> None:
    made = openpyxl.load_workbook(BytesIO(book()))
    made.create_sheet("Sheet4")["A1"] = "notes to myself"
    sheet = made["survey"]
    sheet.title = "moved"  # openpyxl numbers a name that differs in its case alone
    sheet.title = "Survey"
    sheet["A40"] = " "  # a cell that was touched once
    sheet.column_dimensions["B"].hidden = True
    made["settings"]["A2"].hyperlink = "https://example.org"
    assert [q.key for q in read(saved(made)).questions] == ["safe", "why"]


def test_groups_are_sections_and_both_bounds_a_range() -> None:
    rows: Rows = [
        ("type", "name", "label", "parameters"),
        ("begin group", "you", "About you", None),
        ("range", "nights", "How many nights?", "start=0 end=7 step=1"),
        ("end group", None, None, None),
        ("note", "bye", "That is all.", None),
    ]
    made = read(book(rows))
    assert [section.title.of("en", "all") for section in made.sections] == ["About you", "Our form"]
    nights = made.question("nights")
    assert nights is not None
    assert (nights.least, nights.most) == (0, 7)


def test_required_is_passed_over_and_said() -> None:
    rows: Rows = [("type", "name", "label", "required"), ("text", "why", "Why?", True)]
    document, troubles = xlsform.read(book(rows))
    assert [q["key"] for s in document["sections"] for q in s["questions"]] == ["why"]
    assert [str(each) for each in troubles] == [
        "survey, row 2, column D: every question can be skipped here: “required” was passed over"
    ]


POLISH = ("type", "name", "label::Polski")
TWICE = ("type", "name", "name", "label")


def row(*cells: object, headings: Sequence[str] = ("type", "name", "label", "relevant")) -> bytes:
    return book([headings, cells])


@pytest.mark.parametrize(
    ("content", "place", "words"),
    [
        (row("geopoint", "place", "Where?"), "survey, row 2, column A", "geopoint"),
        (row("calculate", "sum", "x"), "survey, row 2, column A", "calculate"),
        (row("select_one no_list", "a", "A?"), "survey, row 2, column A", "no list 'no_list'"),
        (row("text", "Ünsafe", "A?"), "survey, row 2, column B", "small letters"),
        (row("text", "a", None), "survey, row 2, column C", "no words in 'en'"),
        (row("text", "a", "A?", "${b} > 3"), "survey, row 2, column D", "one of these answers"),
        (row("text", "a", "A?", "${b} = 'x'"), "survey, row 2, column D", "not asked"),
        (row("text", "a", "A?", "${a} != ''"), "survey, row 2, column D", "not before it"),
        (row("begin_group", "g", "G"), "survey, row 2, column A", "no end_group"),
        (row("text", "a", "A?", headings=POLISH), "survey, row 1, column C", "which language"),
        (book(form=[("form_title",), ("No id",)]), "settings, row 2", "give the form an id"),
        (row("text", "a", "b", "A?", headings=TWICE), "survey, row 1, column C", "twice"),
        (row("text", "a", "=1+1"), "survey, row 2, column C", "formula"),
        (b"type,name\ntext,a\n", "workbook, row 1", "not a workbook"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_says_sheet_row_and_column(
    content: bytes, place: str, words: str
) -> None:
    found = faults(content)
    assert any(each.startswith(place) and words in each for each in found), found


def test_a_loop_in_the_conditions_names_both_rows() -> None:
    rows: Rows = [
        ("type", "name", "label", "relevant"),
        ("text", "a", "A?", "${b} != ''"),
        ("text", "b", "B?", "${a} != ''"),
    ]
    assert faults(book(rows)) == [
        "survey, row 2, column D: looks at 'b', which is asked in row 3, not before it"
    ]


def test_merged_cells_and_a_missing_sheet_are_named_together() -> None:
    made = openpyxl.load_workbook(BytesIO(book()))
    made["survey"].merge_cells("C2:D2")
    del made["settings"]
    found = faults(saved(made))
    assert "survey, row 2, column C: the cells C2:D2 are merged into one: split them" in found
    assert "settings, row 1: there is no sheet of this name" in found


@pytest.mark.parametrize("cell", ["A2001", "PA2"])
def test_a_sheet_without_end_is_not_walked_through(cell: str) -> None:
    made = openpyxl.load_workbook(BytesIO(book()))
    made["survey"][cell] = "far away"
    assert "delete what is not used" in faults(saved(made))[0]


def test_two_questions_of_one_name_are_found() -> None:
    rows: Rows = [("type", "name", "label"), ("text", "a", "A?"), ("text", "a", "B?")]
    assert faults(book(rows)) == ["survey, row 3, column B: the name 'a' stands in row 2 already"]


def test_a_heading_nobody_knows_is_passed_over_and_said() -> None:
    rows: Rows = [("type", "name", "label", "appearance"), ("text", "a", "A?", "multiline")]
    _, troubles = xlsform.read(book(rows))
    words = "we do not know the heading 'appearance'; the column was passed over"
    assert [str(each) for each in troubles] == [f"survey, row 1, column D: {words}"]
