"""Teams, homes, and the independent visits to homes."""
