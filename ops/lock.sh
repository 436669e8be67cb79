#!/bin/sh
# Resolves pyproject.toml into the three lock files, written to the folder given: universal, with hashes, for 3.11 on.
# Versions that stand in the files there are kept where they still fit; `make lock UPGRADE=1` takes the newest.
set -eu
folder=${1:-.}
export UV_CUSTOM_COMPILE_COMMAND="make lock"
compile() {
    "${VENV:-.venv}/bin/uv" pip compile --quiet --universal --generate-hashes --python-version 3.11 \
        ${UPGRADE:+--upgrade} "$@"
}
compile pyproject.toml -o "$folder/requirements.txt"
compile --group dev -c "$folder/requirements.txt" -o "$folder/requirements-dev.txt"
compile --group bench -c "$folder/requirements.txt" -o "$folder/requirements-bench.txt"
[ "$folder" != . ] || echo uv | compile - -o ops/uv.txt
