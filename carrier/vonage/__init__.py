"""Everything that knows Vonage's words: verifying, reading and sending. Only `client` does any I/O."""
