"""A child's record and journey as those who work with the child today see them."""

from voice_app.services.journeying.opening import NotYours
from voice_app.services.journeying.record import record_page

__all__ = ["NotYours", "record_page"]
