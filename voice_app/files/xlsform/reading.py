"""A workbook as a survey's document; every fault with its sheet, row and column."""

import re
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field
from typing import Any

from surveys.fields import KEY
from surveys.questionnaire import BANDS
from voice_app.files.xlsform import conditions
from voice_app.files.xlsform.cells import Row
from voice_app.files.xlsform.cells import Sheet
from voice_app.files.xlsform.cells import Trouble
from voice_app.files.xlsform.cells import Unreadable
from voice_app.files.xlsform.cells import sheets
from voice_app.files.xlsform.columns import ALL
from voice_app.files.xlsform.columns import ENGLISH
from voice_app.files.xlsform.columns import FLAGS
from voice_app.files.xlsform.columns import LANGUAGE
from voice_app.files.xlsform.columns import LISTS
from voice_app.files.xlsform.columns import OURS
from voice_app.files.xlsform.columns import OWN_WORDS
from voice_app.files.xlsform.columns import PLAIN
from voice_app.files.xlsform.columns import SPOKEN_OF
from voice_app.files.xlsform.columns import our_key

Document = dict[str, Any]
YES = frozenset({"yes", "true", "true()", "1"})
YES_OR_NO = {
    frozenset({"yes", "no"}): "yes_no",
    frozenset({"yes", "no", "sometimes"}): "yes_no_sometimes",
}
_TYPE = re.compile(r"(select[_ ]one|select[_ ]multiple)\s+(?:from\s+)?(\S+)(\s+or_other)?")
_RANGE = re.compile(r"\b(start|end|step)\s*=\s*(-?\d+)\b")
_SIMPLE = {"text": "long_text", "integer": "number", "range": "number", "note": "information"}
_IMAGE = re.compile(r"([a-z0-9_-]+)(?:\.(?:svg|png|jpg))?")
READ = {
    "survey": {"type", "name", "relevant", "required", "parameters", "media::image"},
    "choices": {"list_name", "name", "media::image"},
    "settings": {"form_title", "form_id", "default_language", "version"},
}
OLD_NAMES = {"image": "media::image"}


class Refused(ValueError):
    """It is not read; every reason is in ``troubles``."""

    def __init__(self, troubles: Sequence[Trouble]) -> None:
        self.troubles = tuple(troubles)
        super().__init__("\n".join(str(each) for each in troubles))


def read(content: bytes) -> tuple[Document, tuple[Trouble, ...]]:
    """The document of a workbook, and what was read without; raises ``Refused``.

    What the document as a whole must keep to is for ``surveys.document.read``; conditions are
    checked here too, since here each has its place.
    """
    troubles: list[Trouble] = []
    try:
        found = sheets(content, troubles)
    except Unreadable as fault:
        raise Refused([Trouble("workbook", 1, "", str(fault))]) from fault
    reader = _Reader(found, troubles)
    document = reader.document()
    if any(each.refused for each in troubles):
        raise Refused([each for each in troubles if each.refused])
    return document, tuple(troubles)


@dataclass
class _Reader:
    """Walks the rows once and notes every trouble, so that one look finds them all."""

    found: Mapping[str, Sheet]
    troubles: list[Trouble]
    places: dict[str, int] = field(default_factory=dict)  # the row of each question so far

    def document(self) -> Document:
        for name in ("survey", "settings"):
            if name not in self.found:
                self.troubles.append(Trouble(name, 1, "", "there is no sheet of this name"))
        if any(each.refused for each in self.troubles if each.row == 1 and not each.column):
            return {}
        for sheet in self.found.values():
            self._headings(sheet)
        self.languages = self._languages()
        self.lists = self._lists()
        sections = self._sections()
        self._conditions(sections)
        return self._settings() | {"sections": sections}

    def _headings(self, sheet: Sheet) -> None:
        for heading, letter in sheet.letters.items():
            name = OLD_NAMES.get(heading, heading)
            language = LANGUAGE.fullmatch(name)
            if name in READ[sheet.name] or name.startswith(OURS):
                continue
            if language is None:
                words = f"we do not know the heading {heading!r}; the column was passed over"
                self.troubles.append(Trouble(sheet.name, 1, letter, words, refused=False))
            elif language["name"] and not language["code"] and language["name"] != "English":
                words = f"say which language, as in “label::{language['name']} (pl)”"
                self.troubles.append(Trouble(sheet.name, 1, letter, words))

    def _languages(self) -> tuple[str, ...]:
        rows = self.found["settings"].rows
        given = rows[0].cells.get(f"{OURS}languages", "") if rows else ""
        used = {
            _code(heading): None
            for sheet in self.found.values()
            for heading in sheet.letters
            if heading.startswith("label") and LANGUAGE.fullmatch(heading)
        }
        return tuple(given.split()) or tuple(used) or (ENGLISH,)

    def _lists(self) -> dict[str, list[Document]]:
        lists: dict[str, list[Document]] = {}
        sheet = self.found.get("choices")
        for row in sheet.rows if sheet else ():
            name = row.cells.get("list_name", "")
            value = self._key("choices", row)
            if not name:
                self._trouble("choices", row, "list_name", "say which list it is in")
            made: Document = {"value": value, "words": self._wording("choices", row, "words")}
            made |= self._picture("choices", row)
            points = row.cells.get(f"{OURS}points", "")
            made |= {"points": int(points)} if points.isdecimal() else {}
            bands = row.cells.get(f"{OURS}bands", "").split()
            made |= {"bands": bands} if bands else {}
            made |= {"other": True} if row.cells.get(f"{OURS}other") == "yes" else {}
            lists.setdefault(name, []).append(made)
        return lists

    def _sections(self) -> list[Document]:
        """Groups are sections; questions outside of any stand in sections without a name."""
        sections: list[Document] = []
        group: Row | None = None
        for row in self.found["survey"].rows:
            kind = row.cells.get("type", "").lower().replace(" ", "_")
            if kind == "begin_group" and group is None:
                group = row
                key = our_key(row.cells.get("name", "")).removeprefix("section_")
                title = self._wording("survey", row, "title")
                sections.append({"key": key, "title": title, "questions": []})
            elif kind == "begin_group":
                self._trouble("survey", row, "type", "a group stands in another: only one deep")
            elif kind == "end_group":
                group = None
            else:
                if group is None and (not sections or "title" in sections[-1]):
                    sections.append({"key": f"part_{len(sections) + 1}", "questions": []})
                sections[-1]["questions"].append(self._question(row))
        if group is not None:
            self._trouble("survey", group, "type", "the group has no end_group")
        title = self._title()
        return [
            {**each, "title": each.get("title", title)} for each in sections if each["questions"]
        ]

    def _question(self, row: Row) -> Document:
        kind, listed = self._kind(row)
        key = self._key("survey", row)
        if key in self.places:
            words = f"the name {key!r} stands in row {self.places[key]} already"
            self._trouble("survey", row, "name", words)
        self.places.setdefault(key, row.number)
        made: Document = {"key": key, "kind": kind, "ask": self._wording("survey", row, "ask")}
        for name in ("hint", "by_text", "label"):
            said = self._wording("survey", row, name, needed=False)
            made |= {name: said} if said else {}
        if listed:
            made["choices"] = self.lists.get(listed, [])
            if listed not in self.lists:
                self._trouble("survey", row, "type", f"there is no list {listed!r} on “choices”")
        made |= self._bounds(row)
        made |= self._own(row)
        if row.cells.get("required", "").lower() in YES:
            words = "every question can be skipped here: “required” was passed over"
            self._trouble("survey", row, "required", words, refused=False)
        return made

    def _kind(self, row: Row) -> tuple[str, str]:
        """Our kind of question, and the list of its choices."""
        given, ours = row.cells.get("type", ""), row.cells.get(f"{OURS}kind", "")
        found = _TYPE.fullmatch(given)
        if found and not found[3]:
            values = frozenset(each["value"] for each in self.lists.get(found[2], ()))
            one = "one" in found[1]
            plain = YES_OR_NO.get(values, "one_choice") if one else "several_choices"
            return ours or plain, found[2]
        if given.lower() in _SIMPLE:
            return ours or _SIMPLE[given.lower()], ""
        self._trouble("survey", row, "type", f"we cannot ask {given!r}" if given else "no type")
        return "long_text", ""

    def _bounds(self, row: Row) -> Document:
        found = {
            name: int(value) for name, value in _RANGE.findall(row.cells.get("parameters", ""))
        }
        if row.cells.get("type", "").lower() == "range":
            if found.get("step", 1) != 1:
                self._trouble("survey", row, "parameters", "steps other than 1 are not asked here")
            return {"least": found.get("start", 1), "most": found.get("end", 10)}
        given = {name: row.cells.get(f"{OURS}{name}", "") for name in ("least", "most")}
        return {name: int(value) for name, value in given.items() if value.lstrip("-").isdecimal()}

    def _own(self, row: Row) -> Document:
        """What XLSForm has no word for."""
        cells = row.cells
        made: Document = {name: True for name in FLAGS if cells.get(f"{OURS}{name}") == "yes"}
        made |= {name: cells[f"{OURS}{name}"] for name in PLAIN if f"{OURS}{name}" in cells}
        made |= {name: cells[f"{OURS}{name}"].split() for name in LISTS if f"{OURS}{name}" in cells}
        pairs = [each.partition("=") for each in cells.get(f"{OURS}alerts", "").split()]
        made |= {"alerts": {value: family for value, _, family in pairs}} if pairs else {}
        try:
            only_if = conditions.read(cells.get("relevant", ""))
        except conditions.NotUnderstood:
            words = "only “was answered” and “one of these answers”, joined by and, can be asked"
            self._trouble("survey", row, "relevant", words)
            only_if = []
        return made | ({"only_if": only_if} if only_if else {})

    def _conditions(self, sections: Sequence[Document]) -> None:
        """Each looks back: to itself, or to what comes later, is a loop or never opens."""
        rows = {row.number: row for row in self.found["survey"].rows}
        for question in (each for section in sections for each in section["questions"]):
            here = self.places[question["key"]]
            for condition in question.get("only_if", ()):
                there = self.places.get(condition["question"])
                words = f"looks at {condition['question']!r}, "
                if there is None:
                    self._trouble("survey", rows[here], "relevant", f"{words}which is not asked")
                elif there >= here:
                    words += f"which is asked in row {there}, not before it"
                    self._trouble("survey", rows[here], "relevant", words)

    def _settings(self) -> Document:
        row = self._setting_row()
        cells = row.cells
        key = cells.get("form_id", "").strip().lower().replace(" ", "-")
        if not KEY.fullmatch(key):
            words = "give the form an id of small letters, digits, - and _"
            self._trouble("settings", row, "form_id", words)
        made: Document = {
            "format": 1,
            "key": key,
            "title": self._title(),
            "audience": cells.get(f"{OURS}audience", "child"),
            "languages": list(self.languages),
            "bands": cells.get(f"{OURS}bands", " ".join(BANDS)).split(),
            "thanks": self._wording("settings", row, "thanks", needed=False)
            or _thanks(self.languages),
        }
        intro = self._wording("settings", row, "intro", needed=False)
        made |= {"intro": intro} if intro else {}
        if missing := [code for code in self.languages if code not in made["thanks"]]:
            words = f"say thank you in {', '.join(missing)} too: {OURS}thanks_all_{missing[0]}"
            self._trouble("settings", row, "form_title", words)
        return made | ({"anonymous": True} if cells.get(f"{OURS}anonymous") == "yes" else {})

    def _title(self) -> Document:
        row = self._setting_row()
        said = self._wording("settings", row, "title", needed=False)
        title = row.cells.get("form_title", "")
        return said or dict.fromkeys(self.languages, title or "Survey")

    def _setting_row(self) -> Row:
        rows = self.found["settings"].rows
        return rows[0] if rows else Row(2, {})

    def _wording(self, sheet: str, row: Row, name: str, *, needed: bool = True) -> Document:
        """The words of one row in every language, by age where there are several."""
        said: dict[str, dict[str, str]] = {}
        for heading, words in row.cells.items():
            spoken, own = LANGUAGE.fullmatch(heading), OWN_WORDS.fullmatch(heading)
            if (
                spoken
                and spoken["column"] == SPOKEN_OF.get(name)
                and f"{OURS}{name}_for_some" not in row.cells
            ):
                said.setdefault(_code(heading), {})[ALL] = words
            elif own and own["field"] == name:
                said.setdefault(own["code"], {})[own["band"]] = words
        if needed and said.keys() != set(self.languages):
            for code in sorted(set(self.languages) - said.keys()):
                self._trouble(sheet, row, f"label::{code}", f"has no words in {code!r}")
        return {
            code: words[ALL] if words.keys() == {ALL} else words
            for code, words in said.items()
            if code in self.languages
        }

    def _picture(self, sheet: str, row: Row) -> Document:
        given = row.cells.get("media::image", row.cells.get("image", ""))
        found = _IMAGE.fullmatch(given.lower()) if given else None
        if given and found is None:
            self._trouble(sheet, row, "media::image", "name one of our pictures")
        return {"picture": found[1]} if found else {}

    def _key(self, sheet: str, row: Row) -> str:
        key = our_key(row.cells.get("name", ""))
        if not KEY.fullmatch(key.lower()):
            self._trouble(sheet, row, "name", "name it with small letters, digits, - and _")
        return key.lower()

    def _trouble(
        self, sheet: str, row: Row, heading: str, words: str, *, refused: bool = True
    ) -> None:
        letters = self.found[sheet].letters
        letter = letters.get(heading) or next(
            (letters[each] for each in letters if each.startswith(heading.partition("::")[0])), ""
        )
        self.troubles.append(Trouble(sheet, row.number, letter, words, refused))


def _code(heading: str) -> str:
    found = LANGUAGE.fullmatch(heading)
    return (found["code"] or ENGLISH) if found else ENGLISH


def _thanks(languages: Sequence[str]) -> Document:
    """Where a form says no thank you, we do; in English, which is all we can say unasked."""
    return {ENGLISH: "Thank you."} if ENGLISH in languages else {}
