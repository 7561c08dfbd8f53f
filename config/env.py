"""Every variable Portico reads from its environment: type, default and what it is for."""

import json
import os
from dataclasses import dataclass, field, fields
from typing import Any

from psycopg.conninfo import conninfo_to_dict


class EnvironmentIncomplete(RuntimeError):
    """A needed variable is missing or unreadable. Set it and start again."""


def _variable(default: object, about: str) -> Any:
    return field(default=default, metadata={"about": about})


@dataclass(frozen=True, kw_only=True)
class Environment:
    """The process environment, read once at start."""

    database_url: str = _variable(None, "PostgreSQL address, 15 or newer: postgresql://user@host/name.")
    redis_url: str = _variable(None, "Redis address, 6.2 or newer: redis://… or unix:///path?db=0.")
    secret_key: str = _variable(None, "Django's signing key; 50 random characters or more.")
    database_admin_url: str = _variable(
        "", "Login that owns and migrates the tables; DATABASE_URL when empty."
    )
    portico_db_role: str = _variable("app", "`app` runs as portico_app behind both walls, `owner` migrates.")
    database_pool: bool = _variable(True, "Keep a pool of connections in each process; off behind PgBouncer.")
    portico_keyring: str = _variable("", "Comma-separated Fernet keys for sensitive columns, newest first.")
    clamd_socket: str = _variable(
        "", "Socket of ClamAV, by which files of customers are looked at; empty: none."
    )
    portico_port: int = _variable(8000, "Port of the pages.")
    sockets_port: int = _variable(8001, "Port of the live screens.")
    sockets_url: str = _variable(
        "", "Public address of the live screens; derived from the page's host when empty."
    )
    public_url: str = _variable("", "Address customers and carriers reach Portico by.")
    allowed_hosts: str = _variable("localhost,127.0.0.1,[::1]", "Host names served, comma-separated.")
    carrier: str = _variable("simulator", "`simulator` (loopback only) or `vonage`.")
    simulator_url: str = _variable("http://127.0.0.1:8002", "Where the carrier simulator listens.")
    simulator_control_url: str = _variable("http://127.0.0.1:8003", "The simulator's control address.")
    simulator_token: str = _variable("", "Bearer token of the simulator's control address.")
    media_root: str = _variable("var/media", "Folder of stored files.")
    mail_dir: str = _variable("", "Folder that receives sent mail in the demo; empty sends by EMAIL_BACKEND.")
    email_backend: str = _variable(
        "django.core.mail.backends.smtp.EmailBackend", "Any django-anymail backend."
    )
    email_host: str = _variable("localhost", "SMTP host.")
    email_port: int = _variable(25, "SMTP port.")
    email_host_user: str = _variable("", "SMTP user.")
    email_host_password: str = _variable("", "SMTP password.")
    email_use_tls: bool = _variable(False, "Start TLS with the SMTP host.")
    default_from_email: str = _variable("Portico <portico@localhost>", "Sender of Portico's own mail.")
    mail_domain: str = _variable(
        "", "Domain of the mailboxes, whose mail comes in here; empty: there are none."
    )
    mail_provider: str = _variable("", "Who posts incoming mail and news of sent mail, for example postmark.")
    mail_webhook_secret: str = _variable(
        "", "user:password that the provider posts with; nothing is taken without it."
    )
    mail_options: str = _variable(
        "{}", "Further settings of django-anymail as JSON, such as POSTMARK_SERVER_TOKEN."
    )
    mail_authserv: str = _variable(
        "", "Name of the server whose Authentication-Results are believed; empty: no signature is."
    )
    google_client_id: str = _variable(
        "", "OAuth client at Google, for calendars; empty: the button is not shown."
    )
    google_client_secret: str = _variable("", "Its secret.")
    google_accounts_url: str = _variable("https://accounts.google.com", "Where Google asks for permission.")
    google_token_url: str = _variable("https://oauth2.googleapis.com", "Where Google gives tokens.")
    google_api_url: str = _variable("https://www.googleapis.com", "Where Google's calendars are.")
    microsoft_client_id: str = _variable(
        "", "Application at Microsoft Entra, for calendars; empty: the button is not shown."
    )
    microsoft_client_secret: str = _variable("", "Its secret.")
    microsoft_tenant: str = _variable(
        "common", "Whose accounts are let in: common, organizations or one tenant."
    )
    microsoft_login_url: str = _variable(
        "https://login.microsoftonline.com",
        "Where Microsoft asks for permission; national clouds have their own.",
    )
    microsoft_api_url: str = _variable("https://graph.microsoft.com", "Where Microsoft Graph is.")
    softphone_script: str = _variable(
        "", "Address of the carrier's browser client, hosted by you; empty: members take calls on telephones."
    )
    calendars_reach_private: bool = _variable(
        False, "Lets calendars at private addresses be read and written."
    )
    websites_reach_private: bool = _variable(
        False, "Lets the receptionist's set-up read questions from websites at private addresses."
    )
    webhooks_reach_private: bool = _variable(False, "Lets flows ask programs at private addresses too.")
    number_lookup: str = _variable(
        "conversations.services.calls.numbers.by_numbering_plan",
        "Path of the function that tells mobiles from landlines.",
    )
    file_storage: str = _variable(
        "django.core.files.storage.FileSystemStorage",
        "Where recordings and attachments lie: a Django storage by path, such as storages.backends.s3.S3Storage.",
    )
    file_storage_options: str = _variable(
        "{}", "Its options as JSON: for S3 bucket_name, endpoint_url, access_key, secret_key."
    )
    summariser: str = _variable(
        "", "The language model that sums calls up, by the key it is registered as; what was said goes to it."
    )
    summariser_seconds: int = _variable(30, "How long it may take; then the callers' own sentences stay.")
    language_model: str = _variable(
        "",
        "Who reads turns that the receptionist is unsure of: anthropic or openai. Empty: nobody.",
    )
    geocoder_url: str = _variable(
        "",
        "Address of a geocoder that answers like the one of the US Census Bureau; empty: nobody outside is asked.",
    )
    language_model_url: str = _variable(
        "https://api.anthropic.com", "Its address, up to but without /v1; a server of your own will do."
    )
    language_model_name: str = _variable("", "The model's name there.")
    language_model_key: str = _variable("", "Its key; a server of your own may need none.")
    language_model_ms: int = _variable(1200, "How long a turn waits for it; then our own reading stands.")
    language_model_reaches_private: bool = _variable(False, "Lets it be at a private address.")
    demo: bool = _variable(False, "Shows the demo handset and the sent mail page.")
    debug: bool = _variable(False, "Never in production.")
    https: bool = _variable(False, "Secure cookies, HSTS and redirects; on behind TLS.")
    trusted_proxies: int = _variable(
        0, "Proxies in front that set X-Forwarded-For; without them log-in limits count the proxy."
    )
    log_level: str = _variable("INFO", "Lowest level written to the log.")

    @property
    def database_login(self) -> str:
        """The login of DATABASE_URL, empty when the address leaves it to the client's default."""
        return str(conninfo_to_dict(self.database_url).get("user") or "")

    @classmethod
    def read(cls, environ: os._Environ[str] | dict[str, str] = os.environ) -> "Environment":
        """Read and convert every variable.

        Raises:
            EnvironmentIncomplete: a variable without a default is missing, or a number is no number.
        """
        values: dict[str, object] = {}
        for item in fields(cls):
            raw = environ.get(item.name.upper())
            if raw is None or (raw == "" and item.default is None):
                if item.default is None:
                    raise EnvironmentIncomplete(f"{item.name.upper()} is not set. {item.metadata['about']}")
                continue
            values[item.name] = _convert(item.name, raw, item.default)
        return cls(**values)  # type: ignore[arg-type]


def _convert(name: str, raw: str, default: object) -> object:
    if isinstance(default, bool):
        return raw.strip().lower() in {"1", "true", "yes", "on"}
    if isinstance(default, int):
        if not raw.strip().isdigit():
            raise EnvironmentIncomplete(f"{name.upper()} must be a number, not {raw!r}.")
        return int(raw)
    return raw


def mail_options(secret: str, options: str) -> dict[str, object]:
    """Give django-anymail's settings; `options` is a JSON object.

    Raises:
        EnvironmentIncomplete: the options are no object.
    """
    try:
        read = json.loads(options or "{}")
    except ValueError:
        read = None
    if not isinstance(read, dict):
        raise EnvironmentIncomplete(
            'MAIL_OPTIONS must be a JSON object, like {"POSTMARK_SERVER_TOKEN": "…"}.'
        )
    return read | ({"WEBHOOK_SECRET": secret} if secret else {})


def storages(backend: str, options: str) -> dict[str, dict[str, object]]:
    """Say where files lie, as Django's settings want it; `options` is a JSON object.

    Raises:
        EnvironmentIncomplete: the options are no object.
    """
    try:
        read = json.loads(options or "{}")
    except ValueError:
        read = None
    if not isinstance(read, dict):
        raise EnvironmentIncomplete(
            'FILE_STORAGE_OPTIONS must be a JSON object, like {"bucket_name": "portico"}.'
        )
    return {
        "default": {"BACKEND": backend, "OPTIONS": read},
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }


def database(url: str, *, role: str, pool: bool) -> dict[str, object]:
    """Translate a PostgreSQL address into Django's settings; `role` empty keeps the login's own role."""
    parts = {key: str(value) for key, value in conninfo_to_dict(url).items() if value is not None}
    options: dict[str, object] = {"options": "-c lock_timeout=8s"}
    if role:
        options["options"] = f"-c role={role} -c lock_timeout=8s"
    if pool:
        options["pool"] = {"min_size": 1, "max_size": 12, "timeout": 10}
    known = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}
    settings: dict[str, object] = {setting: parts.pop(key, "") for key, setting in known.items()}
    parts.pop("options", None)
    options.update(parts)
    return {"ENGINE": "django.db.backends.postgresql", **settings, "OPTIONS": options, "CONN_MAX_AGE": 0}
