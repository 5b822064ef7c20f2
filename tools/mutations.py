"""The small faults that tools/mutate.py makes: for each line of a source, the lines that it might become.

A fault is one that a person might make and a reviewer overlook: a condition turned round, a clause left out, one
name for another. Texts in quotes and comments are let alone, except for what is clearly SQL.
"""

import re

# Either becomes the other. In C++ outside of quotes:
CODE_PAIRS = [
    (" == ", " != "), (" && ", " || "), (" < ", " <= "), (" > ", " >= "), (" + 1", " - 1"), ("true", "false"),
    ("quote_ident", "quote_text"), (".front()", ".back()"), ("live()", "deleted()"), ("live(", "deleted("),
    ("set_live", "set_deleted"), ("break", "continue"),
]
# In templates, and in C++ inside of quotes:
SQL_PAIRS = [
    (" AND ", " OR "), (" IS NOT ", " IS "), ("OLD.", "NEW."), (" = ", " <> "), ("NOT EXISTS", "EXISTS"),
    ("ABORT", "IGNORE"),
]
# In templates alone:
TEMPLATE_PAIRS = SQL_PAIRS + [
    ("BEFORE", "AFTER"), ("live", "deleted"), ("set_live", "set_deleted"),
    ("is_old_row", "is_new_row"), ("old_live", "new_live"), ("became_live", "became_deleted"), (" = NULL", " = 0"),
]

QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"|\'(?:[^\'\\]|\\.)*\'')
COMMENT = re.compile(r"//.*|/\*.*?\*/")
CALL_OR_ASSIGNMENT = re.compile(r"^\s+[A-Za-z_][\w.:>\[\]*-]*(\(.*\)| [-+|&]?= .*);$")
PLACE = r"(?:\{\{\w+:\w+\}\}|[\w.]+)"
CLAUSE = rf"(?:\([^()]*\)|{PLACE}(?: (?:=|IS NOT|IS) {PLACE})?)"


def word(text):
    """A pattern of the text that doesn't begin or end within a word."""
    return ((r"(?<![A-Za-z_0-9])" if text[0].isalnum() else "") + re.escape(text)
            + (r"(?![A-Za-z_0-9])" if text[-1].isalnum() else ""))


def swaps(line, spans, pairs):
    """The line with one place within the spans swapped, by each of the pairs."""
    for one, other in [*pairs, *((other, one) for one, other in pairs)]:
        for match in re.finditer(word(one), line):
            start, end = match.span()
            # " IS " within " IS NOT " is no place of its own.
            longer = any(one in each and each != one and line.startswith(each, start) for each in (one, " IS NOT "))
            if not longer and any(low <= start and end <= high for low, high in spans):
                yield line[:start] + other + line[end:]


def spans_of(line):
    """The places of code and of quoted texts; what is a comment is in neither."""
    quoted = [match.span() for match in QUOTED.finditer(line)]
    masked = QUOTED.sub(lambda match: "_" * len(match[0]), line)
    comments = [match.span() for match in COMMENT.finditer(masked)]
    code, start = [], 0
    for low, high in sorted(quoted + comments) + [(len(line), len(line))]:
        code.append((start, low))
        start = high
    return code, [(low, high) for low, high in quoted if not any(a <= low < b for a, b in comments)]


def is_sql(text):
    return re.search(r"\b(AND|OR|IS|NULL|WHERE|EXISTS|SELECT|UPDATE|DELETE|INSERT|OLD|NEW)\b", text)


def in_cpp(line, before):
    code, quoted = spans_of(line)
    plain = COMMENT.sub("", QUOTED.sub("", line))
    if not plain.strip() or re.match(r"\s*(#|using |namespace |\*|template)", line):
        return
    yield from swaps(line, code, CODE_PAIRS)
    yield from swaps(line, [(low, high) for low, high in quoted if is_sql(line[low:high])], SQL_PAIRS)
    match = re.match(r"^(.*?\b(?:if|while) )\((.*)\)( \{| [^()]*;| return .*;)?$", line)
    if match and match[2].count("(") == match[2].count(")") and ";" not in match[2]:
        yield f"{match[1]}(!({match[2]})){match[3] or ''}"
    match = re.match(r"^(\s+return )([^{}]*(?: [=!]= | && | \|\| | < | > |!\w)[^{}]*);$", line)
    if match:
        yield f"{match[1]}!({match[2]});"
    for low, high in code:
        for match in re.compile(r"!(?=[A-Za-z_(])").finditer(line, low, high):
            yield line[:match.start()] + line[match.end():]
        for match in re.compile(r"(?<![\w.])\d(?![\w.])").finditer(line, low, high):
            yield line[:match.start()] + str(int(match[0]) + 1) + line[match.end():]
    begins = not before.strip() or before.rstrip().endswith((";", "{", "}", ":")) or before.lstrip().startswith("//")
    if begins and CALL_OR_ASSIGNMENT.match(line) and plain.count("(") == plain.count(")"):
        yield re.match(r"\s*", line)[0] + ";"


def in_template(line, _before):
    everything = [(0, len(line))]
    yield from swaps(line, everything, TEMPLATE_PAIRS)
    # A name or text as it is. As a text a name would do as well in most places, as SQLite takes 'name' for "name".
    for match in re.finditer(r"\{\{(ident|text):", line):
        yield f"{line[:match.start()]}{{{{sql:{line[match.end():]}"
    for match in re.finditer(r"\b(WHERE|AND|OR|WHEN|THEN|ELSE) \{\{ident:", line):
        yield f"{line[:match.start()]}{match[1]} {{{{text:{line[match.end():]}"
    # A clause that is left out, with the AND that ties it to the others.
    for match in re.finditer(rf" (?:AND|OR) {CLAUSE}", line):
        yield line[:match.start()] + line[match.end():]
    for match in re.finditer(rf"{CLAUSE} (?:AND|OR) ", line):
        yield line[:match.start()] + line[match.end():]
    match = re.match(r"^(\s*WHEN |.* WHEN |\s*WHERE |.* WHERE )(.*?)(;?)$", line)
    if match:
        yield f"{match[1]}1{match[3]}"
    for match in re.finditer(rf", {PLACE} = {PLACE}", line):
        yield line[:match.start()] + line[match.end():]
    if re.match(r"^\s+(SELECT|UPDATE|DELETE|INSERT|\{\{sql:\w+\}\}).*;$", line):
        yield ""


def mutations_of(path, text):
    """All (number of the line, line, what it becomes) of one source, each once, in order."""
    change = in_template if path.endswith(".sql") else in_cpp
    lines = text.split("\n")
    return [(number, line, new) for number, (before, line) in enumerate(zip(["", *lines], lines), 1)
            for new in dict.fromkeys(change(line, before)) if new != line]
