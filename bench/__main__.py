"""``make bench``: what an answer, a text, a tag and a brief cost, in CPU time of one process.

Ratios of one run are worth quoting; on a busy machine the rates themselves are not.
"""

import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC
from datetime import datetime
from pathlib import Path

import flask_migrate

from analysis.comment import Comment
from analysis.tagger import tag
from analysis.worry import screen
from bench import importing
from messaging.gateway import Inbound
from messaging.replies import read
from messaging.understanding import Asked
from messaging.understanding import understand
from surveys.engine import Answered
from surveys.library import shipped
from tests.people import make_council
from tests.people import make_staff
from tests.phones import Keeps
from tests.settings import StandingClock
from tests.settings import settings_for
from voice_app.factory import create_app
from voice_app.jobs.worker import drain
from voice_app.policy import DEFAULT_WHO
from voice_app.services import conversations
from voice_app.services import inviting
from voice_app.services import reviewing

SECONDS = 2.0
WORDS = "ask me before u change the plan for the weekend, i wanna see kit more"


def rate(name: str, act: Callable[[int], object]) -> None:
    """Repeat ``act`` for a while and print how many fit in a second of CPU."""
    act(0)
    done, began = 0, time.process_time()
    while time.process_time() - began < SECONDS:
        done += 1
        act(done)
    spent = time.process_time() - began
    sys.stdout.write(f"{name:<44} {done / spent:>10,.0f} a CPU-second\n")


def core() -> None:
    """The pure packages."""
    question = shipped()["before-my-review"].for_reader("12-17").question("listened")
    if question is None:
        raise LookupError("the survey has no such question")
    rate("read a reply", lambda _n: read(question, "4 tbh", band="12-17"))
    asked = Asked.of("single_choice", ("My foster carer", "My social worker", "A friend", "No one"))
    rate("understand a reply", lambda _n: understand(asked, "not my social worker, a frendd"))
    rate("tag 15 words", lambda n: tag(Comment(f"{WORDS} {n}")))
    rate("screen 15 words", lambda n: screen(Comment(f"{WORDS} {n}")))


def shell(folder: Path) -> None:
    """Whole turns, on SQLite, everything on."""
    clock = StandingClock(datetime.now(UTC))
    app = create_app(settings_for(f"sqlite:///{folder / 'bench.db'}"), clock=clock)
    with app.app_context():
        flask_migrate.upgrade()
        make_staff(clock)
        council = make_council(clock)
        ask = inviting.Ask(council.child, "before-my-review", "text", "asked_for")
        invited = inviting.invite(ask, now=clock())
        if isinstance(invited, inviting.NotAsked):
            raise TypeError(invited.reason)
        gateway = Keeps()
        drain(gateway)
        sender = "+447700900417"
        rate(
            "take in one text, and queue the reply",
            lambda n: conversations.receive_text(
                Inbound(f"BENCH{n}", sender, WORDS), service="Bench", now=clock()
            ),
        )
        given = [Answered("listened", value) for value in ("mostly", "a_bit")]
        rate(
            "take in one web answer",
            lambda n: conversations.answer_on_web(
                invited.code, conversations.FromPage(given[n % 2], DEFAULT_WHO), now=clock()
            ),
        )
        page = app.test_client()
        rate("serve one survey page", lambda _n: page.get(f"/s/{invited.code}"))
        rate(
            "make one brief",
            lambda _n: reviewing.brief(
                council.child, council.review, user_id=council.iro, now=clock()
            ),
        )


if __name__ == "__main__":
    if sys.argv[1:2] != ["import"]:
        core()
        with tempfile.TemporaryDirectory() as made:
            shell(Path(made))
    importing.main(sys.argv[2:])
