"""Who may see and change which part of a patient record."""
