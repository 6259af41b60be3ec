"""A worker's children: who has been heard, who has not, and what waits."""

from voice_app.services.caseload.digest import AddressRefused
from voice_app.services.caseload.digest import digest_page
from voice_app.services.caseload.digest import digests_due
from voice_app.services.caseload.digest import send_digest
from voice_app.services.caseload.digest import set_digest
from voice_app.services.caseload.mine import mine
from voice_app.services.caseload.not_heard import not_heard
from voice_app.services.caseload.saved import CASELOAD
from voice_app.services.caseload.saved import NOT_HEARD
from voice_app.services.caseload.saved import ViewRefused
from voice_app.services.caseload.saved import remove
from voice_app.services.caseload.saved import save

__all__ = [
    "CASELOAD",
    "NOT_HEARD",
    "AddressRefused",
    "ViewRefused",
    "digest_page",
    "digests_due",
    "mine",
    "not_heard",
    "remove",
    "save",
    "send_digest",
    "set_digest",
]
