"""Twilio. ``signature`` and ``inbound`` are light, for the web; ``client`` is the worker's."""
