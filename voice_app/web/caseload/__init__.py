"""A worker's children."""
