"""Signing in, and the front page."""
