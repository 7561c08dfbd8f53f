"""Pure rules of booking: free times, fairness, states, calendar files, travel."""
