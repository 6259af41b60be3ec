"""What somebody should know of a person before asking them: that something waits, never what."""

from collections.abc import Collection
from dataclasses import dataclass

from voice_app.store import access
from voice_app.store import asking
from voice_app.store import chats


@dataclass(frozen=True)
class Waits:
    """Those with a worry that is not closed, and those whose chat waits; people by id."""

    worry: frozenset[int]
    chat: frozenset[int]


def waits(person_ids: Collection[int], *, user_id: int) -> Waits:
    """What waits with these people, as far as this colleague may know of it.

    Of a chat that is kept from them, since it may be about them, they do not learn that it is
    there; nor of a worry that came of it (domain note 3.3).
    """
    wanted = frozenset(person_ids)
    worries = {
        person_id
        for person_id, chat_id in asking.open_worries(wanted)
        if not _is_kept(user_id, chat_id)
    }
    found = [chat for chat in chats.waiting() if not _is_kept(user_id, chat.id)]
    return Waits(
        worry=frozenset(worries),
        chat=frozenset(person.id for person in chats.whose(found).values()) & wanted,
    )


def _is_kept(user_id: int, chat_id: int | None) -> bool:
    return chat_id is not None and user_id in access.kept_from(chat_id)
