"""The two-way inbox as one person at the desk uses it."""

from dataclasses import dataclass

from tests.people import SmallCouncil
from tests.people import make_user
from tests.settings import StandingClock
from voice_app.pages.chats import ChatList
from voice_app.pages.chats import ChatRow
from voice_app.pages.chats import Shown
from voice_app.pages.chats import Thread
from voice_app.policy import Role
from voice_app.services import chatting
from voice_app.services import recording

STRANGER = "+447700900999"


@dataclass(frozen=True)
class Desk:
    """The service as one person at the desk uses it."""

    user_id: int
    clock: StandingClock

    def all(self, **shown: object) -> ChatList:
        return chatting.chats(Shown(**shown), user_id=self.user_id, now=self.clock())

    def only(self) -> ChatRow:
        (row,) = self.all().rows
        return row

    def thread(self, chat_id: int, words: str | None = None) -> Thread:
        return chatting.thread(chat_id, user_id=self.user_id, now=self.clock(), words=words)

    def do(self, name: str, chat_id: int, *more: object) -> None:
        getattr(chatting, name)(chat_id, *more, user_id=self.user_id, now=self.clock())

    def reply(self, chat_id: int, words: str, *, sure: bool = False) -> int:
        return chatting.reply(chat_id, words, user_id=self.user_id, now=self.clock(), sure=sure)


def worker(council: SmallCouncil, clock: StandingClock, name: str = "dev") -> Desk:
    """A social worker of the child who may read by duty too."""
    user = make_user(name, Role.SOCIAL_WORKER, clock, reading_duty=True)
    theirs = recording.NewInvolvement(user, "social_worker", clock().date())
    recording.involve(council.child, theirs, by=None, now=clock())
    return Desk(user, clock)
