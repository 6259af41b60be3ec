"""Words that go into a spreadsheet as words."""

FORMULA_BEGINS = ("=", "+", "-", "@", "\t", "\r")  # a spreadsheet would take what follows for one


def as_words(value: str) -> str:
    """Marked as words where a spreadsheet would take them for a formula and run it."""
    return f"'{value}" if value.startswith(FORMULA_BEGINS) else value
