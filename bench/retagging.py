"""``python -m bench.retagging [COMMENTS]``: ``voice retag`` over many stored comments, killed once.

A database is filled with comments (a million, if no other number is given), each sealed as in
use. The command is started in a process of its own, killed with SIGKILL when a tenth is done, and
started again. Printed: that nothing was done twice or lost, CPU time, and the most memory used.
"""

import os
import resource
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from sqlalchemy import func
from sqlalchemy import select

from bench.reading import fill
from tests.databases import prepare
from tests.settings import KEYS
from voice_app.db import db
from voice_app.models.conversations import Answer
from voice_app.models.insight import ThemeTag

COMMENTS = 1_000_000
WITH_WORDS = 2  # of so many answers one has words
MOST_MEMORY = 500_000  # kB: the bar
LOOK = 2.0  # seconds


def main(comments: int) -> None:
    """Fill, retag, kill, retag again, and print."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'bench.db'}"
        prepare(url)
        filled = fill(url, comments * WITH_WORDS)
        environ = {
            **os.environ,
            **KEYS,
            "VOICE_PRACTICE": "1",
            "VOICE_INSTANCE": folder,
            "VOICE_DATABASE_URL": url,
            "VOICE_PUBLIC_URL": "http://127.0.0.1:8000",
        }
        with filled.app.app_context():
            whole = _count(Answer.has_words)
            first = _start(environ)
            while _count(Answer.tagged_by.is_not(None)) < whole // 10:
                time.sleep(LOOK)
            first.send_signal(signal.SIGKILL)
            first.wait()
            done = _count(Answer.tagged_by.is_not(None))
            sys.stdout.write(f"killed after {done:,} of {whole:,} comments\n")
            before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
            second = _start(environ)
            if second.wait():
                raise SystemExit("voice retag failed")
            used = resource.getrusage(resource.RUSAGE_CHILDREN)
            doubled = db.session.scalar(_tags_laid_twice()) or 0
            left = whole - _count(Answer.tagged_by.is_not(None))
        spent = used.ru_utime - before
        sys.stdout.write(
            f"left {left:,}, laid twice {doubled:,}; {spent:,.0f} s of CPU for {whole - done:,}: "
            f"{(whole - done) / spent:,.0f} comments a CPU-second; "
            f"most memory {used.ru_maxrss / 1000:,.0f} MB (bar {MOST_MEMORY / 1000:g} MB)\n"
        )


def _start(environ: dict[str, str]) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-c", "from voice_app.commands import main; main()", "retag"]
    return subprocess.Popen(command, env=environ, stdout=subprocess.DEVNULL)  # noqa: S603


def _count(condition: object) -> int:
    db.session.rollback()
    return db.session.scalar(select(func.count(Answer.id)).where(condition)) or 0  # type: ignore[arg-type]


def _tags_laid_twice():  # type: ignore[no-untyped-def]
    standing = (
        select(ThemeTag.answer_id)
        .where(ThemeTag.set_aside_at.is_(None), ThemeTag.rules.is_not(None))
        .group_by(ThemeTag.answer_id, ThemeTag.theme, ThemeTag.rules)
        .having(func.count() > 1)
    )
    return select(func.count()).select_from(standing.subquery())


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else COMMENTS)
