"""Everybody who answers, at every place they can be, and the address of each of their pages.

The pages are served by this process: the rows behind them are made by the product's own services.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from threading import Thread

from flask import Flask
from werkzeug.serving import make_server

from surveys.library import in_every_language
from tests.people import SmallCouncil
from tests.people import make_child
from tests.services import stories
from tests.services.concluding_stories import Review
from tests.settings import StandingClock
from voice_app import words
from voice_app.services import conversations
from voice_app.services import open_links
from voice_app.services import publishing
from voice_app.services import responding
from voice_app.services import settling

LANGUAGES = ("en", "ar", "en-x-easy")
BANDS = {"4-7": 6, "8-11": 10, "12-17": 14, "18+": 19}  # and an age in each, in years


@dataclass(frozen=True)
class Place:
    """A page: who they are on it, and where it stands."""

    endpoint: str
    path: str
    with_sign: bool = False  # they have shown their sign first

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
    """The authority switches on every language that has every word, and its surveys have it."""
    for document in in_every_language().values():
        version = publishing.add_version(dict(document), by=council.participation, now=clock())
        agreed = publishing.Agreed(version, council.member)
        publishing.record_sign_off(agreed, by=council.participation, now=clock())
        publishing.publish(version, by=council.participation, now=clock())
    for language in sorted(words.ready() - {words.ENGLISH}):
        settling.change(f"language-{language}", True, by=council.administrator, now=clock())


def places(council: SmallCouncil, clock: StandingClock) -> list[Place]:
    """One address for every page that a respondent can come to."""
    told, said = told_back(council, clock)
    fresh, half, declined, new = (_asked(clock, last) for last in ("418", "419", "420", "422"))
    conversations.agree_on_web(half, now=clock())
    conversations.decline_on_web(declined, now=clock())
    stories.fill_in(new, {"change": "less noise"}, clock)
    clock.forward(hours=2)
    poster = _poster(council, clock)
    mine = [
        Place("answering.survey", f"/s/{told}", with_sign=True),
        Place("answering.question", f"/s/{told}/q/change", with_sign=True),
        Place("answering.check", f"/s/{told}/check", with_sign=True),
        Place("answering.copy", f"/s/{told}/copy", with_sign=True),
        Place("answering.to_take_back", f"/s/{told}/back/{said}", with_sign=True),
        Place("answering.taken_back", f"/s/{told}/back?was=taken_back", with_sign=True),
        Place("answering.helped", f"/s/{told}/helped", with_sign=True),
        Place("answering.later", f"/s/{told}/later", with_sign=True),
        Place("my_voice.page", f"/s/{told}/voice", with_sign=True),
        Place("my_voice.chat", f"/s/{told}/write", with_sign=True),
        Place("my_voice.brief", f"/s/{told}/brief", with_sign=True),
        Place("my_voice.part", f"/s/{told}/brief/{said}", with_sign=True),
        Place("withdrawing.ways", f"/s/{told}/withdraw", with_sign=True),
        Place("withdrawing.stop", f"/s/{told}/withdraw/stop", with_sign=True),
        Place("withdrawing.back", f"/s/{told}/withdraw/back", with_sign=True),
        Place("withdrawing.words", f"/s/{told}/withdraw/words", with_sign=True),
    ]
    return [
        Place("answering.survey", f"/s/{fresh}"),
        Place("answering.survey", f"/s/{half}"),
        Place("answering.survey", f"/s/{declined}"),
        Place("answering.survey", f"/s/{poster}"),
        Place("talking.talk", f"/s/{half}/chat"),
        Place("answering.sent", f"/s/{poster}/sent"),
        Place("answering.survey", "/s/nosuchcode"),
        Place("answering.go", "/go"),
        Place("answering.offline", "/s/offline"),
        Place("answering.who", f"/s/{fresh}/who"),
        Place("answering.help_now", f"/s/{fresh}/help"),
        Place("answering.help_now", "/help-now"),
        Place("my_voice.chat", f"/s/{fresh}/write"),
        Place("sign.page", f"/s/{new}/sign"),
        Place("sign.page", f"/s/{told}/sign"),
        Place("sign.forgot", f"/s/{told}/sign/forgot"),
        *mine,
    ]


def link_of(stands: list[Place]) -> str:
    """The link of whoever has all there can be."""
    return next(place.path for place in stands if place.with_sign).split("/")[2]


def _asked(clock: StandingClock, last: str) -> str:
    return stories.invite(make_child(clock, mobile=f"+447700900{last}"), clock)


def _poster(council: SmallCouncil, clock: StandingClock) -> str:
    """The secret part of an address that hangs on a wall."""
    new = open_links.NewLink("tell-us-anything", "Youth club", clock().date() + timedelta(days=30))
    open_links.make(new, user_id=council.participation, now=clock())
    (listed,) = open_links.listed(now=clock())
    return listed.code


def told_back(council: SmallCouncil, clock: StandingClock) -> tuple[str, int]:
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
