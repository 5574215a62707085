#!/usr/bin/env bash
# Every check of this repository, the quick ones first. Stops at the first that fails.
#
# On Debian 12 with Rust: installs with apt-get what is missing, then needs no network but
# for the two npm packages of tests/browser and the crates of Cargo.lock.
# Leaves public/ alone; the sites that it builds go to a temporary folder.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
here=$PWD
# The version of cargo-deny that deny.toml was written for.
readonly DENY=0.20.2

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Prints a line, runs the command given after the name, prints how long it took.
step() {
    local name=$1 start=$SECONDS
    shift
    printf '\n== %s\n' "$name"
    "$@"
    printf '== %s: %d s\n' "$name" $((SECONDS - start))
}

# Every figure of both sites is what a script computes from the same tables; and that script sees a wrong one.
compare_with_script() {
    local example="$work/example" altered="$work/altered"
    mkdir "$example"
    cp -r tests/base/data tests/base/content templates "$example"
    cp -r content/vi/bao-cao "$example/content/vi/"
    sed -i 's/^languages: .*/languages: ["vi", "en", "zh"]/' "$example/data/site.yaml"
    cp -r "$example" "$altered"
    sed -i 's/^vi-du-8,industrial,15,/vi-du-8,industrial,15.5,/' "$altered/data/areas.csv"
    cargo run --quiet -- build --root "$example" --output "$work/example-site"
    cargo run --quiet -- build --root "$altered" --output "$work/altered-site"
    python3 -B tests/truth/truth.py . "$work/site"
    python3 -B tests/truth/truth.py "$example" "$work/example-site"
    python3 -B tests/truth/selftest.py "$example" "$work/example-site" "$work/altered-site"
}

# The tool that measures the checks still works; by hand it runs over every table.
spoil_a_table() {
    cargo test --quiet -p mutation
    cargo run --quiet -p mutation -- --table areas --aim 60
}

validate_pdfs() {
    cargo test --quiet -p conformance
    cargo run --quiet -p conformance -- "$work/site"
}

# The invented province with one place more, which is what an investor asks for; the real data have none yet.
ask_the_question() {
    local fitting="$work/fitting"
    mkdir "$fitting"
    cp -r tests/base/data tests/base/content templates "$fitting"
    cp -r content/vi/bao-cao "$fitting/content/vi/"
    for table in tests/browser/fitting/*.csv; do
        tail -n +2 "$table" >>"$fitting/data/${table##*/}"
    done
    cargo run --quiet -- build --root "$fitting" --output "$work/fitting-site" --deny-warnings
    node tests/browser/question.mjs "$work/fitting-site"
}

install_tools() {
    local packages=()
    command -v cc >/dev/null || packages+=(build-essential)
    command -v pdftotext >/dev/null || packages+=(poppler-utils)
    command -v soffice >/dev/null || packages+=(libreoffice-calc libreoffice-writer)
    command -v strace >/dev/null || packages+=(strace)
    [ -x "${CHROMIUM:-/usr/bin/chromium}" ] || packages+=(chromium)
    command -v python3 >/dev/null || packages+=(python3)
    command -v node >/dev/null || packages+=(nodejs)
    command -v npm >/dev/null || packages+=(npm)
    if [ ${#packages[@]} -gt 0 ]; then
        if [ "$(id -u)" -ne 0 ]; then
            echo "missing tools; as root: apt-get update && apt-get install -y ${packages[*]}" >&2
            exit 2
        fi
        export DEBIAN_FRONTEND=noninteractive
        apt-get update -q
        apt-get install -y -q --no-install-recommends "${packages[@]}"
    fi
    # Some minutes once; a machine keeps it with the other programs of cargo.
    if [ "$(cargo deny --version 2>/dev/null)" != "cargo-deny $DENY" ]; then
        env -u CARGO_TARGET_DIR cargo install --quiet --locked --version "$DENY" cargo-deny
    fi
    # npm leaves this file behind when it is done, so a half install is begun again.
    if [ ! tests/browser/node_modules/.package-lock.json -nt tests/browser/package-lock.json ]; then
        npm ci --prefix tests/browser --no-audit --no-fund
    fi
}

# Where each dependency comes from and under which licence (deny.toml), and whether a hole in it is known.
check_supply_chain() {
    if ! cargo deny --version >/dev/null 2>&1; then
        echo "cargo-deny is missing; to mend it: cargo install --locked --version $DENY cargo-deny" >&2
        exit 2
    fi
    # Those for other systems too, which a build here does not fetch.
    cargo fetch --locked --quiet
    cargo deny --offline check bans licenses sources
    if timeout 120 cargo deny fetch db >/dev/null 2>&1; then
        cargo deny --offline check advisories
    else
        echo 'NOT CHECKED: known holes (cargo deny check advisories): the database of RustSec cannot be fetched from here'
    fi
}

# The same input gives the same bytes, whatever the threads, the time zone, the language and the folder.
compare_two_builds() {
    local other="$work/nơi khác"
    mkdir "$other"
    cp -r data content templates "$other"
    env RAYON_NUM_THREADS=1 TZ=Pacific/Kiritimati LC_ALL=C \
        cargo run --quiet -- build --output "$work/site"
    (
        cd "$other"
        env RAYON_NUM_THREADS=4 TZ=America/Los_Angeles LC_ALL=vi_VN.UTF-8 \
            cargo run --quiet --manifest-path "$here/Cargo.toml" -- build --output "$work/again"
    )
    diff -r "$work/site" "$work/again"
    echo "$(find "$work/site" -type f | wc -l) files, twice the same"
}

step 'tools' install_tools
step 'format' cargo fmt --all --check
# Clippy and rustdoc share the metadata of the dependencies; run and test share their code.
step 'clippy' cargo clippy --workspace --all-targets -- -D warnings
step 'documentation' env RUSTDOCFLAGS='-D warnings' cargo doc --workspace --no-deps
step 'supply chain' check_supply_chain
step 'tests' cargo test
step 'data' cargo run --quiet -- check --deny-warnings
step 'spoiled data' spoil_a_table
step 'two builds' compare_two_builds
step 'truth' compare_with_script
step 'PDF conformance' validate_pdfs
step 'browser' node tests/browser/run.mjs "$work/site"
step 'the question' ask_the_question
step 'markup typed into texts' node tests/browser/markup.mjs "${CARGO_TARGET_DIR:-target}/tmp/planted"
printf '\n== all: %d s\n' "$SECONDS"
