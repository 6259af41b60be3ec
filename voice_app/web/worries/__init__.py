"""What the duty desk sees."""
