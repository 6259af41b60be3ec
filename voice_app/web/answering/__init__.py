"""Answering a survey by its secret link."""
