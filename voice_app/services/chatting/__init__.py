"""Back and forth with one person: whatever they write waits in a team's queue until it is answered.

Every look at words is written down, every deed too. Whoever a chat is kept from does not learn
that it is there.
"""

from voice_app.services.chatting.doing import AlreadyTaken
from voice_app.services.chatting.doing import close
from voice_app.services.chatting.doing import hand_back
from voice_app.services.chatting.doing import keep_from
from voice_app.services.chatting.doing import lift
from voice_app.services.chatting.doing import mark_read
from voice_app.services.chatting.doing import move
from voice_app.services.chatting.doing import set_topic
from voice_app.services.chatting.doing import take
from voice_app.services.chatting.eyes import NotYours
from voice_app.services.chatting.eyes import sees
from voice_app.services.chatting.listing import chats
from voice_app.services.chatting.listing import waiting
from voice_app.services.chatting.mine import my_chat
from voice_app.services.chatting.mine import my_mark
from voice_app.services.chatting.mine import new_answers
from voice_app.services.chatting.ready import add_ready
from voice_app.services.chatting.ready import all_ready
from voice_app.services.chatting.ready import retire_ready
from voice_app.services.chatting.replying import CannotReply
from voice_app.services.chatting.replying import reached
from voice_app.services.chatting.replying import reply
from voice_app.services.chatting.thread import mark
from voice_app.services.chatting.thread import open_from
from voice_app.services.chatting.thread import thread

__all__ = [
    "AlreadyTaken",
    "CannotReply",
    "NotYours",
    "add_ready",
    "all_ready",
    "chats",
    "close",
    "hand_back",
    "keep_from",
    "lift",
    "mark",
    "mark_read",
    "move",
    "my_chat",
    "my_mark",
    "new_answers",
    "open_from",
    "reached",
    "reply",
    "retire_ready",
    "sees",
    "set_topic",
    "take",
    "thread",
    "waiting",
]
