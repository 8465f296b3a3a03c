#!/usr/bin/env bash
# Pin every requirement, without the address of any registry in the files.
# requirements/run.txt      what the service needs
# requirements/dev.txt      what the checks and tests need on top
# requirements/bench.txt    peers that the benchmarks run beside us
# requirements/lowest.txt   the oldest versions that pyproject.toml admits
set -eu
cd "$(dirname "$0")/.."
python3 -m venv .make/lock
.make/lock/bin/python -m pip install --quiet uv==0.13.9
compile() {
    .make/lock/bin/uv pip compile --quiet --no-emit-index-url --no-header \
        --no-annotate --universal --python-version 3.11 "$@"
}
compile --all-extras pyproject.toml requirements/run.in -o requirements/run.txt
compile requirements/dev.in -c requirements/run.txt -o requirements/dev.txt
compile requirements/bench.in -c requirements/run.txt -o requirements/bench.txt
# An old file would be taken as the preferred versions.
rm -f requirements/lowest.txt
compile --all-extras --resolution lowest-direct pyproject.toml requirements/lowest.in \
    -o requirements/lowest.txt
