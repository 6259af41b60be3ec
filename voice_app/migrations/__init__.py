"""Alembic migrations; one head."""
