"""What members of each trade may hold besides their role (design §11)."""

CAPABILITIES: dict[str, tuple[str, ...]] = {
    "LAW": ("lawyer", "paralegal", "conflicts_counsel"),
    "CLINIC": ("clinician", "front_desk"),
    "HOME": ("dispatcher", "technician"),
}


def capabilities_of(industry: str) -> tuple[str, ...]:
    """List the capabilities of a trade in the order they are shown; none for a trade without."""
    return CAPABILITIES.get(industry, ())


def unknown_capabilities(industry: str, chosen: list[str]) -> list[str]:
    """List what was chosen but does not exist in the trade, in the order given."""
    known = capabilities_of(industry)
    return [capability for capability in chosen if capability not in known]
