"""The Children in Care Council and its surveys."""
