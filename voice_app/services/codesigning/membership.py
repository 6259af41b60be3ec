"""Who is in the council: invited by a worker, in by a link and a picture, or by words they know.

No e-mail, no surname, nothing of the record: a member is a nickname and a picture. A link alone
opens nothing, so that a shared phone or a lost letter lets nobody in.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime

from voice_app.db import db
from voice_app.db import writing
from voice_app.models.accounts import RoleHeld
from voice_app.models.accounts import StaffUser
from voice_app.models.codesign import Membership
from voice_app.pages.council import NICKNAME_LETTERS
from voice_app.pages.council import PICTURES
from voice_app.pages.council import Door
from voice_app.pages.council import Joined
from voice_app.pages.council import MemberShown
from voice_app.pages.council import Opened
from voice_app.policy import Role
from voice_app.store import accounts
from voice_app.store import council
from voice_app.store import links
from voice_app.store import record
from voice_app.vault import vault

TRIES = 5  # wrong in a row; then a worker gives a new link
NO_PASSWORD = "!"  # noqa: S105 - no hash at all: nobody signs in at the desk with it
CODE_WORDS = (
    "apple", "badge", "banjo", "beach", "bench", "biscuit", "bridge", "button", "candle",
    "carpet", "castle", "cherry", "cloud", "coat", "comet", "cookie", "cricket", "crown",
    "dolphin", "drum", "engine", "feather", "ferry", "flag", "forest", "fossil", "garden",
    "glove", "grape", "guitar", "hammer", "harbour", "hat", "honey", "island", "jacket",
    "jelly", "jigsaw", "kettle", "kite", "ladder", "lemon", "lizard", "lolly", "magnet",
    "mango", "maple", "marble", "melon", "mitten", "mountain", "muffin", "noodle", "ocean",
    "orange", "otter", "owl", "paint", "panda", "parrot", "peach", "pebble", "pencil",
    "penguin", "pepper", "piano", "pickle", "pillow", "pirate", "planet", "plum", "pocket",
    "pond", "puddle", "puzzle", "rabbit", "radio", "rainbow", "ribbon", "river", "robin",
    "rocket", "saddle", "salad", "scarf", "shell", "shovel", "skate", "slipper", "spider",
    "spoon", "squash", "sunset", "syrup", "teapot", "tiger", "ticket", "toast", "tomato",
    "towel", "tractor", "train", "trumpet", "tulip", "tunnel", "turtle", "velvet", "violin",
    "waffle", "wagon", "walnut", "whale", "wheel", "whistle", "willow", "window", "yoghurt",
    "zebra",
)  # fmt: skip
WORDS_TO_KNOW = 3  # of them: 1.6 million ways, and five tries


class CannotJoin(ValueError):
    """``why`` is taken, no_name, long_name, no_picture or closed."""

    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__(why)


@dataclass(frozen=True)
class Invite:
    """Somebody to ask in. The nickname is only a start: they choose their own."""

    nickname: str
    has_helper: bool = False


def invite(new: Invite, *, user_id: int, now: datetime) -> str:
    """Ask somebody in; gives the secret code of their link. Raises ``CannotJoin``."""
    code = links.new_code()
    with writing():
        nickname = _nickname(new.nickname)
        user = StaffUser(
            sign_in=_sign_in(nickname), name=nickname, password_hash=NO_PASSWORD, created_at=now
        )
        db.session.add(user)
        db.session.flush()
        db.session.add(RoleHeld(user_id=user.id, role=Role.COUNCIL_MEMBER))
        db.session.add(
            Membership(
                user_id=user.id,
                code=code,
                code_index=council.code_index(code),
                has_helper=new.has_helper,
                invited_by=user_id,
                invited_at=now,
            )
        )
        _note(user.id, "asked in", user_id, now)
    return code


def door(code: str) -> Door | None:
    """Whose link this is; None where it opens nothing."""
    found = council.by_code(code)
    if found is None or found.left_at is not None:
        return None
    user = db.session.get_one(StaffUser, found.user_id)
    return Door(code, user.name, found.joined_at is not None, found.tries_failed >= TRIES)


def join(code: str, nickname: str, picture: str, *, now: datetime) -> Joined:
    """Choose a name and a picture, once; gives the words to come in with. ``CannotJoin``."""
    words = " ".join(secrets.choice(CODE_WORDS) for _ in range(WORDS_TO_KNOW))
    with writing():
        found = council.by_code(code)
        if found is None or found.left_at is not None or found.joined_at is not None:
            raise CannotJoin("closed")
        if picture not in PICTURES:
            raise CannotJoin("no_picture")
        user = db.session.get_one(StaffUser, found.user_id)
        user.name = _nickname(nickname, of=user.id)
        user.sign_in = _sign_in(user.name)
        found.picture, found.joined_at = picture, now
        found.word_index = _index(user.id, picture, words)
        _note(user.id, "joined", user.id, now)
        return Joined(user.id, words)


def come_in(code: str, picture: str, *, now: datetime) -> tuple[Opened, int | None]:
    """Open the link with the picture; five wrong ones shut it until a worker helps."""
    with writing():
        found = council.by_code(code)
        if found is None or found.left_at is not None or found.joined_at is None:
            return Opened.CLOSED, None
        if found.tries_failed >= TRIES:
            return Opened.WAIT, None
        return _opened(found, found.picture == picture, now)


def come_in_by_words(
    nickname: str, picture: str, words: str, *, now: datetime
) -> tuple[Opened, int | None]:
    """Nickname, picture and code words. What was wrong is not said."""
    with writing():
        user = accounts.by_sign_in(_sign_in(nickname))
        found = council.membership(user.id) if user else None
        if user is None or found is None or found.left_at is not None or not found.word_index:
            return Opened.NOT_THAT, None
        if found.tries_failed >= TRIES:
            return Opened.WAIT, None
        return _opened(found, found.word_index == _index(user.id, picture, words), now)


def new_link(member_id: int, *, user_id: int, now: datetime) -> str:
    """A fresh link: the old one opens nothing, and they choose picture and words again."""
    code = links.new_code()
    with writing():
        found = council.membership(member_id)
        if found is None or found.left_at is not None:
            raise CannotJoin("closed")
        found.code, found.code_index = code, council.code_index(code)
        found.joined_at, found.tries_failed = None, 0
        found.picture = found.word_index = ""
        _note(member_id, "new link", user_id, now)
    return code


def link(member_id: int) -> str:
    """The code of somebody's link, to be handed over; empty where there is none."""
    found = council.membership(member_id)
    return found.code if found and found.left_at is None and found.joined_at is None else ""


def leave(member_id: int, *, user_id: int, now: datetime) -> None:
    """They leave: nothing opens any more, and all that they did stays."""
    with writing():
        user = db.session.get_one(StaffUser, member_id)
        found = council.membership(member_id)
        if found is None:
            raise CannotJoin("closed")
        user.active, found.left_at = False, now
        _note(member_id, "left", user_id, now)


def members() -> tuple[MemberShown, ...]:
    """Everybody who was ever asked in, those who are in first."""
    names = accounts.names({each.user_id for each in council.all_memberships()})
    shown = [
        MemberShown(
            user_id=each.user_id,
            nickname=names.get(each.user_id, ""),
            picture=each.picture,
            joined=each.joined_at is not None,
            has_helper=each.has_helper,
            left=each.left_at is not None,
        )
        for each in council.all_memberships()
    ]
    return tuple(sorted(shown, key=lambda one: (one.left, one.nickname.casefold())))


def _opened(found: Membership, right: bool, now: datetime) -> tuple[Opened, int | None]:
    if not right:
        found.tries_failed += 1
        return (Opened.WAIT if found.tries_failed >= TRIES else Opened.NOT_THAT), None
    found.tries_failed = 0
    _note(found.user_id, "came in", found.user_id, now)
    return Opened.IN, found.user_id


def _nickname(given: str, *, of: int | None = None) -> str:
    nickname = " ".join(given.split())
    if not nickname:
        raise CannotJoin("no_name")
    if len(nickname) > NICKNAME_LETTERS:
        raise CannotJoin("long_name")
    holder = accounts.by_sign_in(_sign_in(nickname))
    if holder and holder.id != of:
        raise CannotJoin("taken")
    return nickname


def _sign_in(nickname: str) -> str:
    """No account of the desk can be called so: theirs are e-mail addresses without a colon."""
    return f"council:{' '.join(nickname.split()).lower()}"


def _index(user_id: int, picture: str, words: str) -> str:
    said = " ".join(words.lower().split())
    return vault().index("council-words", f"{user_id}:{picture}:{said}")


def _note(member_id: int, why: str, user_id: int, now: datetime) -> None:
    record.note(record.Deed(user_id, "changed", f"member:{member_id}", None, why), now=now)
