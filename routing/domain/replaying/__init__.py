"""The parts of the replay: what was recorded, and one call walked with it."""
