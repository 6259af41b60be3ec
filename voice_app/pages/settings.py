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
