"""The settings and the clock of tests."""

from dataclasses import dataclass
from datetime import UTC
from datetime import datetime
from datetime import timedelta

from voice_app.config import Settings
from voice_app.config import new_keys

KEYS = new_keys()
TWILIO_TOKEN = "invented, for tests"  # noqa: S105 - it opens nothing
TWILIO_SHARED_KEY = "another, for tests"
NOTIFY_TOKEN = "a third, for tests"  # noqa: S105 - as above
MONDAY = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)  # a working day, ten in the morning


@dataclass
class StandingClock:
    """A clock that moves only when it is told to."""

    now: datetime = MONDAY

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **span: float) -> datetime:
        """Move on by a timedelta's arguments."""
        self.now += timedelta(**span)
        return self.now


def settings_for(database_url: str) -> Settings:
    """Settings of a practice council on this database."""
    return Settings(
        database_url=database_url,
        secret_key=KEYS["VOICE_SECRET_KEY"],
        field_keys=(KEYS["VOICE_FIELD_KEYS"],),
        index_key=KEYS["VOICE_INDEX_KEY"],
        public_url="http://127.0.0.1:8000",
        practice=True,
        twilio_token=TWILIO_TOKEN,
        twilio_shared_key=TWILIO_SHARED_KEY,
        notify_callback_token=NOTIFY_TOKEN,
        secure_cookies=False,
    )


def environment_for(database_url: str, **more: str) -> dict[str, str]:
    """The same settings for a process of its own, as its environment variables."""
    return {
        **KEYS,
        "VOICE_PRACTICE": "1",
        "VOICE_DATABASE_URL": database_url,
        "VOICE_PUBLIC_URL": "http://127.0.0.1:8000",
        "VOICE_TWILIO_TOKEN": TWILIO_TOKEN,
        **more,
    }
