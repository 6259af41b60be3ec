"""A child's record and journey."""
