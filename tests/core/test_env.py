"""The environment is read once, typed, and missing values are named."""

import pytest

from config.env import Environment, EnvironmentIncomplete, database, storages

NEEDED = {
    "DATABASE_URL": "postgresql://anna@db:5433/portico",
    "REDIS_URL": "redis://r",
    "SECRET_KEY": "s" * 50,
}


def test_defaults_stand_in() -> None:
    read = Environment.read(NEEDED)
    assert (read.portico_db_role, read.portico_port, read.demo, read.database_pool) == (
        "app",
        8000,
        False,
        True,
    )
    assert read.database_login == "anna"


@pytest.mark.parametrize("name", NEEDED)
@pytest.mark.parametrize("value", [None, ""])
def test_a_missing_value_is_named_with_what_it_is_for(name: str, value: str | None) -> None:
    environ = {key: text for key, text in NEEDED.items() if key != name}
    if value is not None:
        environ[name] = value
    with pytest.raises(EnvironmentIncomplete, match=f"{name} is not set"):
        Environment.read(environ)


@pytest.mark.parametrize(
    ("text", "value"), [("1", True), ("Yes", True), (" on ", True), ("0", False), ("", False)]
)
def test_switches(text: str, value: bool) -> None:
    assert Environment.read(NEEDED | {"HTTPS": text}).https is value


@pytest.mark.parametrize("text", ["eighty", "-1", "8.5", ""])
def test_a_number_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(EnvironmentIncomplete, match="PORTICO_PORT must be a number"):
        Environment.read(NEEDED | {"PORTICO_PORT": text})


def test_the_address_becomes_settings_with_the_role_in_the_connection() -> None:
    made = database("postgresql://anna:pw@db:5433/portico?sslmode=require", role="portico_app", pool=True)
    assert (made["NAME"], made["USER"], made["PASSWORD"], made["HOST"], made["PORT"]) == (
        "portico", "anna", "pw", "db", "5433",
    )  # fmt: skip
    options = made["OPTIONS"]
    assert isinstance(options, dict)
    assert options["options"] == "-c role=portico_app -c lock_timeout=8s"
    assert options["sslmode"] == "require"
    assert options["pool"]["max_size"] == 12


def test_the_owner_keeps_the_logins_own_role_and_no_pool() -> None:
    options = database("postgresql://anna@db/portico", role="", pool=False)["OPTIONS"]
    assert options == {"options": "-c lock_timeout=8s"}


def test_every_variable_says_what_it_is_for() -> None:
    for item in Environment.__dataclass_fields__.values():
        assert item.metadata["about"].endswith(".")


def test_files_may_lie_in_any_storage() -> None:
    made = storages("storages.backends.s3.S3Storage", '{"bucket_name": "portico"}')
    assert made["default"] == {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {"bucket_name": "portico"},
    }
    assert storages("x.Y", "")["default"]["OPTIONS"] == {}


@pytest.mark.parametrize("text", ["bucket", "[]", "{"])
def test_options_of_a_storage_that_are_no_object_are_refused(text: str) -> None:
    with pytest.raises(EnvironmentIncomplete, match="FILE_STORAGE_OPTIONS must be a JSON object"):
        storages("x.Y", text)
