"""The one door for every answer, by text, on the web and in a call."""

from voice_app.services.conversations.agreeing import agree_on_web
from voice_app.services.conversations.agreeing import decline_on_web
from voice_app.services.conversations.another_way import see_another_way
from voice_app.services.conversations.asking import open_by_text
from voice_app.services.conversations.asking import remind_by_text
from voice_app.services.conversations.by_call import Pressed
from voice_app.services.conversations.by_call import Recorded
from voice_app.services.conversations.by_call import answer_call
from voice_app.services.conversations.by_call import end_call
from voice_app.services.conversations.by_call import receive_call
from voice_app.services.conversations.by_call import record_call
from voice_app.services.conversations.by_text import receive_text
from voice_app.services.conversations.handing_over import hand_over
from voice_app.services.conversations.handing_over import handed_over
from voice_app.services.conversations.handing_over import is_letters_code
from voice_app.services.conversations.handing_over import take_over
from voice_app.services.conversations.helped import helped_page
from voice_app.services.conversations.helped import say_who_helped
from voice_app.services.conversations.keyed import LinkShut
from voice_app.services.conversations.keyed import Sheet
from voice_app.services.conversations.keyed import key_in
from voice_app.services.conversations.keying_page import Way
from voice_app.services.conversations.keying_page import to_key_in
from voice_app.services.conversations.looking_over import look_over
from voice_app.services.conversations.on_web import FromPage
from voice_app.services.conversations.on_web import answer_on_web
from voice_app.services.conversations.on_web import asked_on_web
from voice_app.services.conversations.on_web import look_back
from voice_app.services.conversations.on_web import open_survey
from voice_app.services.conversations.spoken_words import NotYours
from voice_app.services.conversations.spoken_words import WrittenAlready
from voice_app.services.conversations.spoken_words import cannot_hear
from voice_app.services.conversations.spoken_words import fetch_recording
from voice_app.services.conversations.spoken_words import give_up_recording
from voice_app.services.conversations.spoken_words import recordings
from voice_app.services.conversations.spoken_words import recordings_waiting
from voice_app.services.conversations.spoken_words import sound
from voice_app.services.conversations.spoken_words import write_down
from voice_app.services.conversations.taking_back import take_back
from voice_app.services.conversations.taking_back import to_take_back
from voice_app.services.conversations.withdrawing import ask_me_again
from voice_app.services.conversations.withdrawing import stop_asking
from voice_app.services.conversations.withdrawing import take_all_back
from voice_app.services.conversations.withdrawing import use_no_more
from voice_app.services.conversations.withdrawing import withdrawing
from voice_app.services.conversations.without_name import as_it_stood
from voice_app.services.conversations.without_name import asked_nameless
from voice_app.services.conversations.without_name import forget_sittings
from voice_app.services.conversations.without_name import open_nameless
from voice_app.services.conversations.without_name import send_nameless
from voice_app.services.conversations.without_name import sent_page
from voice_app.services.conversations.writing import write_on_web

__all__ = [
    "FromPage",
    "LinkShut",
    "NotYours",
    "Pressed",
    "Recorded",
    "Sheet",
    "Way",
    "WrittenAlready",
    "agree_on_web",
    "answer_call",
    "answer_on_web",
    "as_it_stood",
    "ask_me_again",
    "asked_nameless",
    "asked_on_web",
    "cannot_hear",
    "decline_on_web",
    "end_call",
    "fetch_recording",
    "forget_sittings",
    "give_up_recording",
    "hand_over",
    "handed_over",
    "helped_page",
    "is_letters_code",
    "key_in",
    "look_back",
    "look_over",
    "open_by_text",
    "open_nameless",
    "open_survey",
    "receive_call",
    "receive_text",
    "record_call",
    "recordings",
    "recordings_waiting",
    "remind_by_text",
    "say_who_helped",
    "see_another_way",
    "send_nameless",
    "sent_page",
    "sound",
    "stop_asking",
    "take_all_back",
    "take_back",
    "take_over",
    "to_key_in",
    "to_take_back",
    "use_no_more",
    "withdrawing",
    "write_down",
    "write_on_web",
]
