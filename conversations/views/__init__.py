"""Pages and acts of the inbox: parse, one service or one reading, respond."""
