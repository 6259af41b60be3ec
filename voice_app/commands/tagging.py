"""``voice tag``: themes and worries of anybody's comments. No database, no app, nothing kept."""

import json
import sys
from collections import Counter
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from functools import lru_cache
from pathlib import Path
from typing import Any

import click

from analysis import themes
from analysis import understanding
from analysis.asked import themes_asked
from analysis.comment import Comment
from analysis.comment import Span
from analysis.language import tongue
from analysis.sense import sense
from analysis.tagger import State
from analysis.understanding import UnderstandingFault
from voice_app.files import comments
from voice_app.files.comments import CommentsFault
from voice_app.files.comments import Said
from voice_app.files.workbook import write

FORMATS = ("jsonl", "csv", "xlsx")
HEADINGS = ("id", "text", "lang", "themes", "suggested", "sense", "worry", "families", "fault")
LONG = 2_000  # comments from which a bar shows how far it is


@dataclass
class _Tally:
    """What the summary at the end counts."""

    comments: int = 0
    faults: int = 0
    asserted: Counter[str] = field(default_factory=Counter)
    suggested: Counter[str] = field(default_factory=Counter)
    tiers: Counter[str] = field(default_factory=Counter)
    languages: Counter[str] = field(default_factory=Counter)

    def add(self, found: Mapping[str, Any]) -> None:
        """Count one comment."""
        self.comments += 1
        if "fault" in found:
            self.faults += 1
            return
        self.languages[found["lang"] or "unknown"] += 1
        self.tiers[found["worry"]["tier"]] += 1
        for each in found["themes"]:
            counted = self.asserted if each["state"] == State.ASSERT else self.suggested
            counted[each["key"]] += 1


@click.command()
@click.argument("file", type=click.Path(path_type=Path), default="-")
@click.option("--format", "form", type=click.Choice(FORMATS), default="jsonl", show_default=True)
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Where to write; else here.")
@click.option("--column", default="", help="The heading of the comments, if it is an unusual one.")
def tag(file: Path, form: str, output: Path | None, column: str) -> None:
    r"""Tag a spreadsheet of comments with themes and worries.

    FILE is CSV, a workbook (.xlsx) or JSON lines; without one, JSON lines are read from standard
    input. A comment has "text", and if known "id", "question" and "lang". Nothing is kept and
    nothing leaves this machine. The screen for worries only orders the reading: a person should
    read every comment.

    \b
    Examples:
      voice tag survey.csv --format xlsx -o tagged.xlsx
      echo '{"id": 1, "text": "i miss my brother"}' | voice tag
    """
    if form == "xlsx" and output is None:
        raise click.UsageError("A workbook needs a file to go to: add -o tagged.xlsx.")
    try:
        tally = _run(file, form, output, column)
    except (CommentsFault, OSError) as why:
        reason = why.strerror if isinstance(why, OSError) else str(why)
        raise click.ClickException(f"{file}: {reason} Nothing was changed.") from why
    except UnderstandingFault as why:
        raise click.ClickException(f"The product can't read its own words: {why}") from why
    click.echo(_summary(tally), err=True)


def _run(file: Path, form: str, output: Path | None, column: str) -> _Tally:
    tally = _Tally()
    if str(file) == "-":
        said: Iterable[Said] = comments.from_json_lines(sys.stdin.buffer)
    else:
        said = _with_bar(file, column)
    found = _counted((_understood(each) for each in said), tally)
    if form == "xlsx" and output is not None:
        write(output, "Tagged", (tuple(row) for row in _rows(found)))
        return tally
    lines = (_json(each) for each in found) if form == "jsonl" else comments.csv_lines(_rows(found))
    _write(lines, output)
    return tally


def _with_bar(file: Path, column: str) -> Iterator[Said]:
    """The comments of a file, with a bar where it is a long one."""
    many = sum(1 for _ in comments.read(file, column))
    said = comments.read(file, column)
    if many < LONG:
        yield from said
        return
    with click.progressbar(said, length=many, label="Tagging", file=sys.stderr) as bar:
        yield from bar


def _counted(found: Iterator[dict[str, Any]], tally: _Tally) -> Iterator[dict[str, Any]]:
    for each in found:
        tally.add(each)
        yield each


def _understood(said: Said) -> dict[str, Any]:
    if said.fault:
        return {"id": said.id, "text": "", "fault": said.fault}
    reader = understanding.shipped()
    comment = Comment(said.text, said.language, question_themes=_asked(said.question))
    screened = reader.screening(comment)
    return {
        "id": said.id,
        "text": said.text,
        "lang": tongue(comment),
        "themes": [
            {
                "key": each.theme,
                "score": each.strength,
                "state": str(each.state),
                "evidence": _evidence(said.text, each.spans or each.leaned_on),
            }
            for each in reader.tags(comment)
        ],
        "sense": str(sense(comment)),
        "worry": {
            "tier": str(screened.tier),
            "families": list(screened.families),
            "evidence": _evidence(said.text, screened.spans),
        },
    }


@lru_cache(maxsize=1_000)
def _asked(question: str) -> tuple[str, ...]:
    return themes_asked(question, understanding.shipped())


def _evidence(text: str, spans: Iterable[Span]) -> list[dict[str, Any]]:
    return [
        {"start": start, "end": end, "text": text[start:end]} for start, end in spans if end > start
    ]


def _json(found: Mapping[str, Any]) -> str:
    shown = {name: value for name, value in found.items() if name != "text"}
    return json.dumps(shown, ensure_ascii=False) + "\n"


def _rows(found: Iterator[dict[str, Any]]) -> Iterator[tuple[object, ...]]:
    """One row a comment, under headings, for a spreadsheet."""
    yield HEADINGS
    for each in found:
        if "fault" in each:
            yield (each["id"], "", "", "", "", "", "", "", each["fault"])
            continue
        yield (
            each["id"],
            each["text"],
            each["lang"],
            _listed(each["themes"], State.ASSERT),
            _listed(each["themes"], State.SUGGEST),
            each["sense"],
            each["worry"]["tier"],
            "; ".join(each["worry"]["families"]),
            "",
        )


def _listed(found: Iterable[Mapping[str, Any]], state: State) -> str:
    return "; ".join(each["key"] for each in found if each["state"] == state)


def _write(lines: Iterator[str], output: Path | None) -> None:
    if output is None:
        say: Callable[[str], object] = sys.stdout.write
        for line in lines:
            say(line)
        return
    with output.open("w", encoding="utf-8", newline="") as file:
        file.writelines(lines)


def _summary(tally: _Tally) -> str:
    """A table of what was found, for the person at the terminal."""
    shown = sorted(
        themes.shipped().themes, key=lambda key: (-tally.asserted[key], -tally.suggested[key])
    )
    lines = [_number(tally.comments), "", f"{'theme':<20}{'said':>8}{'perhaps':>10}"]
    lines += [f"{key:<20}{tally.asserted[key]:>8,}{tally.suggested[key]:>10,}" for key in shown]
    tiers = ", ".join(f"{tier} {tally.tiers[tier]:,}" for tier in ("red", "amber", "grey"))
    languages = ", ".join(f"{key} {count:,}" for key, count in tally.languages.most_common(8))
    lines += ["", f"Read first: {tiers}. Grey is not safe: a person reads everything."]
    lines += [f"Languages: {languages or 'none'}"]
    if tally.faults:
        lines += [f"{_number(tally.faults)} could not be read: each says why."]
    return "\n".join(lines)


def _number(comments: int) -> str:
    return f"{comments:,} comment{'' if comments == 1 else 's'}"
