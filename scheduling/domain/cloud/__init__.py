"""Events as Google and Microsoft tell them, read into busy times. Pure."""
