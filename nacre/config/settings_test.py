"""Settings of the test suite: fast hashing, mail in memory, tasks at once, a home of its own."""

import os
import tempfile

_WORKER = os.environ.get("PYTEST_XDIST_WORKER", "main")
os.environ["NACRE_HOME"] = tempfile.mkdtemp(prefix=f"nacre-test-{_WORKER}-")
os.environ.setdefault("NACRE_SECRET_KEY", "only-for-tests-" + "x" * 40)
os.environ["NACRE_DEMO"] = "1"
os.environ.pop("CACHE_URL", None)
# The browser's driver leaves an event loop in the process that ran the journeys; what runs there
# after them is no more asynchronous than before.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

from nacre.config.settings import *  # noqa: E402, F403 - the environment must be set first

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
TASKS["default"]["BACKEND"] = "django_tasks.backends.immediate.ImmediateBackend"  # noqa: F405
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
CACHES["default"] = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}  # noqa: F405
