"""Files of availability cases (schema slots/1): reading them, answering them, comparing with what they expect."""
