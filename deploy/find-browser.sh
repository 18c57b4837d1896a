#!/bin/sh
# The browser tests drive a system Chromium; installs Debian's where root may and none is there.
for name in chromium chromium-browser google-chrome; do
    command -v "$name" >/dev/null && exit 0
done
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "Installing Chromium for the browser tests …"
    apt-get update -qq && apt-get install -y -qq chromium >/dev/null && exit 0
fi
echo "No Chromium here and no right to install one: the browser tests will say they were skipped." >&2
exit 0
