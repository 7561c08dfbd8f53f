"""Contacts and their addresses over the API."""
