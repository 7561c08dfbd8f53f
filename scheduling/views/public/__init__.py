"""The pages on which the public books, moves and cancels."""
