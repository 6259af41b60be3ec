"""A council of three with a worker, for tests: Bee, Zed and Moz."""

from dataclasses import dataclass

from surveys.codesign import About
from tests.people import SmallCouncil
from tests.people import staff
from tests.settings import StandingClock
from voice_app.services import accounts
from voice_app.services import codesigning
from voice_app.services.codesigning import Ballot
from voice_app.services.codesigning import Idea

KEY = "after-a-visit"
ON_TIME = Idea(About.QUESTION, "Did they come on time?", survey=KEY, kind="yes_no")


@dataclass(frozen=True)
class Group:
    """The members by nickname, and the worker who helps them."""

    bee: int
    zed: int
    moz: int
    worker: int


def ask_in(nickname: str, clock: StandingClock, *, picture: str = "star") -> int:
    """Somebody was invited and has joined."""
    invited = codesigning.Invite(nickname)
    code = codesigning.invite(invited, user_id=staff("petra"), now=clock())
    return codesigning.join(code, nickname, picture, now=clock()).user_id


def make_group(council: SmallCouncil, clock: StandingClock) -> Group:
    """Three members who came in by their links; the account that signed everything off left."""
    accounts.close_account(council.member, by=None, now=clock())
    bee, zed, moz = (ask_in(name, clock) for name in ("Bee", "Zed", "Moz"))
    return Group(bee, zed, moz, council.participation)


def vote(proposal: int, says: str, *members: int, clock: StandingClock, number: int = 1) -> None:
    """Each of them says the same to one wording."""
    for member in members:
        codesigning.vote(Ballot(proposal, number, says), user_id=member, now=clock())
