"""Three make-believe organisations to look at and play with. All people and numbers here are invented."""
