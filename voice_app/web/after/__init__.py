"""After a review: what was decided, told, exported, and disputed."""
