"""What people type about bookings, checked."""
