"""Everybody who answers, at every place they can be, and the address of each of their pages.

The pages are served by this process: the rows behind them are made by the product's own services.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Thread

from flask import Flask
from werkzeug.serving import make_server

from tests.people import SmallCouncil
from tests.people import make_child
from tests.services import stories
from tests.services.concluding_stories import Review
from tests.settings import StandingClock
from voice_app import words
from voice_app.services import conversations
from voice_app.services import responding
from voice_app.services import settling

LANGUAGES = ("en", "ar", "en-x-easy")
BANDS = {"4-7": 6, "8-11": 10, "12-17": 14, "18+": 19}  # and an age in each, in years


@dataclass(frozen=True)
class Place:
    """A page: who they are on it, and where it stands."""

    endpoint: str
    path: str

    @property
    def name(self) -> str:
        """Fit for a file's name."""
        return self.endpoint.replace(".", "-")


@contextmanager
def serving(app: Flask) -> Iterator[str]:
    """The app on a port of its own, as long as it is looked at."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()


def offer(council: SmallCouncil, clock: StandingClock) -> None:
    """The authority switches on every language that has every word."""
    for language in sorted(words.ready() - {words.ENGLISH}):
        settling.change(f"language-{language}", True, by=council.administrator, now=clock())


def places(council: SmallCouncil, clock: StandingClock) -> list[Place]:
    """One address for every page that a respondent can come to."""
    told, said = _told_back(council, clock)
    fresh = stories.invite(make_child(clock, mobile="+447700900418"), clock)
    half = stories.invite(make_child(clock, mobile="+447700900419"), clock)
    conversations.agree_on_web(half, now=clock())
    declined = stories.invite(make_child(clock, mobile="+447700900420"), clock)
    conversations.decline_on_web(declined, now=clock())
    return [
        Place("answering.survey", f"/s/{fresh}"),
        Place("answering.survey", f"/s/{half}"),
        Place("answering.survey", f"/s/{declined}"),
        Place("answering.survey", f"/s/{told}"),
        Place("answering.survey", "/s/nosuchcode"),
        Place("answering.question", f"/s/{told}/q/change"),
        Place("answering.check", f"/s/{told}/check"),
        Place("answering.copy", f"/s/{told}/copy"),
        Place("answering.to_take_back", f"/s/{told}/back/{said}"),
        Place("answering.taken_back", f"/s/{told}/back?was=taken_back"),
        Place("answering.helped", f"/s/{told}/helped"),
        Place("answering.later", f"/s/{told}/later"),
        Place("answering.go", "/go"),
        Place("answering.who", f"/s/{fresh}/who"),
        Place("answering.help_now", f"/s/{fresh}/help"),
        Place("answering.help_now", "/help-now"),
        Place("my_voice.page", f"/s/{told}/voice"),
        Place("my_voice.page", f"/s/{fresh}/voice"),
        Place("my_voice.chat", f"/s/{told}/write"),
        Place("my_voice.brief", f"/s/{told}/brief"),
        Place("my_voice.part", f"/s/{told}/brief/{said}"),
    ]


def _told_back(council: SmallCouncil, clock: StandingClock) -> tuple[str, int]:
    """Somebody whose page has all there can be on it: the link, and the answer in their words."""
    review = Review(council, clock)
    review.hold()
    review.promise(review.decide())
    review.tell()
    clock.forward(days=15)
    code = stories.invite(council.child, clock)
    given = {"change": stories.WORDS, "see_family": "more", "share_words": "yes"}
    stories.fill_in(code, given, clock)
    stories.work()
    answer = stories.answer_of(stories.WORDS)
    responding.tell_back(answer, "Kit comes on Sunday.", user_id=council.iro, now=clock())
    conversations.write_on_web(code, "thank u for kit", "", now=clock())
    return code, answer
