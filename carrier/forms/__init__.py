"""What owners type about what comes in."""
