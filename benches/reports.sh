#!/usr/bin/env bash
# Times a batch of factsheets: N clusters like the fullest of the invented province, printed by one run of ccn; and, of
# the same sheets, what other programs need that are found on this machine (LibreOffice from our DOCX, Chromium and
# WeasyPrint from our pages). CPU seconds are user and system time of the whole process with its children; use them
# where other work goes on beside. Figures measured: benches/reports.md.
# usage: benches/reports.sh [N [PEER_SHEETS]]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
count=${1:-500}
peer=${2:-20}

cargo build --quiet
ccn=${CARGO_TARGET_DIR:-target}/debug/ccn
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Runs a command; prints its name, wall and CPU seconds and, for GNU time, the largest resident set.
measure() {
    local name=$1
    shift
    command time -f "%e %U %S %M" -o "$work/time" "$@" >"$work/log" 2>&1 || { tail -5 "$work/log"; return 1; }
    awk -v name="$name" '{ printf "%-44s %8.2f s  %8.2f s CPU  %6d MB\n", name, $1, $2 + $3, $4 / 1024 }' "$work/time"
}

project=$work/project
mkdir "$project"
cp -r tests/base/data tests/base/content templates "$project/"
cp -r content/vi/bao-cao "$project/content/vi/"
python3 - "$project" "$count" <<'PY'
import csv, pathlib, sys
root, count = pathlib.Path(sys.argv[1]), int(sys.argv[2])
for path in sorted((root / "data").glob("*.csv")):
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        head, rows = reader.fieldnames, list(reader)
    own = [row for row in rows if "vi-du-7" in (row.get("cluster"), row.get("subject"), path.stem == "clusters" and row["id"])]
    for number in range(1, count + 1):
        for row in own:
            more = {key: (text or "").replace("vi-du-7", f"thu-{number}").replace("Ví Dụ 7", f"Thử {number}")
                    for key, text in row.items()}
            if path.stem == "clusters":
                more.update(aliases="", name_en="", name_zh="")
            elif "id" in more and f"thu-{number}" not in more["id"]:
                more["id"] += f"-{number}"
            rows.append(more)
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.DictWriter(file, head, lineterminator="\n")
        out.writeheader()
        out.writerows(rows)
PY

sheets=$((count + 10))
measure "check, nothing printed" "$ccn" check --root "$project"
measure "$sheets factsheets, PDF" "$ccn" report factsheet --format pdf --root "$project" -o "$work/pdf"
measure "the same on one thread" env RAYON_NUM_THREADS=1 "$ccn" report factsheet --format pdf --root "$project" -o "$work/pdf"
measure "$sheets factsheets, DOCX" "$ccn" report factsheet --format docx --root "$project" -o "$work/docx"
measure "one factsheet, PDF" "$ccn" report factsheet --cluster thu-1 --format pdf --root "$project" -o "$work/one"
"$ccn" report factsheet --format html --root "$project" -o "$work/html" >/dev/null 2>&1

if command -v soffice >/dev/null; then
    mapfile -t some < <(find "$work/docx" -name 'thu-*.docx' | sort | head -n "$peer")
    measure "$peer of them, LibreOffice from DOCX" soffice -env:UserInstallation="file://$work/office" --headless \
        --convert-to pdf --outdir "$work/office-pdf" "${some[@]}"
fi
chromium=$(command -v chromium || command -v chromium-browser || command -v google-chrome || true)
if [ -n "$chromium" ]; then
    print_pages() {
        find "$work/html" -name 'thu-*.html' | sort | head -n "$peer" | while read -r page; do
            "$chromium" --headless --no-sandbox --disable-gpu --print-to-pdf="$work/page.pdf" "file://$page"
        done
    }
    export -f print_pages
    export chromium work peer
    measure "$peer of them, Chromium, one process each" bash -c print_pages
fi
if command -v weasyprint >/dev/null; then
    export work peer
    # shellcheck disable=SC2016
    measure "$peer of them, WeasyPrint, one process each" bash -c \
        'find "$work/html" -name "thu-*.html" | sort | head -n "$peer" | xargs -I {} weasyprint {} "$work/page.pdf"'
fi
printf '%d processors\n' "$(nproc)"
