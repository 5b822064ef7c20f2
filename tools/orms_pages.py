"""Writes docs/orms.md and docs/orms from what the programs of tests/orms saw and from their recipes.

    python3 tools/orms_pages.py

`./dev test orms --write` runs the programs before. A test compares the pages with what this makes.
"""

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from orms.operations import BY_NAME, OPERATIONS  # noqa: E402
from orms.seen import Seen  # noqa: E402

ORMS = ROOT / "tests/orms"
LANGUAGES = ["Python", "Node.js", "Java", "Go", "Rust", "Ruby", "PHP"]
KINDS = {"py": "python", "mjs": "js", "cjs": "js", "ts": "ts", "java": "java", "go": "go", "rs": "rust", "rb": "ruby", "php": "php",
         "sh": "sh", "sql": "sql", "prisma": "prisma", "toml": "toml"}
LINES = 15
COMPARED = [operation for operation in OPERATIONS if operation.stage != "trash"]


def all_seen():
    """{language: {folder: seen}}, in the order of the pages."""
    seen = {path.parent.name: Seen.read(path) for path in sorted(ORMS.glob("*/seen.txt"))}
    return {language: found for language in LANGUAGES
            if (found := {name: one for name, one in seen.items() if one.language == language})}


def title(seen):
    """The ORM with its version."""
    return seen.archive["versions"].split(", ")[0]


def table(head, rows):
    lines = [head, ["---"] * len(head), *rows]
    return "".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in line)} |\n" for line in lines)


def code(text):
    return f"`{text}`"


def same(seen, storage):
    """How many of the operations that the ORM has see what a plain database sees, and how many it has."""
    has = [operation.name for operation in COMPARED if seen.plain[operation.name] != "-"]
    equal = sum(getattr(seen, storage)[name] == seen.plain[name] for name in has)
    return f"{equal} of {len(has)}"


def summary(languages):
    return table(["ORM", "with", "extension", "archive as plain", "flag as plain"], [
        [f"[{title(seen)}](orms/{page(language)}#{anchor(seen)})", ", ".join(seen.archive["versions"].split(", ")[1:]),
         "loaded" if seen.enabled == "by the ORM" else "not loaded", same(seen, "archive"), same(seen, "flag")]
        for language, found in languages.items() for seen in found.values()])


def sign(plain, saw):
    """Whether a line is equal, says the same of what is left, or neither."""
    if saw == plain:
        return "="
    return "≈" if saw.rpartition("; ")[2] == plain.rpartition("; ")[2] else "≠"


def cell(seen, name):
    if seen.plain[name] == "-":
        return "-"
    return " ".join(sign(seen.plain[name], saw[name]) for saw in (seen.archive, seen.flag))


def operations(languages):
    return "\n".join(
        f"### {language}\n\n" + table(["operation", *map(title, found.values())], [
            [operation.name, *(cell(seen, operation.name) for seen in found.values())] for operation in COMPARED])
        for language, found in languages.items())


def schema_tools(languages):
    rows = []
    for found in languages.values():
        for seen in found.values():
            for name, saw in seen.archive.items():
                if name != "versions" and name not in BY_NAME:
                    rows.append([f"{title(seen)}: {name}", *(text.removeprefix("-; ") for text in (saw, seen.flag.get(name, "-")))])
    return table(["tool", "meets archive storage", "meets flag storage"], rows)


def languages_list(languages):
    return ", ".join(f"[{language}](orms/{page(language)})" for language in languages) + "\n"


def what_is_done():
    return table(["operation", "what is done", "what is left"],
                 [[operation.name, operation.what, code(operation.left)] for operation in OPERATIONS])


def page(language):
    return f"{language.lower().replace('.', '')}.md"


def anchor(seen):
    return re.sub(r"[^a-z0-9 -]", "", title(seen).lower()).replace(" ", "-")


def recipe(folder):
    """The text of recipe.md, with the files that it names by {{FILE}} as fenced blocks of at most LINES lines in all."""
    lines = 0

    def include(match):
        nonlocal lines
        text = (folder / match[1]).read_text().strip("\n")
        lines += sum(bool(line.strip()) for line in text.splitlines())
        return f"```{KINDS[match[1].rpartition('.')[2]]}\n{text}\n```"

    path = folder / "recipe.md"
    text = re.sub(r"^\{\{(\S+)\}\}$", include, path.read_text(), flags=re.MULTILINE) if path.exists() else ""
    if lines > LINES:
        raise SystemExit(f"{path}: a recipe has at most {LINES} lines of code, not {lines}")
    return text.strip() + "\n\n" if text else ""


def differences(seen):
    def cells(name):
        return [code(seen.plain[name]), *(code(saw.get(name, "-")) for saw in (seen.archive, seen.flag))]

    rows = [[name, *cells(name)] for name in seen.plain if name in BY_NAME and len(set(cells(name))) > 1]
    if all(plain == archive for _, plain, archive, _ in rows):
        return "Flag storage differs here:\n\n" + table(["operation", "plain, archive", "flag"],
                                                         [[name, plain, flag] for name, plain, _, flag in rows])
    return "The storages differ here:\n\n" + table(["operation", "plain", "archive", "flag"], rows)


def language_page(language, found):
    sections = [f"## {title(seen)}\n\n{recipe(ORMS / name)}{differences(seen)}" for name, seen in found.items()]
    return (f"# {language}\n\nWhat is compared here, and how to read it, is in [orms.md](../orms.md). `./dev test orms`"
            " runs all of this.\n\n" + "\n".join(sections)).rstrip("\n") + "\n"


def pages():
    """{path: text} of all pages."""
    languages = all_seen()
    parts = {"pages": languages_list, "summary": summary, "operations": operations, "tools": schema_tools, "done": lambda _: what_is_done()}
    overview = ROOT / "docs/orms.md"
    text = overview.read_text()
    for name, write in parts.items():
        text = re.sub(rf"(<!-- {name} -->\n).*?(<!-- end -->)", lambda match: match[1] + write(languages) + match[2], text,
                      flags=re.DOTALL)
    return {overview: text, **{ROOT / "docs/orms" / page(language): language_page(language, found)
                               for language, found in languages.items()}}


if __name__ == "__main__":
    (ROOT / "docs/orms").mkdir(exist_ok=True)
    for path, text in pages().items():
        path.write_text(text)
