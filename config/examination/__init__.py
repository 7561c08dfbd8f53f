"""The assistant's examination: cases of several kinds, replayed by the real turn handler, marked, counted."""
