#!/bin/sh
# Makes Han-Regular.ttf of this folder again: the 3,755 common characters of GB 2312 and those of the project's own words;
# README.md says from what. Run it when `ccn check` tells of a Chinese character without a glyph.
# Usage: subset-han.sh FOLDER_WITH_NOTOSERIFCJK_TTC [PROJECT]
set -eu
from=$1
here=$(cd "$(dirname "$0")" && pwd)
project=${2:-$here/../../..}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
find "$project/data" "$project/content/zh" "$project/tests/base/data" "$project/src/text" -type f \
  \( -name '*.csv' -o -name '*.yaml' -o -name '*.md' -o -name '*.rs' \) -exec cat {} + |
  python3 -c '
import sys
common = {bytes((row, cell)).decode("gb2312", "ignore") for row in range(0xB0, 0xD8) for cell in range(0xA1, 0xFF)}
han = sorted(common | {c for c in sys.stdin.read() if "\u2e80" <= c <= "\u9fff" or "\uff00" <= c <= "\uffef"} | set("、。《》（）：；，！？"))
print("".join(han))' >"$work/words"
pyftsubset "$from/NotoSerifCJK-Regular.ttc" --font-number=2 --output-file="$work/han.otf" --text-file="$work/words" \
  --desubroutinize --no-hinting --layout-features='' --name-IDs=0,1,2,3,4,5,6,13,14 --no-recalc-timestamp
python3 - "$work/han.otf" "$here/Han-Regular.ttf" <<'PY'
import sys
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont, newTable

font = TTFont(sys.argv[1], recalcTimestamp=False)
for record in font["name"].names:
    if record.nameID in (1, 3, 4, 6):
        name = "CCNHan" if record.nameID == 6 else "CCN Han"
        record.string = record.toUnicode().replace("Noto Serif CJK SC", name).replace("NotoSerifCJKsc", "CCNHan")
# Curves of TrueType, at most one thousandth of an em beside those of the source, as the other fonts of the reports.
drawn, order, glyphs = font.getGlyphSet(), font.getGlyphOrder(), {}
for name in order:
    pen = TTGlyphPen(drawn)
    drawn[name].draw(Cu2QuPen(pen, 1.0, reverse_direction=True))
    glyphs[name] = pen.glyph()
for table in ("CFF ", "VORG", "BASE", "GPOS", "GSUB", "vhea", "vmtx"):
    if table in font:
        del font[table]
font["loca"], font["glyf"] = newTable("loca"), newTable("glyf")
font["glyf"].glyphOrder, font["glyf"].glyphs = order, glyphs
font["post"].formatType, font["post"].extraNames, font["post"].mapping = 3.0, [], {}
limits = font["maxp"]
limits.tableVersion, limits.maxZones, limits.maxComponentElements = 0x00010000, 1, 0
for field in ("TwilightPoints", "Storage", "FunctionDefs", "InstructionDefs", "StackElements", "SizeOfInstructions"):
    setattr(limits, f"max{field}", 0)
font.sfntVersion = "\000\001\000\000"
font.save(sys.argv[2])
PY
