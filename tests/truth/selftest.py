#!/usr/bin/env python3
"""Shows that `truth.py` sees a wrong figure in every format.

    selftest.py ROOT SITE ALTERED

SITE is the true site of the project ROOT; ALTERED is the site of the same project with one figure changed. One file of
ALTERED at a time takes the place of the true one in a copy; then words that the input does not have are planted. Each
time that file must be reported, and none but those that are compared with it: pages and prints in other languages.
Exit code 0: every change was seen; 1: one was not.
"""

import shutil
import sys
import tempfile
from pathlib import Path

from tables import Project
from truth import compare


def main(arguments):
    if len(arguments) != 3:
        print(__doc__, file=sys.stderr)
        return 2
    project, true, altered = Project(arguments[0]), Path(arguments[1]), Path(arguments[2])
    formats, failed = {}, 0
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder) / "site"
        shutil.copytree(true, site)
        if compare(project, site).wrong:
            print("the site must agree before it is altered; run truth.py")
            return 1
        changed = [path.relative_to(true) for path in sorted(true.rglob("*")) if is_figure(path)]
        # The page of a stage goes when no cluster is there any more.
        changed = [path for path in changed if (altered / path).exists()]
        changed = [path for path in changed if (true / path).read_bytes() != (altered / path).read_bytes()]
        for path in changed:
            shutil.copy(altered / path, site / path)
            failed += missed(project, site, path)
            shutil.copy(true / path, site / path)
            formats[kind(path)] = formats.get(kind(path), 0) + 1
        for path, old, new in PLANTED:
            text = (site / path).read_text(encoding="utf-8")
            assert old in text, f"{path} has no {old}"
            (site / path).write_text(text.replace(old, new, 1), encoding="utf-8")
            failed += missed(project, site, Path(path))
            shutil.copy(true / path, site / path)
    lacking = KINDS - set(formats)
    print(f"altered: {formats}; planted: {len(PLANTED)}; not seen: {failed}; formats not altered: {lacking or 0}")
    return 1 if failed or lacking else 0


SUFFIXES = {".html", ".pdf", ".docx", ".xlsx", ".txt", ".csv", ".json"}
OTHERS = ("en", "zh")
KINDS = SUFFIXES | {f"{language} {suffix}" for language in OTHERS for suffix in (".html", ".pdf", ".docx")}

# An unexplained figure, a false gap, a thousandfold by the wrong mark, a row too many.
PLANTED = [
    ("vi/ccn/index.html", "…</span></td>", "…</span> 12,3</td>"),
    ("vi/ccn/vi-du-7/index.html", 'data-value="45.5">45,5</td>', ">…</td>"),
    ("vi/ccn/vi-du-7/index.html", ">9.500,5\u00a0đồng/m³", ">9,500.5\u00a0đồng/m³"),
    ("vi/ccn/vi-du-7/index.html", 'data-value="45.5"', 'data-value="455"'),
    ("vi/so-lieu/index.html", "Tính trên 8/10 cụm", "Tính trên 10/10 cụm"),
    ("en/ccn/vi-du-7/index.html", 'data-value="45.5">45.5</td>', 'data-value="45.5">455</td>'),
    ("zh/ccn/vi-du-7/index.html", "（1,050\u00a0亩）", "（1,500\u00a0亩）"),
    ("du-lieu/areas.csv", "vi-du-1,plan,30", "vi-du-1,leased,3,,2025-01-15,van-ban,A,\r\nvi-du-1,plan,30"),
]


def is_figure(path):
    descriptions = ("manifest.json", "datapackage.json")
    if path.suffix not in SUFFIXES or path.name in descriptions:
        return False
    # Other pages in other languages differ in words, which are compared in Vietnamese only.
    is_other = path.suffix == ".html" and any(part in OTHERS for part in path.parts)
    return not is_other or any(path.parent.glob("*.pdf"))


def kind(path):
    """The format of a file, with its language when that is another than Vietnamese."""
    return f"{path.parts[0]} {path.suffix}" if path.parts[0] in OTHERS else path.suffix


def akin(path):
    """Beginnings of the places of a file and of what is compared with it."""
    language, _, rest = path.as_posix().partition("/")
    if path.suffix != ".html" or not rest:
        return [path.as_posix()]
    return [path.as_posix(), *([f"{path.parent.as_posix()}/", "vi/ban-dich/"] if language in OTHERS else [f"{it}/{rest}" for it in OTHERS])]


def missed(project, site, path):
    wrong = compare(project, site).wrong
    # The pages of the open data tell the digest of each file.
    of_file = [line for line in wrong if "in vi/du-lieu-mo/" not in line or path.suffix == ".html"]
    own = any(f"in {path.as_posix()}" in line for line in of_file)
    if own and all(any(f"in {place}" in line for place in akin(path)) for line in of_file):
        return 0
    print(f"{path}: {'not seen' if not wrong else 'seen elsewhere: ' + wrong[0]}")
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
