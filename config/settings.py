"""One settings module; what differs between machines comes from `config.env`."""

from pathlib import Path
from urllib.parse import urlsplit

from django.utils.translation import gettext_lazy as _

from config.beats import BEATS
from config.env import Environment, database, mail_options, storages
from config.softphone import softphone_sources

env = Environment.read()
BASE_DIR = Path(__file__).resolve().parent.parent

ENVIRONMENT = env
SECRET_KEY = env.secret_key
DEBUG = env.debug
DEMO = env.demo
VERSION = "0.1.0"
ALLOWED_HOSTS = [host.strip() for host in env.allowed_hosts.split(",") if host.strip()]
PUBLIC_URL = env.public_url or f"http://localhost:{env.portico_port}"
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL] if env.https else []
WSGI_APPLICATION = "config.wsgi.application"
ASGI_APPLICATION = "config.asgi.application"
ROOT_URLCONF = "config.urls"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    # Before the admin, whose templates it overrides.
    "config.apps.PorticoConfig",
    "config.apps.AdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "django_htmx",
    "channels",
    "rest_framework",
    "django_filters",
    "drf_spectacular",
    "anymail",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "django_celery_beat",
    "core",
    "accounts",
    "contacts",
    "conversations",
    "scheduling",
    "intake",
    "routing",
    "receptionist",
    "carrier",
]

MIDDLEWARE = [
    "config.middleware.AccessMiddleware",
    "config.middleware.MachinesMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "config.middleware.PolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "accounts.middleware.MemberMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
# The carrier's webhooks and the health checks go this way instead: `config.middleware.MachinesMiddleware`.
MACHINE_MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "config.middleware.PolicyMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

TEMPLATES = [
    {
        "NAME": "jinja2",
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": False,
        "OPTIONS": {
            "environment": "config.jinja.environment",
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "accounts.presenters.page_frame",
            ],
        },
    },
    {
        "NAME": "django",
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

# The role in the connection is the second wall: portico_app owns nothing and sees rows only behind a policy.
DATABASES = {
    "default": database(
        (env.database_admin_url or env.database_url) if env.portico_db_role == "owner" else env.database_url,
        role="" if env.portico_db_role == "owner" else "portico_app",
        pool=env.portico_db_role == "app" and env.database_pool,
    )
}

REDIS_URL = env.redis_url
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": env.redis_url,
        "KEY_PREFIX": "portico",
        "OPTIONS": {"socket_timeout": 2, "socket_connect_timeout": 1},
    }
}
CHANNEL_LAYERS: dict[str, dict[str, object]] = {}

CELERY_BROKER_URL = (
    env.redis_url.replace("unix://", "redis+socket://").replace("?db=", "?virtual_host=")
    if env.redis_url.startswith("unix://")
    else env.redis_url
)
CELERY_TASK_IGNORE_RESULT = CELERY_TASK_ACKS_LATE = True
CELERY_TASK_TIME_LIMIT = 120
CELERY_TASK_PUBLISH_RETRY = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
_broker_options = {"visibility_timeout": 600, "socket_timeout": 5, "socket_connect_timeout": 1}
CELERY_BROKER_TRANSPORT_OPTIONS = _broker_options
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BEAT_SCHEDULER = "django_celery_beat.schedulers:DatabaseScheduler"
CELERY_TIMEZONE = "UTC"
CELERY_BEAT_SCHEDULE = BEATS

# Tells what sort of telephone a number is: (line type, source). A paid look-up goes here by its path.
NUMBER_LOOKUP, SOFTPHONE_SCRIPT = env.number_lookup, env.softphone_script
WEBHOOKS_REACH_PRIVATE, CALENDARS_REACH_PRIVATE = env.webhooks_reach_private, env.calendars_reach_private
WEBSITES_REACH_PRIVATE = env.websites_reach_private

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_TEMPLATE_EXTENSION = "jinja"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_ADAPTER = "accounts.adapters.AccountAdapter"
MFA_ADAPTER = "accounts.adapters.SecondFactorAdapter"
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 600
ALLAUTH_TRUSTED_PROXY_COUNT = env.trusted_proxies
ACCOUNT_RATE_LIMITS = {"login": "60/m/ip", "login_failed": "10/m/ip,5/5m/key"}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Portico"
# A telephone's clock may be half a minute off (RFC 6238 §6); a code is good once all the same.
MFA_TOTP_TOLERANCE = 1
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = urlsplit(PUBLIC_URL).hostname == "localhost"
USERSESSIONS_TRACK_ACTIVITY = False
SESSION_ENGINE = "django.contrib.sessions.backends.cached_db"
SESSION_COOKIE_AGE = 60 * 60 * 12
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"

SECURE_SSL_REDIRECT = env.https
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$", r"^hooks/"]
SESSION_COOKIE_SECURE = env.https
CSRF_COOKIE_SECURE = env.https
SECURE_HSTS_SECONDS = 31_536_000 if env.https else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = env.https
SECURE_HSTS_PRELOAD = env.https
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env.https else None
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SOCKETS_URL = env.sockets_url
SOCKETS_PORT = env.sockets_port
SELF, NONE = "'self'", "'none'"
CONTENT_SECURITY_POLICY = {
    "default-src": [NONE],
    "script-src": [SELF],
    "style-src": [SELF],
    "img-src": [SELF, "data:"],
    "font-src": [SELF],
    "media-src": [SELF],
    "connect-src": [SELF],
    "manifest-src": [SELF],
    "form-action": [SELF],
    "frame-ancestors": [NONE],
    "base-uri": [NONE],
}
for _directive, _sources in softphone_sources(env.carrier, SOFTPHONE_SCRIPT).items():
    CONTENT_SECURITY_POLICY[_directive] = [*CONTENT_SECURITY_POLICY[_directive], *_sources]

LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("es", _("Spanish"))]
# Sentences nothing was trained on: what a firm teaches its assistant is examined on them too.
RECEPTIONIST_HELD_OUT = BASE_DIR / "tests" / "receptionist" / "cases" / "utterances.jsonl"
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "UTC"
USE_I18N = True
USE_TZ = True

STATIC_URL, MEDIA_URL = "/static/", "/media/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = BASE_DIR / "var" / "static"
STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # WhiteNoise warns about a missing folder
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
WHITENOISE_MIMETYPES = {".wav": "audio/wav"}
MEDIA_ROOT, STORAGES = env.media_root, storages(env.file_storage, env.file_storage_options)
DATA_UPLOAD_MAX_MEMORY_SIZE, DATA_UPLOAD_MAX_NUMBER_FIELDS = 5 * 1024 * 1024, 4000  # members × skills

MAIL_DIR = env.mail_dir
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend" if env.mail_dir else env.email_backend
EMAIL_FILE_PATH = env.mail_dir or None
EMAIL_HOST, EMAIL_PORT = env.email_host, env.email_port
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = env.email_host_user, env.email_host_password
EMAIL_USE_TLS, EMAIL_TIMEOUT = env.email_use_tls, 10
DEFAULT_FROM_EMAIL, MAIL_DOMAIN = env.default_from_email, env.mail_domain
MAIL_PROVIDER, MAIL_AUTHSERV = env.mail_provider, env.mail_authserv
ANYMAIL = mail_options(env.mail_webhook_secret, env.mail_options)
CARRIER, SIMULATOR_TOKEN = env.carrier, env.simulator_token
SIMULATOR_URL, SIMULATOR_CONTROL_URL = env.simulator_url, env.simulator_control_url
# What the carrier is told to post to; the simulator stays on this machine.
HOOKS_URL = f"http://127.0.0.1:{env.portico_port}" if CARRIER == "simulator" else PUBLIC_URL.rstrip("/")
SUMMARISER, SUMMARISER_SECONDS = env.summariser, env.summariser_seconds
CLAMD_SOCKET = env.clamd_socket
GEOCODER_URL = env.geocoder_url
LANGUAGE_MODEL, LANGUAGE_MODEL_SECONDS = env.language_model, env.language_model_ms / 1000
LANGUAGE_MODEL_OPTIONS = {
    "url": env.language_model_url,
    "name": env.language_model_name,
    "key": env.language_model_key,
    "reaches_private": env.language_model_reaches_private,
}
KEYRING = [key for key in env.portico_keyring.split(",") if key]
WEBHOOK_BODY_LIMIT, MAIL_BODY_LIMIT = 256 * 1024, 40 * 1024 * 1024  # a mail of 25 MB, in base64

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": [],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "UNAUTHENTICATED_USER": None,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Portico API",
    "VERSION": "1.0.0",
    "SERVE_INCLUDE_SCHEMA": False,
    "SCHEMA_PATH_PREFIX": r"/api/v1",
    "ENUM_NAME_OVERRIDES": {
        "ContactKind": "contacts.models.ContactKind",
        "AddressKind": "contacts.domain.addresses.AddressKind",
        "LineKind": "conversations.models.LineKind",
        "EntryKind": "conversations.models.EntryKind",
    },
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "config.logs.JsonFormatter"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["stderr"], "level": env.log_level},
    "loggers": {"django.server": {"level": "WARNING"}, "kombu": {"level": "ERROR"}},
}
