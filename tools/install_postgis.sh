#!/usr/bin/env bash
# Make sure that PostgreSQL with PostGIS and the GDAL programs are there, for the
# tests of the second database and of the formats.
# Installs the Debian packages when they are missing; elsewhere says what to do.
set -eu

extension=$(ls /usr/share/postgresql/*/extension/postgis.control 2>/dev/null | tail -n 1) || true
if [ -n "$extension" ] && command -v ogrinfo >/dev/null &&
    ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1; then
    exit 0
fi
if ! command -v apt-get >/dev/null; then
    echo "The database tests need PostgreSQL with PostGIS, and 'ogrinfo' of GDAL;" \
         "install them with your system's package manager." >&2
    exit 1
fi
as_root=""
if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || {
        echo "Run as root: apt-get install postgresql-postgis gdal-bin" >&2
        exit 1
    }
    as_root="sudo"
fi
export DEBIAN_FRONTEND=noninteractive
$as_root apt-get update -qq
# The version that the distribution carries: postgresql-15-postgis-3 on Debian 12.
package=$(apt-cache --names-only search '^postgresql-[0-9]+-postgis-3$' |
    cut -d ' ' -f 1 | sort -V | tail -n 1)
if [ -z "$package" ]; then
    echo "No package postgresql-N-postgis-3 is to be had from apt here." >&2
    exit 1
fi
$as_root apt-get install -y -qq --no-install-recommends \
    "$package" "$package-scripts" gdal-bin >/dev/null
