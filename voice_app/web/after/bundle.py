"""One review as one file: data, the national table, and a page to read.

The brief is for the reviewing officer alone: it may hold a carer's words, or what was said for her
eyes only at another time. So it never goes along.
"""

from flask import render_template

from voice_app.files import case_record
from voice_app.pages.after import ReviewExport


def bundle(exported: ReviewExport) -> bytes:
    """The ZIP that the case system takes; needs the context of a request, for the page."""
    files: dict[str, bytes | str] = {
        "review.html": render_template("after/record.html", page=exported),
        "review.json": case_record.as_json(exported.document),
        "ssd_voice_of_child.csv": case_record.voice_csv(exported.ssd_row),
    }
    return case_record.as_zip(files, made_at=exported.made_at)
