"""Bringing records in from files."""
