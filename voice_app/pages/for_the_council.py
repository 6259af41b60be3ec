"""What the Children in Care Council reads."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Said:
    """Somebody's words: nobody's name, and no day."""

    words: str
    language: str
    observed: bool  # notes of what somebody saw: not the child's own words


@dataclass(frozen=True)
class Asked:
    """A question, and what was said to it; empty when they began it themselves."""

    question: str
    said: tuple[Said, ...]
