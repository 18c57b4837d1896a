#!/bin/sh
# Makes .venv with pip and uv in it. Debian without python3-venv: as root, installs it first.
set -e
python=${PYTHON:-python3}
if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
    echo "Nacre needs Python 3.11 or newer; $python is older. Set PYTHON= to a newer one." >&2
    exit 1
fi
if ! "$python" -m venv .venv 2>/dev/null; then
    rm -rf .venv
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        apt-get update -qq && apt-get install -y -qq python3-venv >/dev/null
        "$python" -m venv .venv
    else
        echo "Python's venv module is missing: install python3-venv, then run make again." >&2
        exit 1
    fi
fi
.venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/setup.txt
