"""What a QA manager sees."""
