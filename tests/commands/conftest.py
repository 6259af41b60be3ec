"""An installation on disk, and the command line that works on it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner
from click.testing import Result

from voice_app.commands import main
from voice_app.config import new_keys

Voice = Callable[..., Result]


@pytest.fixture
def environ(tmp_path: Path) -> dict[str, str | None]:
    """One real installation with nothing in it yet."""
    return {
        "VOICE_INSTANCE": str(tmp_path),
        "VOICE_DATABASE_URL": f"sqlite:///{tmp_path / 'voice.db'}",
        "VOICE_GATEWAY": "simulator",
        "VOICE_PRACTICE": None,
        "VOICE_PUBLIC_URL": "https://voices.example",
        "VOICE_SERVICE_NAME": "Voices",
        "VOICE_DUTY_PHONE": "0113 496 0999",
        **new_keys(),
    }


@pytest.fixture
def voice(environ: dict[str, str | None]) -> Voice:
    """Call a command; ``env`` changes settings for this call."""

    def call(*words: str, env: dict[str, str | None] | None = None, typed: str = "") -> Result:
        return CliRunner().invoke(main, list(words), env={**environ, **(env or {})}, input=typed)

    return call


@pytest.fixture
def migrated(voice: Voice) -> Voice:
    """An installation whose tables are there."""
    assert voice("migrate").exit_code == 0
    return voice
