"""What is read of what each trade must know."""
