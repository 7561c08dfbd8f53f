"""Conflict checks of law firms: how one stands, who may do what, what a waiver takes, and the chain that proves it."""
