"""What is done with inquiries: the stages they go through, and the figures that add up."""
