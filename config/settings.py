"""Everything the site can be told, read from the environment.

Development and production share this file and differ in the environment. `.env.example` lists
every variable with its default. A bad value stops the start, and all bad values are named at once.
"""

from pathlib import Path
from urllib.parse import quote

from csp.constants import NONE, SELF
from django.conf.locale import LANG_INFO
from environs import Env, validate

from config.environment import DEVELOPMENT_KEY, LOG_LEVELS, database, is_language, is_safe_key
from config.ministry import Ministry, load_ministry

BASE_DIR = Path(__file__).resolve().parent.parent

# --- What the environment says -------------------------------------------------------------------
# Nothing is used before `seal()` has reported every bad variable in one message.

env = Env(eager=False)
env.add_parser("database", database)

DEBUG = env.bool("READOUT_DEBUG", False)
SECRET_KEY = (
    env.str("READOUT_SECRET_KEY", DEVELOPMENT_KEY)
    if DEBUG
    else env.str("READOUT_SECRET_KEY", validate=is_safe_key)
)
SECRET_KEY_FALLBACKS: list[str] = env.list("READOUT_SECRET_KEY_FALLBACKS", [])
ALLOWED_HOSTS = (
    env.list("READOUT_ALLOWED_HOSTS", ["127.0.0.1", "localhost"])
    if DEBUG
    else env.list("READOUT_ALLOWED_HOSTS", validate=validate.Length(min=1))
)
CSRF_TRUSTED_ORIGINS: list[str] = env.list("READOUT_TRUSTED_ORIGINS", [])
HTTPS = env.bool("READOUT_HTTPS", not DEBUG)
BEHIND_PROXY = env.bool("READOUT_BEHIND_PROXY", False)
HSTS_SECONDS = env.int("READOUT_HSTS_SECONDS", 365 * 24 * 60 * 60, validate=validate.Range(min=0))
LOG_LEVEL = env.str("READOUT_LOG_LEVEL", "INFO", validate=validate.OneOf(LOG_LEVELS))

VAR_DIR = env.path("READOUT_VAR_DIR", BASE_DIR / "var")
MINISTRY_FILE = env.path("READOUT_MINISTRY_FILE", BASE_DIR / "config" / "ministry.toml")
READOUT_LANGUAGES = env.list("READOUT_LANGUAGES", ["en", "ja"], validate=is_language)
READOUT_WORDING = env.bool("READOUT_WORDING", True)
ADMIN_PATH = env.str("READOUT_ADMIN_PATH", "admin/", validate=validate.Regexp(r"^[a-z0-9-]+/$"))

DATABASE = env.database("DATABASE_URL", f"sqlite:///{quote(str(VAR_DIR))}/readout.sqlite3")
DATABASE_POOL = env.bool("READOUT_DATABASE_POOL", False)
DATABASE_MAX_AGE = env.int("READOUT_DATABASE_MAX_AGE", 600, validate=validate.Range(min=0))
DATABASE_PREPARE = env.bool("READOUT_DATABASE_PREPARE", True)

REDIS_URL = env.str("REDIS_URL", "")
PRIVATE_BUCKET = env.str("READOUT_PRIVATE_BUCKET", "")
PRIVATE_BUCKET_ENDPOINT = env.str("READOUT_PRIVATE_BUCKET_ENDPOINT", "")
SENTRY_DSN = env.str("SENTRY_DSN", "")
PROMETHEUS_PORT = env.int("READOUT_PROMETHEUS_PORT", 0)

env.seal()

# --- The ministry --------------------------------------------------------------------------------

MINISTRY: Ministry = load_ministry(MINISTRY_FILE)

# --- Django --------------------------------------------------------------------------------------

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "config.admin.DeskConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "csp",
    "taggit",
    "relations",
    "meetings",
]

# Sessions, messages, users and form tokens live under the admin's address alone: a public page
# reads no cookie and sets none, whatever a visitor sends.
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "config.middleware.OnePolicy",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "config.middleware.CacheRules",
    "config.middleware.PlainRequests",
    "config.middleware.OneInstant",
    "django.middleware.common.CommonMiddleware",
    "config.middleware.AdminSessionMiddleware",
    "config.middleware.AdminCsrfMiddleware",
    "config.middleware.AdminAuthenticationMiddleware",
    "config.middleware.AdminMessageMiddleware",
]

FORM_RENDERER = "config.rendering.FormRenderer"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "config.ministry.ministry",
            ],
        },
    },
]

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL, LOGIN_REDIRECT_URL = "admin:login", "admin:index"
if DEBUG:
    AUTHENTICATION_BACKENDS = [
        "django.contrib.auth.backends.ModelBackend",
        "meetings.demonstration.accounts.DemonstrationAccounts",
    ]

# The folder of what the site writes: SQLite's file, collected static files, private files.
(VAR_DIR / "static").mkdir(parents=True, exist_ok=True)

# --- Databases and caches ------------------------------------------------------------------------

DATABASES = {"default": DATABASE}
if DATABASE["ENGINE"] == "django.db.backends.sqlite3":
    # With the stock settings one write in seven failed under load; with these none did.
    DATABASE["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; "
        "PRAGMA recursive_triggers=ON;",
    }
else:
    DATABASE["OPTIONS"] = DATABASE.get("OPTIONS", {})
    if DATABASE_PREPARE:
        # What a connection is asked a second time is planned for good (`meetings.prepared`): the
        # questions of a page are small, and planning them takes longer than answering them.
        DATABASE["OPTIONS"]["prepare_threshold"] = 1
        given = DATABASE["OPTIONS"].get("options", "")
        # Such a plan knows no values. It goes by an index, row by row, only where that is not held
        # to cost four times what reading on does, as it did on disks that turn.
        wanted = "-c plan_cache_mode=force_generic_plan -c random_page_cost=1.1"
        DATABASE["OPTIONS"]["options"] = f"{wanted} {given}".strip()
    if DATABASE_POOL:
        DATABASE["OPTIONS"]["pool"] = True
if not DATABASE_POOL:
    # Opening a connection costs milliseconds on either database.
    DATABASE["CONN_MAX_AGE"] = DATABASE_MAX_AGE
    DATABASE["CONN_HEALTH_CHECKS"] = True

CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
if REDIS_URL:
    CACHES["default"] = {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": REDIS_URL,
    }

# --- Time and language ---------------------------------------------------------------------------
# Instants are kept in UTC and shown in the ministry's own zone (config.middleware.OneInstant).

USE_TZ = True
TIME_ZONE = "UTC"
# Words around a readout are English; of READOUT_LANGUAGES the first is the site's own.
USE_I18N = True
LANGUAGE_CODE = "en"
LANGUAGES = [
    (code, LANG_INFO[code]["name_local"]) for code in dict.fromkeys(["en", *READOUT_LANGUAGES])
]

# --- Files ---------------------------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [
    "config.styles.JoinedStyles",
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
]
WHITENOISE_ALLOW_ALL_ORIGINS = False
PRIVATE_ROOT = VAR_DIR / "private"
FILE_UPLOAD_PERMISSIONS = 0o640
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o750

# Photos and documents: never under a public folder, always behind a view that asks the one door.
PRIVATE_STORAGE = {
    "BACKEND": "django.core.files.storage.FileSystemStorage",
    "OPTIONS": {"location": PRIVATE_ROOT},
}
if PRIVATE_BUCKET:
    PRIVATE_STORAGE = {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "bucket_name": PRIVATE_BUCKET,
            "endpoint_url": PRIVATE_BUCKET_ENDPOINT or None,
            "default_acl": "private",
            "file_overwrite": False,
        },
    }

STORAGES = {
    # A file field that names no storage is private too.
    "default": PRIVATE_STORAGE,
    "private": PRIVATE_STORAGE,
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage",
    },
}

# --- Forms ---------------------------------------------------------------------------------------

# A readout of 300 passages posts some thousands of fields, and one of 1 MB its text three times.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 10_000_000

# --- Security ------------------------------------------------------------------------------------

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "frame-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [SELF],
        "base-uri": [NONE],
    },
}
# Browsers that know frame-ancestors, above, follow it and leave this header aside.
X_FRAME_OPTIONS = "DENY"

CSRF_FAILURE_VIEW = "config.without_token.refuse"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"

if HTTPS:
    SECURE_SSL_REDIRECT = True
    # A load balancer asks for the site's health over plain HTTP.
    SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
    SECURE_HSTS_SECONDS = HSTS_SECONDS
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = True
    SESSION_COOKIE_NAME = "__Host-readout"
    CSRF_COOKIE_SECURE = True
    CSRF_COOKIE_NAME = "__Host-readout-form"
if BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# The check looks for Django's own class by name; ours is that class, for the admin's address.
SILENCED_SYSTEM_CHECKS = ["security.W003"]

# --- The log -------------------------------------------------------------------------------------

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "json": {
            "()": "pythonjsonlogger.json.JsonFormatter",
            "format": "%(levelname)s %(name)s %(message)s",
            "timestamp": True,
        },
        "plain": {"format": "%(levelname)s %(name)s: %(message)s"},
    },
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": "plain" if DEBUG else "json",
        },
    },
    "root": {"handlers": ["console"], "level": LOG_LEVEL},
    "loggers": {"django": {"handlers": [], "propagate": True}},
}

# --- What is switched on by one variable ---------------------------------------------------------

if PROMETHEUS_PORT:
    INSTALLED_APPS += ["django_prometheus"]
    MIDDLEWARE = [
        "django_prometheus.middleware.PrometheusBeforeMiddleware",
        *MIDDLEWARE,
        "django_prometheus.middleware.PrometheusAfterMiddleware",
    ]
    # On a port of its own, so that the public cannot ask. Each process takes the next free one.
    PROMETHEUS_METRICS_EXPORT_ADDRESS = "127.0.0.1"
    PROMETHEUS_METRICS_EXPORT_PORT_RANGE = range(PROMETHEUS_PORT, PROMETHEUS_PORT + 16)

if SENTRY_DSN:
    import sentry_sdk

    # Neither forms nor variables leave the house: they may hold text under embargo.
    sentry_sdk.init(
        dsn=SENTRY_DSN,
        send_default_pii=False,
        include_local_variables=False,
        max_request_body_size="never",
    )
