"""Stand-ins for the providers of text messages, over real HTTP."""
