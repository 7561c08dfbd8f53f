"""Whom a firm acts for, against or near to; every name they go by, with what finds it again."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import TenantModel, tenant_key


class PartyKind(models.TextChoices):
    """What a party is."""

    PERSON = "PERSON", _("Person")
    COMPANY = "COMPANY", _("Company")


class NameKind(models.TextChoices):
    """What a name is to who bears it."""

    LEGAL = "LEGAL", _("Legal name")
    ALIAS = "ALIAS", _("Also known as")
    MAIDEN = "MAIDEN", _("Name at birth")
    DBA = "DBA", _("Trades as")
    FORMER = "FORMER", _("Former name")
    ACRONYM = "ACRONYM", _("Acronym")
    TRANSLITERATION = "TRANSLIT", _("In another script")


class IdentifierKind(models.TextChoices):
    """What tells a party apart from everybody of the same name."""

    PHONE = "PHONE", _("Phone number")
    EMAIL = "EMAIL", _("E-mail address")
    TAX = "TAX", _("Tax number")
    REGISTRY = "REGISTRY", _("Registry number")
    ADDRESS = "ADDRESS", _("Postal address")


class RelationKind(models.TextChoices):
    """What the first of two parties is to the second; the checks follow one, of control two in a row."""

    PARENT = "PARENT", _("parent company of")
    SUBSIDIARY = "SUBSIDIARY", _("subsidiary of")
    OWNER = "OWNER", _("owner of")
    AFFILIATE = "AFFILIATE", _("affiliate of")
    DIRECTOR = "DIRECTOR", _("director of")
    OFFICER = "OFFICER", _("officer of")
    EMPLOYEE = "EMPLOYEE", _("employee of")
    SPOUSE = "SPOUSE", _("spouse of")
    FORMER_SPOUSE = "EX_SPOUSE", _("former spouse of")
    CHILD = "CHILD", _("child of")
    GUARDIAN = "GUARDIAN", _("guardian of")
    HOUSEHOLD = "HOUSEHOLD", _("in one household with")
    INSURER = "INSURER", _("insurer of")
    GUARANTOR = "GUARANTOR", _("guarantor of")
    PAYER = "PAYER", _("pays for")


class Party(TenantModel):
    """A person or company that checks look for: clients past and present, adversaries, those around them, ourselves."""

    kind = models.CharField(max_length=8, choices=PartyKind, default=PartyKind.PERSON)
    display_name = models.CharField(max_length=200)
    dob = models.DateField(null=True, blank=True, help_text=_("Date of birth."))
    is_self_interest = models.BooleanField(
        default=False, help_text=_("Family, investments and seats on boards of the lawyers themselves.")
    )
    contact = tenant_key("contacts.Contact", models.SET_NULL, null=True, blank=True, related_name="+")
    note = models.TextField(blank=True, max_length=2000)
    version = models.PositiveIntegerField(default=1)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["display_name", "id"]
        verbose_name_plural = "parties"
        indexes = [models.Index(fields=["organisation", "-updated_at", "id"], name="party_changed")]

    def __str__(self) -> str:
        return self.display_name


class PartyName(TenantModel):
    """One name of a party, as it was written, and what finds it however somebody else writes it.

    `norm`, `readings` and `keys` are what the engine of `engine` made of `raw`; a new engine makes them anew.
    """

    party = tenant_key("intake.Party", models.CASCADE, related_name="names")
    raw = models.CharField(max_length=300)
    kind = models.CharField(max_length=8, choices=NameKind, default=NameKind.LEGAL)
    script = models.CharField(max_length=8, default="LATIN")
    norm = models.CharField(max_length=300, editable=False)
    readings = models.JSONField(default=list, editable=False)
    keys = ArrayField(models.IntegerField(), default=list, editable=False)
    engine = models.PositiveSmallIntegerField(default=0, editable=False)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=80, blank=True)

    class Meta:
        ordering = ["created_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "party", "kind", "raw"], name="party_name_once"),
        ]
        indexes = [
            # A list kept at once must not have every later check read what waits to be sorted in.
            GinIndex(
                fields=["organisation", "keys"],
                opclasses=["uuid_ops", "array_ops"],
                fastupdate=False,
                name="party_name_keys",
            ),
            GinIndex(
                fields=["organisation", "norm"],
                opclasses=["uuid_ops", "gin_trgm_ops"],
                name="party_name_near",
            ),
            # Whether any name still waits to be keyed anew is asked by every check.
            models.Index(fields=["organisation", "engine"], name="party_name_engine"),
        ]

    def __str__(self) -> str:
        return self.raw


class PartyIdentifier(TenantModel):
    """A number or address that is one party's, or one household's."""

    party = tenant_key("intake.Party", models.CASCADE, related_name="identifiers")
    kind = models.CharField(max_length=8, choices=IdentifierKind)
    value_norm = models.CharField(max_length=254, help_text=_("Normalised: what is compared."))
    source = models.CharField(max_length=80, blank=True)

    class Meta:
        ordering = ["kind", "value_norm"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "party", "kind", "value_norm"], name="party_identifier_once"
            ),
        ]
        indexes = [models.Index(fields=["organisation", "kind", "value_norm"], name="party_by_identifier")]

    def __str__(self) -> str:
        return self.value_norm


class PartyRelation(TenantModel):
    """What one party is to another: `source_party` is the `kind` of `target_party`."""

    source_party = tenant_key("intake.Party", models.CASCADE, related_name="relations")
    target_party = tenant_key("intake.Party", models.CASCADE, related_name="relations_to_it")
    kind = models.CharField(max_length=10, choices=RelationKind)
    percent = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=80, blank=True)

    class Meta:
        ordering = ["created_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "source_party", "target_party", "kind"], name="party_relation_once"
            ),
            models.CheckConstraint(
                condition=~models.Q(source_party=models.F("target_party")), name="party_relation_of_two"
            ),
        ]
        indexes = [models.Index(fields=["organisation", "target_party"], name="party_relation_back")]

    def __str__(self) -> str:
        return f"{self.source_party_id} {self.kind} {self.target_party_id}"


class ListedParty(TenantModel):
    """Which row of an uploaded list a party came from, so that the same list twice adds nobody.

    `key` is a digest of the list's name with the number the list gives them, or else of what tells them apart.
    """

    party = tenant_key("intake.Party", models.CASCADE, related_name="listings")
    listed = tenant_key(
        "contacts.ContactImport", models.SET_NULL, null=True, related_name="+", verbose_name=_("List")
    )
    key = models.CharField(max_length=64, editable=False)
    line = models.PositiveIntegerField(help_text=_("The line of the file."))

    class Meta:
        ordering = ["created_at", "id"]
        verbose_name_plural = "listed parties"
        constraints = [models.UniqueConstraint(fields=["organisation", "key"], name="listed_party_once")]

    def __str__(self) -> str:
        return str(self.line)
