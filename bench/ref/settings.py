"""Settings of REF: Django's own defaults for a site with sign-in."""

import environ

DATABASES = {"default": {**environ.Env().db("REF_DATABASE_URL"), "CONN_MAX_AGE": 600}}
SECRET_KEY = "only-for-benchmarks"  # noqa: S105
ALLOWED_HOSTS = ["*"]
ROOT_URLCONF = "bench.ref.views"
INSTALLED_APPS = [
    "bench.ref",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
USE_TZ = True
WSGI_APPLICATION = "bench.ref.wsgi.application"
