"""Texts that a person must place."""
