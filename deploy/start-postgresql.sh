#!/bin/sh
# Prints the DATABASE_URL of a PostgreSQL for tests: one that runs here, else Debian's, installed as root.
set -e
answers() { psql "$1" -Atc 'select 1' >/dev/null 2>&1; }
for url in "${NACRE_TEST_POSTGRES:-}" "postgres://postgres@127.0.0.1:5432/postgres"; do
    if [ -n "$url" ] && answers "$url"; then echo "$url"; exit 0; fi
done
if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
    echo "No PostgreSQL answers here. Start one and set NACRE_TEST_POSTGRES to its URL." >&2
    exit 1
fi
{
    command -v pg_ctlcluster >/dev/null || { apt-get update -qq; apt-get install -y -qq postgresql; }
    version=$(ls /etc/postgresql | tail -n 1)
    pg_ctlcluster --skip-systemctl-redirect "$version" main start || true
    for _ in 1 2 3 4 5 6 7 8 9 10; do pg_isready -q && break; sleep 1; done
    su postgres -c "psql -c \"alter user postgres password 'nacre'\""
} >&2
echo "postgres://postgres:nacre@127.0.0.1:5432/postgres"
