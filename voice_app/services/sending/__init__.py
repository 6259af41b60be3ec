"""Texts go out: claimed once, marked *sending* before the provider is called, never sent blindly.

A text whose worker died while sending, or whose answer was lost, may have gone or not. Its receipt
says so first (the address of it names the row), then the provider's own list is looked at, then a
person settles it (docs/decisions/0012).
"""

from voice_app.services.sending.channels import choose_channel
from voice_app.services.sending.claiming import claim_text
from voice_app.services.sending.claiming import tidy
from voice_app.services.sending.handing import practice_screen
from voice_app.services.sending.handing import send
from voice_app.services.sending.looking_up import claim_look_up
from voice_app.services.sending.looking_up import look_up
from voice_app.services.sending.pace import USUAL
from voice_app.services.sending.pace import Pace
from voice_app.services.sending.receiving import receive_receipt
from voice_app.services.sending.receiving import text_of
from voice_app.services.sending.stuck import NotStuck
from voice_app.services.sending.stuck import Settled
from voice_app.services.sending.stuck import dead_numbers
from voice_app.services.sending.stuck import have_seen
from voice_app.services.sending.stuck import settle
from voice_app.services.sending.stuck import start_again
from voice_app.services.sending.stuck import stuck

__all__ = [
    "USUAL",
    "NotStuck",
    "Pace",
    "Settled",
    "choose_channel",
    "claim_look_up",
    "claim_text",
    "dead_numbers",
    "have_seen",
    "look_up",
    "practice_screen",
    "receive_receipt",
    "send",
    "settle",
    "start_again",
    "stuck",
    "text_of",
    "tidy",
]
