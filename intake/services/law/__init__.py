"""Writes of a law firm: matters, conflict checks, waivers, walls."""
