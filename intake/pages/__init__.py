"""What pages of intake show."""
