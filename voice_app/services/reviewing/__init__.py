"""What an Independent Reviewing Officer works with before a review: the brief."""

from voice_app.services.reviewing.briefing import NotYours
from voice_app.services.reviewing.briefing import brief
from voice_app.services.reviewing.briefing import mark_read

__all__ = ["NotYours", "brief", "mark_read"]
