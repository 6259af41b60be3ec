"""One module or package for each provider of text messages."""
