"""Organisations and their people."""

from accounts.models import Industry, Location, Member, Organisation, Role, User


def organisation(*, name: str, slug: str, industry: Industry = Industry.LAW) -> Organisation:
    """Make an organisation with one location."""
    made = Organisation.objects.create(name=name, slug=slug, industry=industry, region="AZ")
    Location.objects.create(organisation=made, name="Main office", is_default=True)
    return made


def member(*, organisation: Organisation, name: str, role: Role = Role.STAFF, password: str = "") -> Member:
    """Make a user and the membership."""
    email = f"{name.split(maxsplit=1)[0].lower()}@{organisation.slug}.example"
    user = User.objects.create_user(email, password or None, name=name)
    return Member.objects.create(organisation=organisation, user=user, role=role)
