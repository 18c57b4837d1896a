#!/bin/sh
# The Nu checker for `make html`: a Java program that is published as an npm package. Nothing of it
# is run by npm; only the archive is unpacked. It needs Java 17 and stays out of CI.
set -eu
version=26.9.27
target=.venv/nu/vnu.jar
test -f "$target" && exit 0
command -v java > /dev/null || { echo "Install Java 17 first (openjdk-17-jre-headless)." >&2; exit 1; }
command -v npm > /dev/null || { echo "Install npm first: it fetches the checker." >&2; exit 1; }
mkdir -p .venv/nu
archive=$(npm pack --silent --pack-destination .venv/nu "vnu-jar@$version")
tar -xzf ".venv/nu/$archive" -C .venv/nu package/build/dist/vnu.jar
mv .venv/nu/package/build/dist/vnu.jar "$target"
rm -r .venv/nu/package ".venv/nu/$archive"
