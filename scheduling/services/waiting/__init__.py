"""The waiting list: joining it, offering freed times in turn, and what becomes of the offers."""
