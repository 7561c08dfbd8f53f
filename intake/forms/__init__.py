"""What is typed and pressed on pages of intake."""
