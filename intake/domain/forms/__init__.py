"""What a form is, when it is well made, and whether answers fit it; plain values only."""
