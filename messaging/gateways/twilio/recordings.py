"""Fetching a recording from Twilio, and deleting it there. Slow to load: the worker's.

Our sign-in goes to Twilio's own hosts and nowhere else, whatever address a request names.
"""

import re
from urllib.parse import urlsplit

import requests

PATIENCE = 20.0  # seconds for one call
MOST = 20_000_000  # bytes of one recording
GONE = 404
_HOST = re.compile(r"api(\.[a-z0-9-]+){0,2}\.twilio\.com")


class NotTheirs(ValueError):
    """The address of a recording is not Twilio's."""


class TooBig(ValueError):
    """A recording is longer than any that we ask for."""


class Recordings:
    """What Twilio keeps for us. ``base_url`` stands in for its own address in tests."""

    def __init__(self, account_sid: str, auth_token: str, *, base_url: str = "") -> None:
        self._auth = (account_sid, auth_token)
        self._base_url = base_url

    def fetch(self, address: str) -> bytes:
        """The sound, as MP3. Raises what went wrong; it may be fetched again."""
        with requests.get(
            f"{self._at(address)}.mp3", auth=self._auth, timeout=PATIENCE, stream=True
        ) as answer:
            answer.raise_for_status()
            sound = bytes(answer.raw.read(MOST + 1, decode_content=True))
        if len(sound) > MOST:
            raise TooBig
        return sound

    def delete(self, address: str) -> None:
        """Delete it for good; that it is gone already is no fault."""
        answer = requests.delete(f"{self._at(address)}.json", auth=self._auth, timeout=PATIENCE)
        if answer.status_code != GONE:
            answer.raise_for_status()

    def _at(self, address: str) -> str:
        parts = urlsplit(address)
        if parts.scheme != "https" or not _HOST.fullmatch(parts.netloc):
            raise NotTheirs
        return f"{self._base_url or f'https://{parts.netloc}'}{parts.path}"
