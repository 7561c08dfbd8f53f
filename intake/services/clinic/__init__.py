"""What a clinic keeps of a patient in rows, each with who said it, who wrote it and when."""
