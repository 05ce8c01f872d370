"""Settings of one installation, read top to bottom.

Every environment variable is read here, with its default, and listed in docs/configuration.md.
"""

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import structlog
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from hiring.runtime import embedded_postgres, secret_key
from hiring.runtime import environment as env

# --- Where things are -----------------------------------------------------------------------

BASE_DIR = Path(__file__).resolve().parent.parent
# Uploads, PDFs, the secret key, logs of mail and, where reachable, the embedded database.
HIRING_HOME = embedded_postgres.home_folder()
# Where the web server listens, and with how many processes (hiring/gunicorn.py).
HOST = env.read("HOST", "127.0.0.1", str)
PORT = env.read("PORT", 8000, env.whole(1, 65535))
WEB_CONCURRENCY = env.read("WEB_CONCURRENCY", 2, env.whole(1))
# The address that links in mails start with. https:// here also turns on secure cookies and HSTS.
BASE_URL = env.read("BASE_URL", f"http://127.0.0.1:{PORT}", env.origin)

# --- Security -------------------------------------------------------------------------------

DEBUG = env.read("DEBUG", False, env.flag)
SECRET_KEY = env.read("SECRET_KEY", "", str) or secret_key.read_or_create(HIRING_HOME)
ALLOWED_HOSTS = env.read(
    "ALLOWED_HOSTS",
    sorted({urlsplit(BASE_URL).hostname or "localhost", "localhost", "127.0.0.1", "[::1]"}),
    env.words,
)
CSRF_TRUSTED_ORIGINS = env.read("CSRF_TRUSTED_ORIGINS", [BASE_URL], env.origins)

HTTPS = BASE_URL.startswith("https://")
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
BEHIND_PROXY = env.read("BEHIND_PROXY", False, env.flag)
if BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 14 * 24 * 3600
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "object-src": [NONE],
        "frame-ancestors": [NONE],
    }
}

# --- Applications ---------------------------------------------------------------------------

INSTALLED_APPS = [
    "hiring.ui",
    "hiring.activity",
    "hiring.accounts",
    "hiring.api",
    "hiring.messaging",
    "rubrics",
    "candidates",
    "hiring.requisitions",
    "hiring.pipeline",
    "hiring.scheduling",
    "hiring.interviews",
    "hiring.scorecards",
    "hiring.debriefs",
    "hiring.demo",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "django_filters",
    "django_htmx",
    "pgtrigger",
    "csp",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "hiring.accounts.middleware.TokenMiddleware",
    "hiring.accounts.middleware.ZoneMiddleware",
    "hiring.accounts.middleware.AccessMiddleware",
    "hiring.accounts.middleware.RefusalMiddleware",
]

ROOT_URLCONF = "hiring.urls"
WSGI_APPLICATION = "hiring.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "hiring.accounts.navigation.navigation",
            ],
        },
    }
]

# --- Database -------------------------------------------------------------------------------

DATABASES = {
    "default": env.read("DATABASE_URL", None, env.database, secret=True)
    or embedded_postgres.connection(HIRING_HOME)
}
DATABASES["default"] |= {
    "CONN_MAX_AGE": env.read("CONN_MAX_AGE", 60, env.whole(0)),
    "CONN_HEALTH_CHECKS": True,
    # Safe behind PgBouncer in transaction mode.
    "DISABLE_SERVER_SIDE_CURSORS": True,
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Rate limits must hold over several processes, so the default cache is the database.
CACHES = {"default": env.read("CACHE_URL", env.cache("dbcache://cache"), env.cache, secret=True)}

# --- Background work (docs/architecture.md, "Background work") ------------------------------

CELERY_BROKER_URL = env.read(
    "CELERY_BROKER_URL", "filesystem://localhost/", env.broker, secret=True
)
# How many jobs one worker process runs side by side.
WORKER_CONCURRENCY = env.read("WORKER_CONCURRENCY", 2, env.whole(1))
# After so long without a heartbeat a worker ends itself, to be started again.
WORKER_RESTART_SECONDS = env.read("WORKER_RESTART_SECONDS", 45, env.whole(1))
# Workers hear again of a queued job that is older than this.
JOB_NOTIFY_AGAIN_SECONDS = env.read("JOB_NOTIFY_AGAIN_SECONDS", 20, env.whole(0))
JOB_LEASE_SECONDS = env.read("JOB_LEASE_SECONDS", 60, env.whole(1))

# Whether calendars may be read by plain HTTP and from addresses inside the organization's network.
CALENDAR_PRIVATE_ADDRESSES = env.read("CALENDAR_PRIVATE_ADDRESSES", False, env.flag)

# --- People ---------------------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.User"
# E-mail addresses are unique whatever their case, by a constraint that this check cannot see.
SILENCED_SYSTEM_CHECKS = ["auth.W004"]
AUTHENTICATION_BACKENDS = ["hiring.accounts.authentication.ByOwnAddress"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "accounts:home"
LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_ADAPTER = "hiring.accounts.adapter.StaffOnly"
ACCOUNT_FORMS = {
    "reset_password": "hiring.accounts.forms.AskForResetForm",
    "reset_password_from_key": "hiring.accounts.forms.NewPasswordForm",
}
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "hiring.accounts.mails.ResetTokens"  # noqa: S105
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_CHANGE_EMAIL = False
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_PRESERVE_USERNAME_CASING = False
# Signing in has limits of its own: hiring/accounts/guessing.py.
ACCOUNT_RATE_LIMITS = {"login": None, "login_failed": None, "reset_password": "10/m/ip"}
ALLAUTH_TRUSTED_PROXY_COUNT = env.read("TRUSTED_PROXY_COUNT", 0, env.whole(0))

# --- Mail -----------------------------------------------------------------------------------

MAIL_AS_FILES = env.mail(f"filemail:///{HIRING_HOME / 'mail'}")
vars().update(env.read("EMAIL_URL", MAIL_AS_FILES, env.mail, secret=True))
EMAIL_TIMEOUT = 20
# Once connected, a slow server gets more time to answer.
EMAIL_ANSWER_TIMEOUT = 300
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.read("DEFAULT_FROM_EMAIL", "hiring@localhost", env.sender)

# --- Language and time ----------------------------------------------------------------------

LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English"))]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"
# The country, such as DE, of phone numbers that are written without a country code.
DEFAULT_PHONE_REGION = env.read("DEFAULT_PHONE_REGION", "", env.region)
# Whether interviewers see how they rate beside their colleagues, and trainers how everybody does:
# monitoring of employees, which some countries allow only with a works council's consent.
INTERVIEWER_CALIBRATION = env.read("INTERVIEWER_CALIBRATION", False, env.flag)
# The paper on which debriefs are printed and kept; the other one can be had on request.
DEBRIEF_PAPER = env.read("DEBRIEF_PAPER", "a4", env.choice("a4", "letter"))

# --- Files ----------------------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = HIRING_HOME / "static"
MEDIA_ROOT = HIRING_HOME / "files"
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000
STORAGES = {
    "default": {
        "BACKEND": env.read(
            "FILE_STORAGE", "django.core.files.storage.FileSystemStorage", env.storage
        ),
        "OPTIONS": env.read("FILE_STORAGE_OPTIONS", dict[str, Any](), env.options, secret=True),
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# Only the names with a digest are asked for, and each is compressed once when collected.
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = [
    *("jpg", "jpeg", "png", "gif", "webp", "zip", "gz", "tgz", "bz2", "tbz", "xz", "br"),
    *("woff", "woff2", "map"),
]

# --- API ------------------------------------------------------------------------------------

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["hiring.accounts.authentication.RequestUser"],
    # The access middleware has already decided by route; see hiring/accounts/access.py.
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    # No resource takes files; those come in through the pages.
    "DEFAULT_PARSER_CLASSES": ["hiring.api.parsing.BoundedJSONParser"],
    "DEFAULT_PAGINATION_CLASS": "hiring.api.pages.CursorPages",
    "DEFAULT_FILTER_BACKENDS": ["hiring.api.filters.Filters"],
    "DEFAULT_SCHEMA_CLASS": "hiring.api.schema.Schema",
    "DEFAULT_THROTTLE_CLASSES": ["rest_framework.throttling.UserRateThrottle"],
    # The last two are of candidates' pages, by address: a university shares one.
    "DEFAULT_THROTTLE_RATES": {
        "user": "600/min",
        "public_page": "120/min",
        "public_file": "20/min",
    },
    "EXCEPTION_HANDLER": "hiring.api.conventions.problem",
    # The Accept header says it; as a parameter it would be one more that every list must know.
    "URL_FORMAT_OVERRIDE": None,
    "TEST_REQUEST_DEFAULT_FORMAT": "json",
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Hiring API",
    # What a newcomer needs before the first request; Markdown.
    "DESCRIPTION": (
        "Rubrics, questions and roles, jobs (`requisitions`), candidates, interviews, "
        "scorecards and debriefs.\n\n"
        "- **Sign in** with `Authorization: Bearer TOKEN`. A token is made on your own page, or by "
        "`manage.py create_api_token EMAIL`; it may do what its owner may, "
        "or only read it, and expires after 90 days unless another time was chosen.\n"
        "- **Send** JSON (`Content-Type: application/json`); every address ends with a slash. "
        "A field that is not known, or that cannot be written, is a 400 that names it.\n"
        "- **Lists** come in pages: `results`, and `next` to follow until it is null; "
        "`page_size` is from 1 to 200. A parameter that is not known, is empty (but for `q`) or is "
        "given twice is a 400 that names it; a filter that nothing matches is an empty page.\n"
        "- **Errors** are `application/problem+json`. `type` tells them apart and stays; `detail` "
        "is for people. 400 has `errors` by field, named as in what you sent "
        "(`interviews[0].starts_at`); 404 is also for what you may not see; 409 says that the "
        "request was fine and its time was not, or, as `urn:hiring:problem:exists`, that there is "
        "one already: `existing` has its `id` and `url`; 429 has `Retry-After`.\n"
        "- **Send again** what you are not sure of: within 24 hours a POST with the same "
        "`Idempotency-Key` has the effect of one, and is answered with its status and the same row "
        "as it is now (for a part of a row, its `id`). A change with `If-Match`, the "
        "`ETag` of what you read, is a 412 when someone else was faster.\n"
        "- **Times** are in UTC.\n"
        "- **Drafts** of rubrics, questions and scorecards carry a `revision`: send back the one "
        "that you read. 409 says that somebody saved after you."
    ),
    "VERSION": "1",
    "OAS_VERSION": "3.1.0",
    "SERVE_INCLUDE_SCHEMA": False,
    "SERVE_PERMISSIONS": ["rest_framework.permissions.IsAuthenticated"],
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "REDOC_DIST": "SIDECAR",
    # Names for choices whose fields share a name.
    "ENUM_NAME_OVERRIDES": {
        "ApplicationStatus": "hiring.pipeline.models.ApplicationStatus",
        "BulkKind": "hiring.pipeline.models.BulkKind",
        "OwnerRole": "hiring.requisitions.models.OwnerRole",
        "ChannelKind": "candidates.models.ChannelKind",
        "ContactKind": "candidates.models.ContactKind",
        "DebriefState": "hiring.debriefs.models.DebriefState",
        "DocumentKind": "candidates.models.DocumentKind",
        "Depth": "rubrics.models.Depth",
        "InterviewKind": "rubrics.models.InterviewKind",
        "InterviewStatus": "hiring.interviews.models.InterviewStatus",
        "Level": "rubrics.models.Level",
        "LoopStatus": "hiring.interviews.models.LoopStatus",
        "Outcome": "hiring.debriefs.models.Outcome",
        "RatingLevel": "hiring.ui.rating_widget.RatingLevel",
        "RequisitionStatus": "hiring.requisitions.models.RequisitionStatus",
        "SeatStatus": "hiring.interviews.models.SeatStatus",
        "SheetStatus": "hiring.pipeline.sheet_models.SheetStatus",
        "StageKind": "rubrics.models.StageKind",
        "TeamRole": "hiring.accounts.models.TeamRole",
        "Stance": "rubrics.models.Stance",
        "VersionState": "hiring.scorecards.models.VersionState",
        "Perspective": "rubrics.models.Perspective",
    },
}

# --- Logs -----------------------------------------------------------------------------------

LOG_LEVEL = env.read("LOG_LEVEL", "INFO", env.level)
structlog.configure(
    processors=[
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
    ],
    logger_factory=structlog.stdlib.LoggerFactory(),
    cache_logger_on_first_use=True,
)
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": structlog.stdlib.ProcessorFormatter,
            "processors": [
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.dev.ConsoleRenderer(
                    colors=False, exception_formatter=structlog.dev.plain_traceback
                ),
            ],
            "foreign_pre_chain": [structlog.stdlib.add_log_level],
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": LOG_LEVEL},
    "loggers": {
        "django.request": {"level": "ERROR"},
        # WeasyPrint's and fontTools' remarks about fonts and CSS drown everything else.
        "fontTools": {"level": "ERROR"},
        "weasyprint": {"level": "ERROR"},
    },
}
