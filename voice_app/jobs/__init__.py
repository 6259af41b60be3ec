"""Background work: the rows are the truth; huey only wakes who works on them."""
