"""Accounts and health, for the administrator. No content."""
