"""What was spoken in calls, for people who write it down."""
