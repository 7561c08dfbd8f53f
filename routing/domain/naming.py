"""Whether a flow names a row of the organisation, such as a queue or a skill; drafts that cannot be read count too."""

from uuid import UUID


def names(document: object, row_id: UUID) -> bool:
    """Say whether an id stands anywhere in a document; ids are unlike any other text, so its place does not matter."""
    if isinstance(document, dict):
        return any(names(value, row_id) for value in document.values())
    if isinstance(document, list):
        return any(names(value, row_id) for value in document)
    return isinstance(document, str) and document.casefold() == str(row_id)
