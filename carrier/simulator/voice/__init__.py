"""The voice half of the carrier: legs, conversations, call plans, and what every party of a call hears."""
