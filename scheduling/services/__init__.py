"""Every write of scheduling, one verb a function."""
