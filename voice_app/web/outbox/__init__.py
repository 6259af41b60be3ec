"""Texts nobody knows the fate of, and providers that are paused."""
