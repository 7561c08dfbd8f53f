"""Forms: what is wrong in words, what a page shows."""
