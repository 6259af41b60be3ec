"""A review as files for the authority's case system: one ZIP of JSON, CSV and the brief.

The CSV is shaped like ``ssd_voice_of_child``, the one national field list for children's voice.
"""

import csv
import io
import json
import zipfile
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from importlib import resources
from typing import Any

from voice_app.files.cells import as_words

TABLE_ID = "voch_table_id"
PERSON_ID = "voch_person_id"


@cache
def purposes() -> Mapping[str, str]:
    """The columns of the national table, each with the purpose of the question that fills it."""
    path = resources.files("voice_app.files").joinpath("ssd_voice.json")
    columns: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))["columns"]
    return columns


def headings() -> tuple[str, ...]:
    """The columns in the order of the national list."""
    return (TABLE_ID, PERSON_ID, *purposes())


def voice_csv(row: Mapping[str, str]) -> str:
    """The national table with one row."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(headings())
    writer.writerow([as_words(row.get(heading, "")) for heading in headings()])
    return file.getvalue()


def as_json(document: Mapping[str, Any]) -> str:
    """A document as people and programs read it."""
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def as_zip(files: Mapping[str, bytes | str], *, made_at: datetime) -> bytes:
    """These files in one, each dated ``made_at``; words are written in UTF-8."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, made_at.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    return whole.getvalue()
