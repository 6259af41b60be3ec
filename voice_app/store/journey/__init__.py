"""A child's journey on record: its SELECTs, and the changes that several services make."""
