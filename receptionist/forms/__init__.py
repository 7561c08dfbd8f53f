"""What owners fill in about their assistant."""
