"""Pages of routing: lines, flows."""
