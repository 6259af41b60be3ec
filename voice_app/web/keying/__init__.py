"""Putting a survey to a group: looked at first, then sent."""
