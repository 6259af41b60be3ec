"""A worker's children: who has been heard, who has not, and what waits."""

from voice_app.services.caseload.mine import mine

__all__ = ["mine"]
