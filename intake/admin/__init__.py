"""Administration pages of what each trade must know."""

from intake.admin import flags, forms, homes, jobs, law, parties, patients, playbooks

__all__ = ["flags", "forms", "homes", "jobs", "law", "parties", "patients", "playbooks"]
