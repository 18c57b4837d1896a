"""Settings of the bare Django view: no middleware, no database."""

SECRET_KEY = "only-for-benchmarks"  # noqa: S105
ALLOWED_HOSTS = ["*"]
ROOT_URLCONF = "bench.ref.bare"
INSTALLED_APPS: list[str] = []
MIDDLEWARE: list[str] = []
