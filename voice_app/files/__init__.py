"""Readers of other people's formats: frozen rows, every fault with its line, no database."""
