"""What `./portico` does: services, processes, tests, checks, benches, backups. No Django app."""
