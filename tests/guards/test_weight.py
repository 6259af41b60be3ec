"""A small machine serves a survey page and takes a text without loading what it does not need."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from flask import Flask

from tests.people import SmallCouncil
from tests.services import stories
from tests.settings import KEYS
from tests.settings import TWILIO_TOKEN
from tests.settings import StandingClock

ROOT = Path(__file__).parents[2]
HEAVY = (
    "nltk",
    "sklearn",
    "numpy",
    "twilio.rest",
    "notifications_python_client",
    "requests",
    "weasyprint",
    "playwright",
)
SERVE = """
import sys
from twilio.request_validator import RequestValidator
from wsgi import app

client = app.test_client()
page = client.get("/s/" + sys.argv[1])
assert page.status_code == 200, page.status_code
form = {"MessageSid": "SM1", "From": "+447700900417", "To": "+447700900000", "Body": "hello"}
url = "http://127.0.0.1:8000/hooks/twilio/inbound"
signed = RequestValidator(sys.argv[2]).compute_signature(url, form)
text = client.post("/hooks/twilio/inbound", data=form, headers={"X-Twilio-Signature": signed})
assert text.status_code == 204, text.status_code
print(" ".join(name for name in sys.argv[3:] if name in sys.modules))
"""


def test_a_page_and_a_text_load_nothing_heavy(
    request: pytest.FixtureRequest,
    app: Flask,
    council: SmallCouncil,
    clock: StandingClock,
    tmp_path: Path,
) -> None:
    if request.config.getoption("--database") != "sqlite":
        pytest.skip("what is imported does not depend on the database")
    clock.now = clock.now.replace(year=9000)  # a link that is still open when the test really runs
    code = stories.invite(council.child, clock)
    environ = {
        **os.environ,
        **KEYS,
        "VOICE_PRACTICE": "1",
        "VOICE_INSTANCE": str(tmp_path),
        "VOICE_DATABASE_URL": app.config["SQLALCHEMY_DATABASE_URI"],
        "VOICE_TWILIO_TOKEN": TWILIO_TOKEN,
        "VOICE_PUBLIC_URL": "http://127.0.0.1:8000",
    }
    done = subprocess.run(  # noqa: S603 - our own words, our own interpreter
        [sys.executable, "-c", SERVE, code, TWILIO_TOKEN, *HEAVY],
        cwd=ROOT,
        env=environ,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == [], json.dumps(done.stdout.split())
