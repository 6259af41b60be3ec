"""``voice understand``: JSON lines in and out, whatever stands in them."""

import json
import subprocess
import sys
from typing import Any

from click.testing import CliRunner
from click.testing import Result

from voice_app.commands import main

YES = {"id": "a", "question_type": "yes_no", "options": None, "reply": "yh"}


def run(*lines: object) -> Result:
    """What the command says of these lines; a string goes in as it is."""
    written = [line if isinstance(line, str) else json.dumps(line) for line in lines]
    return CliRunner().invoke(main, ["understand"], input="\n".join(written))


def answers(result: Result) -> list[dict[str, Any]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_every_line_has_one_answer_in_its_order() -> None:
    """Ids come back as they were, in the order of the lines."""
    choice = {
        "id": 2,
        "question_type": "single_choice",
        "options": ["Mum", "Dad"],
        "reply": "2 cos",
    }
    result = run(YES, "", choice, {**YES, "id": None, "reply": "نعم", "lang": "ar-SY"})
    assert result.exit_code == 0
    assert answers(result) == [
        {"id": "a", "outcome": "answer", "value": "yes", "comment": None},
        {"id": 2, "outcome": "answer", "value": "Dad", "comment": "2 cos"},
        {"id": None, "outcome": "answer", "value": "yes", "comment": None},
    ]


def test_a_broken_line_is_an_error_and_the_others_are_read() -> None:
    """Each fault keeps its id (or its number), costs no other line, and is never said aloud."""
    broken: tuple[object, ...] = (
        "my secret {",
        "[1]",
        "[" * 100_000,
        '{"id": NaN}',
        {"id": "b"},
        {**YES, "id": "c", "question_type": "riddle"},
        {**YES, "id": "d", "reply": 7},
        {**YES, "id": "e", "options": "Mum"},
        {**YES, "id": "f", "lang": 4},
        {**YES, "id": "g", "question_type": "single_choice"},
        {**YES, "id": "h", "question_type": "single_choice", "options": []},
        {**YES, "id": "i", "question_type": "scale_1_5", "options": ["a", "b", "c", "d"]},
    )
    result = run(*broken, YES)
    said = answers(result)
    assert result.exit_code == 0
    assert [one["id"] for one in said] == [1, 2, 3, 4, *"bcdefghi", "a"]
    assert {one["outcome"] for one in said[:-1]} == {"error"}
    assert said[-1]["value"] == "yes"
    assert result.stderr == '12 of 13 lines could not be read: their outcome is "error".\n'


def test_an_answer_comes_before_the_next_line_goes_in_and_no_app_is_loaded() -> None:
    """Another program may hold it open and ask one reply at a time; it starts without Flask."""
    loads = "import sys; from voice_app.commands import main; main(standalone_mode=False)"
    check = "; sys.exit(any(name in sys.modules for name in ('flask', 'sqlalchemy')))"
    with subprocess.Popen(  # noqa: S603 - our own command
        [sys.executable, "-c", loads + check, "understand"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as running:
        assert running.stdin
        assert running.stdout
        for reply, value in (("yes", "yes"), ("nah", "no")):
            running.stdin.write(json.dumps({**YES, "reply": reply}) + "\n")
            running.stdin.flush()
            assert json.loads(running.stdout.readline())["value"] == value
        running.stdin.close()
        assert running.wait(timeout=30) == 0


def test_bytes_that_are_no_text_are_an_error() -> None:
    """Neither broken UTF-8 nor half a character ends the run."""
    half = json.dumps({**YES, "reply": "\ud800"}).encode()
    result = CliRunner().invoke(main, ["understand"], input=b'{"id": "\xff"}\n' + half)
    assert [one["outcome"] for one in answers(result)] == ["error", "reask"]
