"""After a review: held, decided in words for the child, told back, and on to the case system.

Every function is one transaction. Only the child's own reviewing officer of today may use them, and
every look and change is written into the record.
"""

from voice_app.services.concluding.deciding import change_promise
from voice_app.services.concluding.deciding import decide
from voice_app.services.concluding.deciding import promise
from voice_app.services.concluding.deciding import reword
from voice_app.services.concluding.deciding import take_out
from voice_app.services.concluding.deciding import take_promise_out
from voice_app.services.concluding.entries import ConcludingFault
from voice_app.services.concluding.entries import Held
from voice_app.services.concluding.entries import NewDecision
from voice_app.services.concluding.entries import NewPromise
from voice_app.services.concluding.entries import NoSuchReview
from voice_app.services.concluding.entries import NotYours
from voice_app.services.concluding.entries import ReviewOf
from voice_app.services.concluding.entries import Told
from voice_app.services.concluding.entries import Way
from voice_app.services.concluding.exporting import export
from voice_app.services.concluding.exporting import export_by_number
from voice_app.services.concluding.holding import hold
from voice_app.services.concluding.page import after
from voice_app.services.concluding.page import after_list
from voice_app.services.concluding.telling import tell

__all__ = [
    "ConcludingFault",
    "Held",
    "NewDecision",
    "NewPromise",
    "NoSuchReview",
    "NotYours",
    "ReviewOf",
    "Told",
    "Way",
    "after",
    "after_list",
    "change_promise",
    "decide",
    "export",
    "export_by_number",
    "hold",
    "promise",
    "reword",
    "take_out",
    "take_promise_out",
    "tell",
]
