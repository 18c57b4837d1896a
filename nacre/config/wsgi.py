"""The door for web servers: static files first, then Django."""

import os
import re

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from servestatic import ServeStatic

HASHED = re.compile(r"\.[0-9a-f]{12}\.")

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nacre.config.settings")
# Around Django, not as its middleware: that one is asynchronous only, and would send every page
# through a thread of its own (a millisecond a request, measured).
application = ServeStatic(
    get_wsgi_application(),
    root=settings.STATIC_ROOT,
    prefix=settings.STATIC_URL,
    allow_all_origins=False,
    immutable_file_test=lambda path, url: bool(HASHED.search(url)),
)
