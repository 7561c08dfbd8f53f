"""Who would take a call at which hour: each hour of a week, for callers of a language, by the engine of real calls."""
