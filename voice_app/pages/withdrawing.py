"""What somebody can withdraw on their own page, and how much of it there is."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Withdrawing:
    """Where a person stands with each way of withdrawing."""

    code: str
    language: str
    band: str
    stopped: bool  # they have said: ask me no more
    things: int  # said or written, and to be taken back
    fixed: int  # they stand in papers that have gone out
    quoted: bool  # their words may be used, without a name
