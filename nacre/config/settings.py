"""Everything that differs between installations, read from the environment.

Each variable is explained in docs/reference/settings.md.
"""

import secrets
from pathlib import Path

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

env = environ.Env()
BASE_DIR = Path(__file__).resolve().parents[2]

# --- Home: everything the installation writes lies below it ------------------------------------
NACRE_HOME = Path(env.str("NACRE_HOME", default=str(BASE_DIR / "var"))).resolve()
NACRE_HOME.mkdir(parents=True, exist_ok=True)
_DEMO_SECRET = NACRE_HOME / "demo-secret"


def _secret(*, demo: bool) -> str:
    """The signing key: from the environment, or the demonstration's own."""
    if given := env.str("NACRE_SECRET_KEY", default=""):
        return given
    if not demo:
        raise ImproperlyConfigured(
            "NACRE_SECRET_KEY is not set. Set it to a long random string, "
            "or run `nacre demo` for a demonstration that makes its own."
        )
    if not _DEMO_SECRET.exists():
        _DEMO_SECRET.write_text(secrets.token_urlsafe(48))
        _DEMO_SECRET.chmod(0o600)
    return _DEMO_SECRET.read_text()


NACRE_DEMO = env.bool(
    "NACRE_DEMO",
    default=_DEMO_SECRET.exists() and not env.str("NACRE_SECRET_KEY", default=""),
)
SECRET_KEY = _secret(demo=NACRE_DEMO)
DEBUG = env.bool("NACRE_DEBUG", default=False)

# --- Addresses -----------------------------------------------------------------------------------
NACRE_BASE_HOST = env.str("NACRE_BASE_HOST", default="nacre.localhost")
NACRE_SCHEME = env.str("NACRE_SCHEME", default="http" if NACRE_DEMO else "https")
NACRE_PORT = env.int("NACRE_PORT", default=8000 if NACRE_DEMO else 443)
# Foreign courses run on a host below which no cookie of ours is valid, nor theirs on ours.
NACRE_PLAY_HOST = env.str(
    "NACRE_PLAY_HOST", default=f"{NACRE_BASE_HOST}.".replace(".", "-play.", 1).rstrip(".")
).lower()
_secure = NACRE_SCHEME == "https"
ALLOWED_HOSTS = ["*"]  # the community middleware answers 404 to every host that is not ours
ROOT_URLCONF = "nacre.config.urls"
WSGI_APPLICATION = "nacre.config.wsgi.application"

# --- Apps ------------------------------------------------------------------------------------------
INSTALLED_APPS = [
    "nacre.launch",
    "nacre.learning",
    "nacre.editorial",
    "nacre.discussions",
    "nacre.networking",
    "nacre.cpd",
    "nacre.certificates",
    "nacre.scorm",
    "nacre.questions",
    "nacre.pages",
    "nacre.audiences",
    "nacre.members",
    "nacre.insights",
    "nacre.notifications",
    "nacre.evidence",
    "nacre.privacy",
    "nacre.communities",
    "nacre.ui",
    "nacre.components",
    "nacre.confidentiality",
    *env.list("NACRE_COMPONENTS", default=["bespoke.case_of_the_month"]),
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "wagtail.contrib.forms",
    "wagtail.contrib.redirects",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "django_tasks",
    "django_tasks_db",
    "modelcluster",
    "taggit",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "django.contrib.sitemaps",
    "servestatic",
    "django.contrib.staticfiles",
]
MIDDLEWARE = [
    "nacre.communities.middleware.health",
    "django.middleware.security.SecurityMiddleware",
    "nacre.scorm.middleware.play",
    "nacre.communities.middleware.community",
    "nacre.config.middleware.ContentSecurityPolicy",
    "nacre.config.middleware.admin_csp",
    "nacre.pages.middleware.visitor_pages",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "nacre.members.middleware.viewer",
    "nacre.members.middleware.second_factor",
    "nacre.members.middleware.looking_as",
    "nacre.communities.middleware.component_gate",
    "nacre.pages.cms.cms_gate",
    "nacre.ui.middleware.slots",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "nacre" / "config" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "nacre.communities.context.brand",
            ],
        },
    }
]

# --- Data ------------------------------------------------------------------------------------------
DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{NACRE_HOME / 'nacre.sqlite3'}")}
DATABASES["default"]["CONN_MAX_AGE"] = 600
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;PRAGMA busy_timeout=20000;"
            "PRAGMA mmap_size=134217728;PRAGMA cache_size=-20000;PRAGMA temp_store=MEMORY;"
            "PRAGMA foreign_keys=ON"
        ),
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
_cache_url = env.str("CACHE_URL", default="")
CACHES = {
    "default": (
        {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": _cache_url}
        if _cache_url
        else {
            "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
            "LOCATION": NACRE_HOME / "cache",
            "OPTIONS": {"MAX_ENTRIES": 20_000},
        }
    ),
    # Rendered pages of this process, keyed by a stamp that lies in the shared cache above.
    "local": {
        "BACKEND": "nacre.communities.local_cache.LocalCache",
        "LOCATION": "nacre-local",
        "OPTIONS": {"MAX_ENTRIES": 4_000},
        "TIMEOUT": 3600,
    },
}
TASKS = {
    "default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default", "mail"]},
}
MEDIA_ROOT = NACRE_HOME / "media"
MEDIA_URL = "/files-are-served-by-their-gate/"
STATIC_URL = "/static/"
STATIC_ROOT = NACRE_HOME / "static"
STATICFILES_DIRS = [NACRE_HOME / "assets"]
NODE_MODULES = BASE_DIR / "node_modules"  # what package.json names, installed by make
for _folder in ("assets", "static"):
    (NACRE_HOME / _folder).mkdir(exist_ok=True)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "nacre.config.storage.HashedStorage"},
}

# --- People and sign-in ------------------------------------------------------------------------------
AUTH_USER_MODEL = "members.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "/accounts/login/"
LOGIN_REDIRECT_URL = "/"
SESSION_ENGINE = "django.contrib.sessions.backends.cached_db"
SESSION_COOKIE_DOMAIN = CSRF_COOKIE_DOMAIN = f".{NACRE_BASE_HOST}"
SESSION_COOKIE_NAME = "nacre_session"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _secure
SESSION_COOKIE_AGE = 60 * 60 * 24 * 30
CSRF_TRUSTED_ORIGINS = [
    f"{NACRE_SCHEME}://{NACRE_BASE_HOST}",
    f"{NACRE_SCHEME}://*.{NACRE_BASE_HOST}",
]
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
# A hospital has one address: few codes for one account, many for one network.
ACCOUNT_RATE_LIMITS = {
    "request_login_code": "300/m/ip,3/m/key",
    "login_failed": "60/m/ip,5/300s/key",
    "reset_password_from_key": "600/m/ip",  # mail scanners' requests count; the key is the guard
}
ACCOUNT_ADAPTER = "nacre.members.adapter.AccountAdapter"
NACRE_PROXIES = ALLAUTH_TRUSTED_PROXY_COUNT = env.int("NACRE_PROXIES", default=0)
ACCOUNT_DEFAULT_HTTP_PROTOCOL = NACRE_SCHEME
MFA_ADAPTER = "nacre.members.adapter.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not _secure
# Where papers are looked up; a key of PubMed's raises its three questions a second to ten.
NACRE_PUBMED_URL = env.str(
    "NACRE_PUBMED_URL", default="https://eutils.ncbi.nlm.nih.gov/entrez/eutils"
)
NACRE_PUBMED_KEY = env.str("NACRE_PUBMED_KEY", default="")
NACRE_CROSSREF_URL = env.str("NACRE_CROSSREF_URL", default="https://api.crossref.org")
NACRE_EUROPE_PMC_URL = env.str(
    "NACRE_EUROPE_PMC_URL", default="https://www.ebi.ac.uk/europepmc/webservices/rest"
)
NACRE_ORCID_URL = env.str("NACRE_ORCID_URL", default="https://pub.orcid.org/v3.0")
# Identity providers that a member may add to an account: one of the operator's, and ORCID.
NACRE_OIDC_NAME = env.str("NACRE_OIDC_NAME", default="")
NACRE_OIDC_ASSURED = env.bool("NACRE_OIDC_ASSURED", default=False)
SOCIALACCOUNT_ADAPTER = "nacre.members.providers.ProviderAdapter"
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [
            {
                "provider_id": provider_id,
                "name": name,
                "client_id": client_id,
                "secret": secret,
                "settings": {"server_url": url, "scope": scope},
            }
            for provider_id, name, url, scope, client_id, secret in (
                (
                    "identity",
                    NACRE_OIDC_NAME,
                    env.str("NACRE_OIDC_SERVER_URL", default=""),
                    env.list("NACRE_OIDC_SCOPES", default=["openid", "profile"]),
                    env.str("NACRE_OIDC_CLIENT_ID", default=""),
                    env.str("NACRE_OIDC_SECRET", default=""),
                ),
                (
                    "orcid",
                    "ORCID",
                    env.str("NACRE_ORCID_SERVER_URL", default="https://orcid.org"),
                    ["openid"],
                    env.str("NACRE_ORCID_CLIENT_ID", default=""),
                    env.str("NACRE_ORCID_SECRET", default=""),
                ),
            )
            if name and client_id
        ],
    }
}
NACRE_STAFF_NEED_SECOND_FACTOR = env.bool("NACRE_STAFF_NEED_SECOND_FACTOR", default=not NACRE_DEMO)

# --- Mail: a server by EMAIL_URL, otherwise files below the home --------------------------------------
if env.str("EMAIL_URL", default=""):
    vars().update(env.email_url("EMAIL_URL"))
else:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = NACRE_HOME / "mail"
DEFAULT_FROM_EMAIL = env.str("NACRE_MAIL_FROM", default=f"Nacre <hello@{NACRE_BASE_HOST}>")
NACRE_OPERATOR_EMAIL = env.str("NACRE_OPERATOR_EMAIL", default="operator@example.org")

# --- Wagtail ------------------------------------------------------------------------------------------
WAGTAIL_SITE_NAME = "Nacre"
WAGTAILADMIN_BASE_URL = f"{NACRE_SCHEME}://{NACRE_BASE_HOST}"
WAGTAILIMAGES_IMAGE_MODEL = "pages.CommunityImage"
WAGTAILDOCS_DOCUMENT_MODEL = "pages.CommunityDocument"
WAGTAILIMAGES_IMAGE_FORM_BASE = "nacre.pages.file_forms.GuardedImageForm"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "nacre.pages.file_forms.GuardedDocumentForm"
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILADMIN_LOGIN_URL = WAGTAIL_FRONTEND_LOGIN_URL = LOGIN_URL
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_I18N_ENABLED = False
WAGTAIL_USER_TIME_ZONES = ["Europe/London"]
NACRE_SIGN_OFF_LINK_DAYS = env.int("NACRE_SIGN_OFF_LINK_DAYS", default=14)
WAGTAIL_FINISH_WORKFLOW_ACTION = "nacre.editorial.workflow.publish_signed_off"
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}

# --- Language, time, safety ------------------------------------------------------------------------------
LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31_536_000 if _secure else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = _secure
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _secure else None
X_FRAME_OPTIONS = "SAMEORIGIN"
DEFAULT_EXCEPTION_REPORTER_FILTER = "nacre.confidentiality.reports.ReportsWithoutWords"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [SELF],
    }
}
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": env.str("NACRE_LOG_LEVEL", default="WARNING")},
}
