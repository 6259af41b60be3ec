"""Every SELECT, one module an area: functions with ordered results. Services commit."""
