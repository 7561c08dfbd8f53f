"""What owners and supervisors set: services, who and what gives them, hours."""
