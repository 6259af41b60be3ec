"""A survey's document as a workbook that survey tools can open."""

from collections.abc import Mapping
from io import BytesIO
from typing import Any

from voice_app.files.xlsform import conditions
from voice_app.files.xlsform.columns import ALL
from voice_app.files.xlsform.columns import FLAGS
from voice_app.files.xlsform.columns import KINDS
from voice_app.files.xlsform.columns import LISTS
from voice_app.files.xlsform.columns import OURS
from voice_app.files.xlsform.columns import PLAIN
from voice_app.files.xlsform.columns import SPOKEN_OF
from voice_app.files.xlsform.columns import column
from voice_app.files.xlsform.columns import language_name
from voice_app.files.xlsform.columns import xml_name

Json = Mapping[str, Any]
Cells = dict[str, str]
WIDE = 34  # letters; wide enough to read a question


def written(document: Json) -> bytes:
    """The workbook of a document as ``surveys.written`` gives it (choices where they are used)."""
    survey: list[Cells] = []
    choices: list[Cells] = []
    for section in document["sections"]:
        name = {"type": "begin_group", "name": f"section_{section['key']}"}
        survey.append(name | _wording(section["title"], "title"))
        for question in section["questions"]:
            survey.append(_question(question))
            choices += [_choice(each, question["key"]) for each in question.get("choices", ())]
        survey.append({"type": "end_group", "name": f"section_{section['key']}"})
    import openpyxl  # noqa: PLC0415 - it brings numpy, which no page needs

    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    _fill(book.create_sheet("survey"), survey, ("type", "name"))
    _fill(book.create_sheet("choices"), choices, ("list_name", "name"))
    _fill(book.create_sheet("settings"), [_settings(document)], ("form_title", "form_id"))
    made = BytesIO()
    book.save(made)
    return made.getvalue()


def _question(question: Json) -> Cells:
    kind = KINDS[question["kind"]]
    cells = {
        "type": f"{kind} {question['key']}" if "choices" in question else kind,
        "name": xml_name(question["key"]),
        f"{OURS}kind": question["kind"],
        "relevant": conditions.written(question.get("only_if", ())),
        **_bounds(question),
    }
    for field in ("ask", "hint", "by_text", "label"):
        cells |= _wording(question.get(field, {}), field)
    cells |= {f"{OURS}{flag}": "yes" for flag in FLAGS if question.get(flag)}
    cells |= {f"{OURS}{name}": question.get(name, "") for name in PLAIN}
    cells |= {f"{OURS}{name}": " ".join(question.get(name, ())) for name in LISTS}
    alerts = question.get("alerts", {})
    return cells | {f"{OURS}alerts": " ".join(f"{v}={family}" for v, family in alerts.items())}


def _bounds(question: Json) -> Cells:
    """Both bounds of a number are a range; any others stand in columns of ours."""
    least, most = question.get("least"), question.get("most")
    if question["kind"] == "number" and least is not None and most is not None:
        return {"type": "range", "parameters": f"start={least} end={most} step=1"}
    bounds = {"least": least, "most": most}
    return {f"{OURS}{name}": str(value) for name, value in bounds.items() if value is not None}


def _choice(choice: Json, key: str) -> Cells:
    return {
        "list_name": key,
        "name": choice["value"],
        **_wording(choice["words"], "words"),
        "media::image": f"{choice['picture']}.svg" if choice.get("picture") else "",
        f"{OURS}points": str(choice.get("points", "")),
        f"{OURS}bands": " ".join(choice.get("bands", ())),
        f"{OURS}other": "yes" if choice.get("other") else "",
    }


def _settings(document: Json) -> Cells:
    first = document["languages"][0]
    cells = {
        "form_title": _first(document["title"][first]),
        "form_id": document["key"],
        "default_language": f"{language_name(first)} ({first})",
        f"{OURS}audience": document["audience"],
        f"{OURS}languages": " ".join(document["languages"]),
        f"{OURS}bands": " ".join(document["bands"]),
        f"{OURS}anonymous": "yes" if document.get("anonymous") else "",
    }
    for field in ("title", "intro", "thanks"):
        for code, said in document.get(field, {}).items():
            for band, words in _by_band(said).items():
                cells[f"{OURS}{field}_{band}_{code}"] = words
    return cells


def _wording(wording: Json, field: str) -> Cells:
    """Words for everybody stand in XLSForm's own column, words for one age in one of ours.

    Where only some ages have words, other tools are shown the first of them.
    """
    cells: Cells = {}
    for code, said in wording.items():
        by_band = _by_band(said)
        cells |= {column(field, band, code): words for band, words in by_band.items()}
        if ALL not in by_band and field in SPOKEN_OF:
            cells[column(field, ALL, code)] = _first(said)
            cells[f"{OURS}{field}_for_some"] = "yes"
    return cells


def _by_band(said: str | Mapping[str, str]) -> Mapping[str, str]:
    return {ALL: said} if isinstance(said, str) else said


def _first(said: str | Mapping[str, str]) -> str:
    by_band = _by_band(said)
    return by_band.get(ALL) or next(iter(by_band.values()))


def _fill(sheet: Any, rows: list[Cells], first: tuple[str, ...]) -> None:
    """Headings in order of need; words that begin with = stay words, never a formula."""
    from openpyxl.styles import Font  # noqa: PLC0415 - as above
    from openpyxl.utils import get_column_letter  # noqa: PLC0415

    used = {heading: None for row in rows for heading, said in row.items() if said}
    theirs = [each for each in used if each not in first and not each.startswith(OURS)]
    headings = [*first, *theirs, *(each for each in used if each.startswith(OURS))]
    sheet.append(headings)
    for place in range(1, len(headings) + 1):
        sheet.cell(1, place).font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(place)].width = WIDE
    for number, row in enumerate(rows, start=2):
        for place, heading in enumerate(headings, start=1):
            if row.get(heading):
                cell = sheet.cell(number, place, row[heading])
                cell.data_type = "s"
    sheet.freeze_panes = "C2"
