"""Every setting, each from the environment. A bad value stops the start with a sentence that says how to mend it."""

from ipaddress import ip_network
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from environs import Env, EnvError

from helpdesk.lib.embedded import home_directory
from helpdesk.lib.local_secrets import local_secrets
from helpdesk.lib.logs import logging_config
from helpdesk.lib.postgres import EmbeddedPostgres
from helpdesk.lib.sealed import parse_keys
from helpdesk.lib.storage_address import parse_storage_address

env = Env()
BASE_DIR = Path(__file__).resolve().parent.parent
HELPDESK_HOME = home_directory()


def read(kind: str, name: str, default: Any, mend: str) -> Any:
    """One value from the environment; a bad one raises ImproperlyConfigured with the sentence ``mend``."""
    try:
        return getattr(env, kind)(name, default)
    except (EnvError, ValueError) as error:
        raise ImproperlyConfigured(f"{name} is not usable ({error}). {mend}") from error


def count(name: str, default: int, mend: str) -> int:
    """A whole number from 1 upwards."""
    found: int = read("int", name, default, mend)
    if found < 1:
        raise ImproperlyConfigured(f"{name}={found} is too small. {mend}")
    return found


# --- what kind of run this is ---------------------------------------------------------------------------------------
MODE = read("str", "HELPDESK_MODE", "production", "")
if MODE not in {"production", "demo", "development", "test"}:
    raise ImproperlyConfigured(f"HELPDESK_MODE={MODE} is unknown. Use production, demo, development or test.")
PRODUCTION = MODE == "production"
DEBUG = read("bool", "DEBUG", False, "Use 0 or 1.")
AUTH_MODE = read("str", "AUTH_MODE", "oidc" if PRODUCTION else "local", "")

PORT = read("int", "PORT", 8000, "Use a port number from 1 to 65535.")
if not 1 <= PORT <= 65535:
    raise ImproperlyConfigured("PORT is out of range. Use a port number from 1 to 65535.")
BASE_URL = read("str", "HELPDESK_URL", "" if PRODUCTION else f"http://127.0.0.1:{PORT}", "").rstrip("/")
if BASE_URL and not (BASE_URL.startswith(("http://", "https://")) and urlsplit(BASE_URL).hostname):
    raise ImproperlyConfigured(f"HELPDESK_URL={BASE_URL} is no address. Use one such as https://help.example.com.")
ALLOWED_HOSTS = read(
    "list",
    "ALLOWED_HOSTS",
    [urlsplit(BASE_URL).hostname or "", "localhost", "127.0.0.1", "[::1]"],
    "Use host names separated by commas.",
)

# --- secrets --------------------------------------------------------------------------------------------------------
_made = {} if PRODUCTION else local_secrets(HELPDESK_HOME)
SECRET_KEY = read("str", "SECRET_KEY", _made.get("SECRET_KEY", ""), "")
try:
    SECRETS_KEYS = parse_keys(read("str", "SECRETS_KEY", _made.get("SECRETS_KEY", ""), ""))
except ValueError as error:
    raise ImproperlyConfigured(
        f"SECRETS_KEY is missing or not usable ({error}). Make one with: "
        'python3 -c "import base64,os;print(base64.urlsafe_b64encode(os.urandom(32)).decode())"'
    ) from error

if PRODUCTION:
    for wrong, sentence in (
        (DEBUG, "DEBUG must be off in production: remove DEBUG or set DEBUG=0."),
        (len(SECRET_KEY) < 32, "SECRET_KEY is missing or short: set it to at least 32 random characters."),
        (AUTH_MODE == "local", "AUTH_MODE=local is for development only: remove AUTH_MODE in production."),
        ("*" in ALLOWED_HOSTS, "ALLOWED_HOSTS=* lets anybody choose our host name: list the names you serve."),
        (not BASE_URL, "HELPDESK_URL is missing: set it to the address people open, such as https://help.example.com."),
    ):
        if wrong:
            raise ImproperlyConfigured(f"{sentence} (For a try-out set HELPDESK_MODE=demo.)")

# --- the database ---------------------------------------------------------------------------------------------------
WEB_THREADS = count("WEB_THREADS", 8, "Use the number of request threads per web process, such as 8.")
WEB_CONCURRENCY = count("WEB_CONCURRENCY", 1, "Use the number of web processes, such as 2.")
WORKER_CONCURRENCY = count("WORKER_CONCURRENCY", 4, "Use the number of jobs at once per lane of a worker, such as 4.")
STATEMENT_TIMEOUT_MS = read("int", "DATABASE_STATEMENT_TIMEOUT_MS", 0, "Use milliseconds, 0 for none.")

if env.str("DATABASE_URL", ""):
    _database: dict[str, Any] = read(
        "dj_db_url", "DATABASE_URL", "", "Use postgresql://user:password@host:5432/name."
    ) | {"CONN_MAX_AGE": 0}
    if _database.get("ENGINE") != "django.db.backends.postgresql":
        raise ImproperlyConfigured("DATABASE_URL must name PostgreSQL: postgresql://user:password@host:5432/name.")
else:
    _embedded = EmbeddedPostgres(HELPDESK_HOME).connection
    _database = {
        "ENGINE": "django.db.backends.postgresql",
        "HOST": _embedded.host,
        "PORT": _embedded.port,
        "USER": _embedded.user,
        "NAME": _embedded.dbname,
        "OPTIONS": {"passfile": _embedded.passfile},
    }
_database["OPTIONS"] = _database.get("OPTIONS", {}) | {
    "connect_timeout": 5,
    "prepare_threshold": 0,  # None, Django's own choice, forbids it; it is done for what asks for it (http.compiled)
    "options": f"-c statement_timeout={STATEMENT_TIMEOUT_MS} -c idle_in_transaction_session_timeout=60000",
    # A new connection per request costs four to six times the request itself.
    "pool": False
    if MODE == "test"
    else {"min_size": 1, "max_size": max(WEB_THREADS, 2 * WORKER_CONCURRENCY) + 2, "timeout": 4, "max_lifetime": 1800},
}
DATABASES = {"default": _database}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- the parts ------------------------------------------------------------------------------------------------------
INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "csp",
    "django_htmx",
    "rest_framework",
    "procrastinate.contrib.django",
    "helpdesk.events",
    "helpdesk.accounts",
    "helpdesk.http",
    "helpdesk.files",
    "workflow",
    "knowledge",
    "tickets",
    "portal",
    "helpdesk",
]
MIDDLEWARE = [
    "helpdesk.http.middleware.request_context",
    "helpdesk.http.contracts_first.contracts_first",
    # From here on for pages only.
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
ROOT_URLCONF = "helpdesk.urls"
WSGI_APPLICATION = "helpdesk.wsgi.application"
APPEND_SLASH = False
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
            "builtins": ["portal.templatetags.helpdesk_tags"],
            "loaders": [("helpdesk.lib.folding.Loader", ["django.template.loaders.filesystem.Loader"])],
        },
    }
]
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"
PROCRASTINATE_ON_APP_READY = "helpdesk.wiring.connect"

# --- people and sessions --------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "sign-in"
SESSION_ENGINE = "helpdesk.accounts.signing_in.sessions"
SESSION_COOKIE_AGE = 14 * 24 * 3600
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = BASE_URL.startswith("https://")
CSRF_FAILURE_VIEW = "portal.errors.csrf_failed"

# --- the web --------------------------------------------------------------------------------------------------------
MAX_BODY_BYTES = read("int", "MAX_BODY_BYTES", 30_000_000, "Use a number of bytes.")
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1000
TRUSTED_PROXIES = read("list", "TRUSTED_PROXIES", [], "")
for _network in TRUSTED_PROXIES:
    try:
        ip_network(_network, strict=False)
    except ValueError as error:
        raise ImproperlyConfigured(
            f"TRUSTED_PROXIES is not usable ({error}). Use networks such as 10.0.0.0/8."
        ) from error
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUSTED_PROXIES else None
SECURE_HSTS_SECONDS = 31_536_000 if BASE_URL.startswith("https://") else 0
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
RATELIMIT_ENABLE = read("bool", "RATELIMIT_ENABLE", True, "Use 0 or 1.")
SILENCED_SYSTEM_CHECKS = ["django_ratelimit.E003", "django_ratelimit.W001"]  # our counters are atomic: http/counters.py
REDIS_URL = read("str", "REDIS_URL", "", "")
CACHES: dict[str, Any] = {"default": {"BACKEND": "helpdesk.http.counters.PostgresCounters"}}
if REDIS_URL:
    if not REDIS_URL.startswith(("redis://", "rediss://", "unix://")):
        raise ImproperlyConfigured(
            "REDIS_URL is not usable. Use redis://host:6379/0, or remove it to count in PostgreSQL."
        )
    CACHES["default"] = {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": REDIS_URL,
        "OPTIONS": {"socket_connect_timeout": 1, "socket_timeout": 1},
    }
REST_FRAMEWORK: dict[str, Any] = {
    "UNAUTHENTICATED_USER": None,
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_SCHEMA_CLASS": "helpdesk.api.schema_operation.ContractSchema",
}
SPECTACULAR_SETTINGS: dict[str, Any] = {
    "OAS_VERSION": "3.1.0",
    "SCHEMA_PATH_PREFIX": "",
    "SORT_OPERATIONS": False,
    "COMPONENT_SPLIT_PATCH": False,
    "ENUM_GENERATE_CHOICE_DESCRIPTION": False,
    "POSTPROCESSING_HOOKS": ["drf_spectacular.hooks.postprocess_schema_enum_id_removal"],
}

# --- uploaded files -------------------------------------------------------------------------------------------------
MAX_FILE_BYTES = count("MAX_FILE_BYTES", 25_000_000, "Use a number of bytes.")
if MAX_FILE_BYTES > MAX_BODY_BYTES - 100_000:
    raise ImproperlyConfigured(f"MAX_FILE_BYTES={MAX_FILE_BYTES} does not fit into MAX_BODY_BYTES: make that larger.")
FILES_URL = read("str", "FILES_URL", "", "")
_files: dict[str, Any] = {"BACKEND": "helpdesk.files.local.LocalStore"}
if FILES_URL:
    try:
        _store = parse_storage_address(FILES_URL)
    except ValueError as error:
        raise ImproperlyConfigured(f"FILES_URL is not usable: {error}") from error
    _files = {"BACKEND": "helpdesk.files.s3.S3Store", "OPTIONS": {"address": FILES_URL}}
    # Browsers send uploads straight to it.
    CONTENT_SECURITY_POLICY["DIRECTIVES"]["connect-src"].append(_store.endpoint)

# --- static files ---------------------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = HELPDESK_HOME / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
WHITENOISE_USE_FINDERS = MODE in {"development", "test"}  # elsewhere they are collected, and compressed with it
if not PRODUCTION:
    STATIC_ROOT.mkdir(parents=True, exist_ok=True)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "files": _files,
    "staticfiles": {
        "BACKEND": {
            "production": "whitenoise.storage.CompressedManifestStaticFilesStorage",
            "demo": "whitenoise.storage.CompressedStaticFilesStorage",
        }.get(MODE, "django.contrib.staticfiles.storage.StaticFilesStorage")
    },
}

# --- mail -----------------------------------------------------------------------------------------------------------
MAIL_DIRECTORY = HELPDESK_HOME / "mail"
# The right-hand side of our Message-IDs; a bare address is not a domain.
_host = urlsplit(BASE_URL).hostname or "localhost"
MAIL_DOMAIN = read("str", "MAIL_DOMAIN", "helpdesk.localhost" if _host.replace(".", "").isdigit() else _host, "")
EMAIL_TIMEOUT = 20
if env.str("EMAIL_URL", ""):
    _mail = read("dj_email_url", "EMAIL_URL", "", "Use smtp+tls://user:password@host:587.")
    if not _mail.get("EMAIL_HOST"):
        raise ImproperlyConfigured("EMAIL_URL names no mail server. Use smtp+tls://user:password@host:587.")
    EMAIL_HOST, EMAIL_PORT = _mail["EMAIL_HOST"], _mail["EMAIL_PORT"]
    EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _mail["EMAIL_HOST_USER"], _mail["EMAIL_HOST_PASSWORD"]
    EMAIL_USE_TLS, EMAIL_USE_SSL = _mail["EMAIL_USE_TLS"], _mail["EMAIL_USE_SSL"]
    EMAIL_BACKEND = "tickets.mail.backends.SmtpBackend"
elif PRODUCTION:
    raise ImproperlyConfigured("EMAIL_URL is missing: set it to your mail server, such as smtp+tls://user:pw@host:587.")
else:
    EMAIL_BACKEND = "tickets.mail.backends.FileBackend"

# --- time, language, logs -------------------------------------------------------------------------------------------
USE_TZ = True
TIME_ZONE = "UTC"
LANGUAGE_CODE = "en"
LOCALE_PATHS = [BASE_DIR / "helpdesk" / "locale"]
LOGGING = logging_config(read("log_level", "LOG_LEVEL", "INFO", "Use DEBUG, INFO, WARNING or ERROR."))
