#!/bin/sh
# Makes the four font files of this folder again; README.md says from what and why.
# Usage: subset.sh FOLDER_WITH_TINOS_TTF
set -eu
from=$1
here=$(dirname "$0")
unicodes=U+0020-007E,U+00A0-017F
unicodes=$unicodes,U+01A0-01A1,U+01AF-01B0,U+01CD-01DC,U+0218-021B,U+0300-030C,U+031B,U+0323
unicodes=$unicodes,U+1E00-1EFF,U+2000-206F,U+2070-209F
unicodes=$unicodes,U+20AB-20AC,U+2113,U+2116,U+2122,U+2126,U+2150-215F,U+2190-2199,U+2212,U+2215
unicodes=$unicodes,U+221A,U+221E,U+2248,U+2260,U+2264-2265,U+25A0-25A1,U+25AA,U+25CB,U+25CF
for style in Regular Bold Italic BoldItalic; do
  pyftsubset "$from/Tinos-$style.ttf" --output-file="$here/Serif-$style.ttf" \
    --unicodes="$unicodes" --no-hinting --name-IDs=0,1,2,3,4,5,6,13,14 --no-recalc-timestamp
  python3 - "$here/Serif-$style.ttf" <<'PY'
import sys
from fontTools.ttLib import TTFont
path = sys.argv[1]
font = TTFont(path, recalcTimestamp=False)
for record in font["name"].names:
    if record.nameID in (1, 3, 4, 6):
        family = "CCNSerif" if record.nameID == 6 else "CCN Serif"
        record.string = record.toUnicode().replace("Tinos", family)
font.save(path)
PY
done
