#!/bin/sh
# Installs what package.json names into node_modules, by the hashes of its lock file and without
# running anything of theirs. A machine without npm gets one from a Python package, in .venv alone.
set -e
if ! command -v npm >/dev/null; then
    test -x .venv/bin/npm || .venv/bin/uv pip install --quiet --python .venv/bin/python --require-hashes -r requirements/node.txt
    PATH=$PWD/.venv/bin:$PATH
fi
npm ci --ignore-scripts --omit=dev --no-audit --no-fund --loglevel=error >/dev/null
touch node_modules/.installed
