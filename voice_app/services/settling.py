"""What an authority sets for itself; every change is written down."""

from datetime import datetime
from typing import Any

from voice_app import words
from voice_app.db import writing
from voice_app.pages.settings import LanguageShown
from voice_app.pages.settings import SettingShown
from voice_app.store import accounts
from voice_app.store import record
from voice_app.store import settings
from voice_app.store.settings import SettingRefused

__all__ = ["SettingRefused", "change", "languages", "shown"]


def shown() -> tuple[SettingShown, ...]:
    """Every setting, in a fixed order."""
    rows = settings.rows()
    names = accounts.names({row.set_by for row in rows.values() if row.set_by})
    return tuple(
        SettingShown(
            key=key,
            value=rows[key].value if key in rows else known.default,
            default=known.default,
            set_by=names.get(rows[key].set_by or 0, "") if key in rows else "",
            set_at=rows[key].set_at if key in rows else None,
        )
        for key, known in settings.KNOWN.items()
    )


def languages() -> tuple[LanguageShown, ...]:
    """Every language that could be offered to those who answer."""
    return tuple(
        LanguageShown(
            code=code,
            key=settings.language_key(code),
            name=name,
            own_name=words.OWN_NAMES[code],
            ready=code in words.ready(),
            checked_by=words.card(code).checked_by,
        )
        for code, name in words.ENGLISH_NAMES.items()
    )


def change(key: str, new: Any, *, by: int | None, now: datetime) -> None:
    """Set one; raises ``SettingRefused``, with nothing changed."""
    with writing():
        settings.put(key, new, by=by, now=now)
        record.note(record.Deed(by, "changed", f"setting:{key}"), now=now)
