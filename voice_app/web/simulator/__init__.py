"""The pretend phone of the demonstration."""
