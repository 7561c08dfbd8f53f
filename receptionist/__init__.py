"""The assistant that answers first: what it understands, what it may do, how it hands over."""
