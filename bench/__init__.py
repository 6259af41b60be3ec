"""How fast it is. A benchmark measures; no test asserts a time."""
