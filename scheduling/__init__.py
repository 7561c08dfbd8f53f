"""What can be booked, when it is truly free, and the appointments that come of it."""
