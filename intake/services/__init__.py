"""What is written of what each trade must know."""
