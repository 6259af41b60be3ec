"""A child's record and journey as those who work with the child today see them."""

from voice_app.services.journeying.line import line_page
from voice_app.services.journeying.opening import NotYours
from voice_app.services.journeying.record import own_records
from voice_app.services.journeying.record import record_page
from voice_app.services.journeying.three_views import three_views

__all__ = ["NotYours", "line_page", "own_records", "record_page", "three_views"]
