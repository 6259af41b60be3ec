"""The rows and codes we take from an SSDA903 return, and nothing more.

SSDA903 is the yearly return on looked-after children that every English authority makes. Columns
not named here (ethnicity, pupil number, postcodes, health scores) are never read into anything.
"""

from datetime import date
from typing import NamedTuple

from voice_app.files.spreadsheet import Columns

_AUTHORITY = ("LA",)  # which authority sent a line: regional collections have it

HEADER = Columns(("CHILD", "DOB"), ("SEX",), ("ETHNIC", "UPN", "MOTHER", "MC_DOB"), _AUTHORITY)
EPISODES = Columns(
    ("CHILD", "DECOM", "RNE", "LS", "DEC", "REC"),
    ("PLACE",),
    (
        "CIN",
        "PLACE_PROVIDER",
        "REASON_PLACE_CHANGE",
        "HOME_POST",
        "PL_POST",
        "URN",
        "PL_LA",
        "PL_LOCATION",
        "PL_DISTANCE",
    ),
    _AUTHORITY,
)
REVIEWS = Columns(("CHILD", "REVIEW", "REVIEW_CODE"), ("DOB",), (), _AUTHORITY)
UASC = Columns(("CHILD",), ("DOB",), ("SEX", "DUC"), _AUTHORITY)
LEAVERS = Columns(("CHILD", "DOB", "IN_TOUCH"), (), ("ACTIV", "ACCOM"), _AUTHORITY)
WORKERS = Columns(("CHILD", "SW_ID", "SW_DECOM"), ("DOB", "SW_DEC"), ("SW_REASON",), _AUTHORITY)

STARTED_CARE = "S"
SAME_DAY_CONTINUATION = "X1"
STATUS_ONLY = "L"  # a new legal status, in the same placement
DIED = "E2"
ADOPTED = frozenset({"E11", "E12"})
UNDER_4 = "PN0"
SPEAKS_FROM = 4  # years; from this age a review's code says how the child took part


def _codes(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


SEX_CODES = _codes("1 2")
REASONS_STARTED = _codes("S L P T B U")
LEGAL_STATUSES = _codes("C1 C2 D1 E1 J1 J2 J3 L1 L2 L3 V2 V3 V4")
PLACEMENTS = _codes(
    "A3 A4 A5 A6 H5 K1 K2 P1 P2 P3 R1 R2 R3 R5 S1 T0 T1 T2 T3 T4 U1 U2 U3 U4 U5 U6 Z1"
)
REASONS_CEASED = _codes(
    "E2 E3 E4A E4B E5 E6 E7 E8 E9 E11 E12 E13 E14 E15 E16 E17 E41 E45 E46 E47 E48 X1"
)
REVIEW_CODES = _codes("PN0 PN1 PN2 PN3 PN4 PN5 PN6 PN7")
LEAVER_DIED = "DIED"
LEAVERS_SERVED = _codes("YES NO REFU")  # a leaving care service is theirs, in touch or not
LEAVER_CODES = LEAVERS_SERVED | _codes("DIED NREQ RHOM")


class ChildRow(NamedTuple):
    """A line of the Header file. ``authority`` is empty where there is no column LA."""

    external_id: str
    sex_code: str
    born: date
    authority: str
    line: int


class EpisodeRow(NamedTuple):
    """A line of the Episodes file: a time with one legal status in one placement."""

    external_id: str
    started: date
    reason_started: str
    legal_status: str
    placement: str
    ended: date | None
    reason_ceased: str
    line: int

    @property
    def ends_care(self) -> bool:
        """Whether care itself ended with this episode.

        Only with both a day and a reason other than X1: where one is missing the child counts as
        still in care, because hearing a child too long harms less than dropping one.
        """
        return self.ended is not None and self.reason_ceased not in ("", SAME_DAY_CONTINUATION)


class ReviewRow(NamedTuple):
    """A line of the Reviews file; ``participation`` is PN0 to PN7, or empty where unusable."""

    external_id: str
    held_on: date
    participation: str
    line: int


class SeekerRow(NamedTuple):
    """A line of the UASC file. Nothing of it is stored; it is only held against the Header."""

    external_id: str
    line: int


class LeaverRow(NamedTuple):
    """A line of the OC3 file: a care leaver, who often is in no other file."""

    external_id: str
    born: date
    in_touch: str
    line: int


class WorkerRow(NamedTuple):
    """A line of the SWEpisodes file: a social worker, by the case system's id, from when on."""

    external_id: str
    worker: str
    since: date
    until: date | None
    line: int
