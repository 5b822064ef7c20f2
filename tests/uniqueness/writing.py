"""SQL as people write it: every way to quote, any white space, comments and strings that look like code."""

import re

GAPS = [" "] * 12 + ["\n", "\t ", "\r\n", " --\n", "-- it's UNIQUE (\n",
                     " /* UNIQUE */ ", "/*,*/", " /* '\" */", "/*)*/", "/**/ "]
TIGHT = ["", "", "", ""]
BARE = re.compile(r"[a-z][a-z0-9_]*")
KEYWORDS = {"unique", "check", "primary"}
GLUE = re.compile(r"[\w$'\"`\]\[]")  # at the border of two tokens: they would run together


class Writer:
    """Writes tokens and names in ways that `chance` chooses."""

    def __init__(self, chance):
        self.chance = chance

    def maybe(self, percent):
        return self.chance.randrange(100) < percent

    def choice(self, options):
        return options[self.chance.randrange(len(options))]

    def name(self, name, string=False):
        """A name quoted in one of the ways that it allows; as a string only where `string`."""
        ways = ['"' + name.replace('"', '""') + '"', "`" + name.replace("`", "``") + "`"]
        if "]" not in name:
            ways.append(f"[{name}]")
        if string:
            ways.append("'" + name.replace("'", "''") + "'")
        if BARE.fullmatch(name) and name not in KEYWORDS:
            ways += [name, name, name.upper()]
        return self.choice(ways)

    def text(self, *tokens):
        """The tokens, separated by anything that separates tokens."""
        out = tokens[0]
        for token in tokens[1:]:
            glued = GLUE.match(out[-1]) and GLUE.match(token[0])
            out += self.choice(GAPS if glued else TIGHT + GAPS) + token
        return out

    def words(self, phrase):
        """A phrase of SQL as tokens, its keywords in either case."""
        lower = self.maybe(30)
        return [word.lower() if lower else word for word in phrase.split()]

    def listed(self, items):
        """Lists of tokens as one, with parentheses and commas."""
        out = ["("]
        for number, item in enumerate(items):
            out += [","] * (number > 0) + list(item)
        return [*out, ")"]
