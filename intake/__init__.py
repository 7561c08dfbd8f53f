"""What each trade must know: forms, matters and conflict checks, patients, jobs."""
