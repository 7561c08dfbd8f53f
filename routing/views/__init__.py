"""Pages of lines, flows, queues and the wallboard."""
