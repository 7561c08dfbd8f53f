"""The parts of the verifier: what can happen, all that follows from it, and what is wrong with that."""
