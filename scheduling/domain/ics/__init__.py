"""Calendar files (RFC 5545): what they say about somebody's time, and what we say in them."""
