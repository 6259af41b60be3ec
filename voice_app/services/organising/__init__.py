"""Teams, homes and who belongs to them; independent visits to homes (Regulation 44)."""

from voice_app.services.organising.homes import NewVisit
from voice_app.services.organising.homes import VisitRefused
from voice_app.services.organising.homes import homes
from voice_app.services.organising.homes import record_visit
from voice_app.services.organising.units import NameRefused
from voice_app.services.organising.units import UnitKind
from voice_app.services.organising.units import add_unit
from voice_app.services.organising.units import end_unit
from voice_app.services.organising.units import organisation
from voice_app.services.organising.units import put_in_team
from voice_app.services.organising.units import rename_unit

__all__ = [
    "NameRefused",
    "NewVisit",
    "UnitKind",
    "VisitRefused",
    "add_unit",
    "end_unit",
    "homes",
    "organisation",
    "put_in_team",
    "record_visit",
    "rename_unit",
]
