"""How static files are kept: hashed names, compressed beside the original."""

from servestatic.storage import CompressedManifestStaticFilesStorage


class HashedStorage(CompressedManifestStaticFilesStorage):
    """Tolerates the few third-party files that name a source map they do not ship."""

    manifest_strict = False
