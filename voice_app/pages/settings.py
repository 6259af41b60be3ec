"""What an administrator sees of the settings."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class SettingShown:
    """One setting: what is in force, the product's default, and who changed it last, when."""

    key: str
    value: int | bool | Mapping[str, int]
    default: int | bool | Mapping[str, int]
    set_by: str
    set_at: datetime | None


@dataclass(frozen=True)
class LanguageShown:
    """A language to offer, or not yet; ``checked_by`` is empty where nobody who speaks it has."""

    code: str
    key: str  # its setting
    name: str
    own_name: str
    ready: bool
    checked_by: str
