#!/bin/sh
# Checks the lock: resolving pyproject.toml again changes nothing, and every locked version has a wheel or source
# that Python 3.11, 3.12 and 3.13 can install together.
set -eu
uv=${VENV:-.venv}/bin/uv
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cp requirements.txt requirements-dev.txt requirements-bench.txt "$folder"
sh ops/lock.sh "$folder"
for file in requirements.txt requirements-dev.txt requirements-bench.txt; do
    # comments name the folder that was resolved into, so only the other lines are compared
    grep -v '^ *#' "$file" > "$folder/committed"
    grep -v '^ *#' "$folder/$file" | cmp -s - "$folder/committed" && continue
    echo "$file does not fit pyproject.toml: run make lock" >&2
    exit 1
done
for version in 3.11 3.12 3.13; do
    "$uv" pip compile --quiet --no-header --python-version "$version" --generate-hashes \
        requirements.txt requirements-dev.txt requirements-bench.txt -o "$folder/$version.txt"
    echo "The lock resolves for Python $version: $(grep -c '==' "$folder/$version.txt") packages."
done
