"""The rules, told without a database."""
