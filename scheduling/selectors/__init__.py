"""Everything that is read of scheduling, one organisation at a time."""
