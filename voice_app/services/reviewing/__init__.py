"""What an Independent Reviewing Officer works with: the caseload, and the brief before a review."""

from voice_app.services.reviewing.briefing import NotYours
from voice_app.services.reviewing.briefing import brief
from voice_app.services.reviewing.briefing import mark_read
from voice_app.services.reviewing.caseload import caseload

__all__ = ["NotYours", "brief", "caseload", "mark_read"]
