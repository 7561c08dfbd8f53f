"""Where home service works, and what it does there."""
