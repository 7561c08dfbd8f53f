"""Playbooks as owners keep them, and inquiries as they come along."""
