"""The list of issued copies: what was issued when, why, by whom and to whom."""

from voice_app.pages.brief import CopyShown
from voice_app.store import accounts
from voice_app.store import issues


def copies_shown(review_id: int) -> tuple[CopyShown, ...]:
    """The copies of one review's brief, oldest first."""
    made = issues.copies(review_id)
    received = issues.recipients([copy.id for copy in made])
    who = {row.user_id for rows in received.values() for row in rows}
    names = accounts.names(who | {copy.issued_by for copy in made if copy.issued_by})
    return tuple(
        CopyShown(
            number=copy.number,
            why=copy.why,
            issued_at=copy.issued_at,
            by=names.get(copy.issued_by or 0, ""),
            to=tuple(names[row.user_id] for row in received.get(copy.id, ())),
        )
        for copy in made
    )
