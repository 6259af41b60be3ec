"""What is asked, and what comes next. Standard library only: no web, no database, no clock."""
