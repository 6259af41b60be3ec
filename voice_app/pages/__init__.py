"""Frozen values that services hand to pages: all a template needs, and nothing it could query."""
