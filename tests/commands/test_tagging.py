"""``voice tag``: anybody's spreadsheet in, the same with tags out, whatever stands in it."""

import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner
from click.testing import Result

from voice_app.commands import main

SAID = {"id": "a", "text": "i never see my brother", "question": "How is family time going?"}


def run(*arguments: str, lines: str = "") -> Result:
    return CliRunner().invoke(main, ["tag", *arguments], input=lines)


def tagged(*lines: object) -> tuple[list[dict[str, Any]], Result]:
    """What the command says of these lines; a string goes in as it is."""
    written = [line if isinstance(line, str) else json.dumps(line) for line in lines]
    result = run(lines="\n".join(written))
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()], result


def test_a_line_has_its_themes_its_sense_and_its_tier_with_the_words_behind_them() -> None:
    (found,), result = tagged(SAID)
    assert set(found) == {"id", "lang", "themes", "sense", "worry"}
    assert (found["id"], found["lang"]) == ("a", "en")
    first = found["themes"][0]
    assert first["key"] == "siblings"
    assert first["state"] == "assert"
    assert 0 < first["score"] <= 1
    for evidence in first["evidence"]:
        assert SAID["text"][evidence["start"] : evidence["end"]] == evidence["text"]
    assert found["worry"]["tier"] in {"red", "amber", "grey"}
    assert "1 comment" in result.stderr
    assert "siblings" in result.stderr


def test_a_worry_shows_its_family_and_its_words() -> None:
    (found,), _ = tagged({"id": 1, "text": "he hits me"})
    assert found["worry"]["tier"] == "red"
    assert "physical_harm" in found["worry"]["families"]
    assert found["worry"]["evidence"]


def test_a_broken_line_costs_no_other_and_says_why() -> None:
    broken: tuple[object, ...] = (
        "not json",
        "[1]",
        "[" * 100_000,
        {"id": "b"},
        {"id": "c", "text": 7},
        {"id": "d", "text": "x" * 50_001},
        {"id": "e", "text": "fine", "lang": 4},
    )
    found, result = tagged(*broken, SAID)
    assert [each["id"] for each in found] == [1, 2, 3, "b", "c", "d", "e", "a"]
    assert all(each["fault"] for each in found[:-1])
    assert "7 comments could not be read" in result.stderr


@pytest.mark.parametrize(
    "text", ["", "   ", "😀", "\ud83d", "نعم", "mixed нет words", "a" * 50_000]
)
def test_whatever_is_written_there_is_an_answer(text: str) -> None:
    (found,), _ = tagged(json.dumps({"id": 1, "text": text}))
    assert "worry" in found


def test_a_csv_is_known_by_its_headings_and_written_as_one(tmp_path: Path) -> None:
    path = tmp_path / "comments.csv"
    path.write_text("Ref;Comment\n7;i love my room\n8;=1+1\n", encoding="utf-8")
    result = run(str(path), "--format", "csv")
    assert result.exit_code == 0
    headings, first, second = result.stdout.splitlines()
    assert headings.startswith("id,text,lang,themes")
    assert first.startswith("7,i love my room,en,home")
    assert second.startswith("8,'=1+1")


def test_older_spreadsheets_are_read_too(tmp_path: Path) -> None:
    path = tmp_path / "old.csv"
    path.write_bytes("text\nthe café is nice\n".encode("cp1252"))
    result = run(str(path), "--format", "csv")
    assert "café" in result.stdout


def test_a_workbook_in_and_a_workbook_out(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["id", "text", "question"])
    book.active.append([1, "twice a month, not enough", "How is family time going?"])
    book.save(tmp_path / "in.xlsx")
    out = tmp_path / "out.xlsx"
    result = run(str(tmp_path / "in.xlsx"), "--format", "xlsx", "-o", str(out))
    assert result.exit_code == 0, result.output
    headings, row = openpyxl.load_workbook(out)["Tagged"].iter_rows(values_only=True)
    found = dict(zip(headings, row, strict=True))
    assert found["id"] == "1"
    assert "family_time" in f"{found['themes']}; {found['suggested']}"


def test_a_file_without_a_column_of_comments_says_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "comments.csv"
    path.write_text("name,what we heard\nx,i love my room\n", encoding="utf-8")
    result = run(str(path))
    assert result.exit_code == 1
    assert "--column" in result.output
    assert run(str(path), "--column", "What we heard").exit_code == 0


def test_a_missing_file_and_a_workbook_without_a_place_are_said_plainly(tmp_path: Path) -> None:
    assert run(str(tmp_path / "none.csv")).exit_code == 1
    assert run("--format", "xlsx").exit_code == 2


def test_an_empty_file_is_no_fault(tmp_path: Path) -> None:
    path = tmp_path / "empty.csv"
    path.write_text("text\n", encoding="utf-8")
    result = run(str(path))
    assert result.exit_code == 0
    assert "0 comments" in result.stderr
