"""Red flags: heard in what customers write and say, told to whoever is on call, acknowledged and settled."""
