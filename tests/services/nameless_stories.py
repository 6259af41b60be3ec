"""An anonymous survey as people meet it: a poster, a page, a press of the button."""

import re
from datetime import timedelta

from surveys.questions import Value
from tests.people import SmallCouncil
from tests.services import stories
from tests.settings import StandingClock
from voice_app.pages.open_links import OpenLinkShown
from voice_app.pages.without_name import Given
from voice_app.pages.without_name import NamelessForm
from voice_app.pages.without_name import NamelessSent
from voice_app.services import conversations
from voice_app.services import open_links

SURVEY = "tell-us-anything"
WORDS = "The lift in the hall is broken and it smells"
TOKEN = re.compile(r'name="sitting" value="([^"]+)"')


def poster(council: SmallCouncil, clock: StandingClock, *, days: int = 30) -> OpenLinkShown:
    """An open link that hangs in a hall."""
    new = open_links.NewLink(SURVEY, "Youth centre, hall", clock().date() + timedelta(days=days))
    made = open_links.make(new, user_id=council.participation, now=clock())
    return next(each for each in open_links.listed(now=clock()) if each.link_id == made)


def form(page: str = "", **given: str) -> dict[str, object]:
    """What the page sends: its token, and what was typed and picked."""
    token = TOKEN.search(page)
    boxes = {name.replace("__", "-"): value for name, value in given.items()}
    return {**({"sitting": token[1]} if token else {}), "go": "send", **boxes}


def filled(token: str = "", **given: Value) -> NamelessForm:
    """A form as the service takes it; each without a token is a sitting of its own."""
    boxes = {key: Given(value) for key, value in given.items()}
    return NamelessForm(version_id=0, token=token, language="en", given=boxes)


def send(code: str, clock: StandingClock, token: str = "", **given: Value) -> NamelessSent:
    """Send one sitting, and let the worker look at it."""
    taken = conversations.send_nameless(code, filled(token, **given), now=clock())
    assert isinstance(taken, NamelessSent)
    stories.work()
    return taken
