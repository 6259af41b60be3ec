"""What was said: themes, worries, and the way from a voice to a plan or finding. Pure functions."""
