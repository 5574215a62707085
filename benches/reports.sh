#!/usr/bin/env bash
# Times a batch of factsheets: N clusters like the fullest of the invented province, printed by one run of ccn; and, of
# the same sheets, what other programs need that are found on this machine (LibreOffice and pandoc from our DOCX,
# Chromium and WeasyPrint from our pages). CPU seconds are user and system time of the whole process with its children;
# use them, and their ratios, where other work goes on beside. Figures measured: benches/reports.md.
# usage: benches/reports.sh [N [PEER_SHEETS]]
# KEEP=DIR keeps some of the PDFs of each program, for a validator; CCN=FILE measures another ccn than the one built here
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
count=${1:-500}
peer=${2:-20}

if [ -z "${CCN:-}" ]; then
    cargo build --quiet
fi
ccn=${CCN:-${CARGO_TARGET_DIR:-target}/debug/ccn}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Runs a command; prints its name, wall and CPU seconds and the largest resident set of a process, or that it failed.
measure() {
    local name=$1
    shift
    if ! command time -f "%e %U %S %M" -o "$work/time" "$@" >"$work/log" 2>&1; then
        printf '%-44s failed: %s\n' "$name" "$(tail -n 1 "$work/log")"
        return
    fi
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
sheet=(report factsheet --root "$project")
measure "a message of plain text: read, check, plan" \
    "$ccn" report message --period 2025 --format txt --root "$project" -o "$work/message"
measure "one factsheet, PDF" "$ccn" "${sheet[@]}" --cluster thu-1 --format pdf -o "$work/one"
measure "$sheets factsheets, PDF" "$ccn" "${sheet[@]}" --format pdf -o "$work/pdf"
measure "the same again, nothing changed" "$ccn" "${sheet[@]}" --format pdf -o "$work/pdf"
sed -i 's/^thu-1,Cửa khẩu Ví Dụ,35.5,/thu-1,Cửa khẩu Ví Dụ,36.5,/' "$project/data/distances.csv"
measure "the same again, one cluster changed" "$ccn" "${sheet[@]}" --format pdf -o "$work/pdf"
measure "$sheets factsheets, DOCX" "$ccn" "${sheet[@]}" --format docx -o "$work/docx"
"$ccn" "${sheet[@]}" --format html -o "$work/html" >"$work/log" 2>&1

printed=${KEEP:-$work/printed}
mkdir -p "$printed"/{ours,libreoffice,chromium,weasyprint,pandoc,quarto}
find "$work/pdf" -name 'thu-*.pdf' | sort | sed -n "1,${peer}p" | xargs cp -t "$printed/ours"
mapfile -t documents < <(find "$work/docx" -name 'thu-*.docx' | sort | sed -n "1,${peer}p")
mapfile -t pages < <(find "$work/html" -maxdepth 1 -name 'thu-*.html' | sort | sed -n "1,${peer}p")

# Runs a program of its own for each file: the words of the command, a line `--`, the files. {} stands for the file, {.}
# for its name without folder and ending.
each() {
    local words=() file name
    while [ "$1" != -- ]; do words+=("$1"); shift; done
    shift
    for file; do
        name=$(basename "${file%.*}")
        local command=("${words[@]//\{\}/$file}")
        "${command[@]//\{.\}/$name}" </dev/null || return 1
    done
}
export -f each

# Times a program that may not be there; what it prints is no part of the figures, so what fails hinders no other.
peer() {
    local name=$1 program=$2
    shift 2
    if ! command -v "$program" >/dev/null; then
        printf '%-44s not found: %s\n' "$name" "$program"
    else
        measure "$peer of them, $name" "$@"
    fi
}

peer 'LibreOffice from DOCX, one call' soffice soffice -env:UserInstallation="file://$work/office" --headless \
    --convert-to pdf --outdir "$printed/libreoffice" "${documents[@]}"
chromium=$(command -v chromium || command -v chromium-browser || command -v google-chrome || echo chromium)
peer 'Chromium, a process each' "$chromium" bash -c 'each "$@"' each \
    "$chromium" --headless --no-sandbox --disable-gpu --print-to-pdf="$printed/chromium/{.}.pdf" 'file://{}' -- "${pages[@]}"
peer 'WeasyPrint (PDF/UA-1), a process each' weasyprint bash -c 'each "$@"' each \
    weasyprint --pdf-variant pdf/ua-1 {} "$printed/weasyprint/{.}.pdf" -- "${pages[@]}"
peer 'pandoc from DOCX by XeLaTeX, a process each' pandoc bash -c 'each "$@"' each \
    pandoc {} --pdf-engine=xelatex -V mainfont='Liberation Serif' -V lang=vi -o "$printed/pandoc/{.}.pdf" -- "${documents[@]}"
peer 'Quarto' quarto bash -c 'each "$@"' each \
    quarto pandoc {} --pdf-engine=xelatex -o "$printed/quarto/{.}.pdf" -- "${documents[@]}"
printf '%d processors, load %s\n' "$(nproc)" "$(cut -d' ' -f1-3 /proc/loadavg)"
