"""A young person's own page."""
