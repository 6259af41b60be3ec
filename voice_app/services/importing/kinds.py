"""The kinds of file that can be brought in, by upload or by command: one table."""

from collections.abc import Callable
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from voice_app.files import audits
from voice_app.files import qa_calendar
from voice_app.files import supplement
from voice_app.services.importing.annex_a import import_annex_a
from voice_app.services.importing.audits import import_audits
from voice_app.services.importing.outcome import ImportReport
from voice_app.services.importing.outcome import Told
from voice_app.services.importing.qa_calendar import import_qa_calendar
from voice_app.services.importing.returns import import_903
from voice_app.services.importing.ssd import import_ssd
from voice_app.services.importing.supplements import import_supplement

AUDITS = "audits.csv or .xlsx"
CALENDAR = "calendar.csv or .xlsx"


@dataclass(frozen=True)
class Frame:
    """What every import is told beside its files."""

    by: int | None
    dry_run: bool
    practice: bool
    now: datetime
    run_id: int
    told: Told


@dataclass(frozen=True)
class Kind:
    """One kind. ``names`` are the files it is made of; empty: any number, under any name."""

    key: str
    names: tuple[str, ...]
    needed: tuple[str, ...]
    run: Callable[[Path, Frame], ImportReport]
    template: str = ""  # of TEMPLATES, where the file is ours


def _ssda903(folder: Path, frame: Frame) -> ImportReport:
    return import_903(
        folder,
        by=frame.by,
        dry_run=frame.dry_run,
        now=frame.now,
        run_id=frame.run_id,
        told=frame.told,
    )


def _ssd(folder: Path, frame: Frame) -> ImportReport:
    return import_ssd(
        folder,
        by=frame.by,
        dry_run=frame.dry_run,
        now=frame.now,
        run_id=frame.run_id,
        told=frame.told,
    )


def _annex_a(folder: Path, frame: Frame) -> ImportReport:
    return import_annex_a(
        folder / "Annex A.xlsx",
        by=frame.by,
        dry_run=frame.dry_run,
        now=frame.now,
        run_id=frame.run_id,
        told=frame.told,
    )


def _supplement(folder: Path, frame: Frame) -> ImportReport:
    return import_supplement(
        folder / "supplement.csv",
        by=frame.by,
        dry_run=frame.dry_run,
        practice=frame.practice,
        now=frame.now,
        run_id=frame.run_id,
        told=frame.told,
    )


def _audits(folder: Path, frame: Frame) -> ImportReport:
    return import_audits(
        folder / AUDITS,
        by=frame.by,
        dry_run=frame.dry_run,
        now=frame.now,
        run_id=frame.run_id,
        told=frame.told,
    )


def _qa_calendar(folder: Path, frame: Frame) -> ImportReport:
    return import_qa_calendar(
        folder / CALENDAR,
        by=frame.by,
        dry_run=frame.dry_run,
        now=frame.now,
        run_id=frame.run_id,
        told=frame.told,
    )


KINDS: Mapping[str, Kind] = {
    kind.key: kind
    for kind in (
        Kind(
            "ssda903",
            ("Header.csv", "Episodes.csv", "Reviews.csv", "UASC.csv", "OC3.csv", "SWEpisodes.csv"),
            ("Header.csv", "Episodes.csv", "Reviews.csv"),
            _ssda903,
        ),
        Kind("ssd", (), (), _ssd),
        Kind("annex_a", ("Annex A.xlsx",), ("Annex A.xlsx",), _annex_a),
        Kind("supplement", ("supplement.csv",), ("supplement.csv",), _supplement, "supplement"),
        Kind("audits", (AUDITS,), (AUDITS,), _audits, "audits"),
        Kind("qa_calendar", (CALENDAR,), (CALENDAR,), _qa_calendar, "qa-calendar"),
    )
}
TEMPLATES: Mapping[str, Callable[[], str]] = {
    "supplement": supplement.template,
    "audits": audits.template,
    "qa-calendar": qa_calendar.template,
}
