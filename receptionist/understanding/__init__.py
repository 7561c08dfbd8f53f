"""How a turn is understood: rules, two small encoders, pieces of words, heads trained on the project's own phrases."""

from receptionist.understanding.brain import Brain, loaded_brain
from receptionist.understanding.reading import understand

__all__ = ["Brain", "loaded_brain", "understand"]
