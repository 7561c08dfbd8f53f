"""Pages of the assistant, and the chat of the public."""
