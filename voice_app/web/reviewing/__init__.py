"""What an Independent Reviewing Officer sees."""
