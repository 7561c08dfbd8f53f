"""Conversations, their entries, messages and lines over the API."""
