#!/usr/bin/env bash
# Make sure that a Chromium for the browser tests is there, with a Chinese font.
# Installs the Debian packages when they are missing; elsewhere says what to do.
set -eu

if command -v chromium >/dev/null && fc-list :lang=zh 2>/dev/null | grep -q .; then
    exit 0
fi
if ! command -v apt-get >/dev/null; then
    echo "The browser tests need 'chromium' on the PATH and a Chinese font;" \
         "install them with your system's package manager." >&2
    exit 1
fi
as_root=""
if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || {
        echo "Run as root: apt-get install chromium fonts-wqy-microhei fontconfig" >&2
        exit 1
    }
    as_root="sudo"
fi
export DEBIAN_FRONTEND=noninteractive
$as_root apt-get update -qq
$as_root apt-get install -y -qq --no-install-recommends \
    chromium fontconfig fonts-wqy-microhei >/dev/null
