"""What `./portico bench` measures; definitions in `docs/performance.md`."""
