"""seen.txt, in which an ORM's folder keeps what its program saw.

    language: Python
    enabled: by the ORM
    versions: SQLAlchemy 2.0.1, SQLite 3.40.1
    delete: 1; -
      flag: error StaleDataError; black

A line is what a plain database saw, and what archive storage saw where a plain one has no such operation. Where flag storage saw
something else, a line below it says what; these are all differences that there are. A line `  archive: ...` is there where a
driver counts what triggers write.
"""

import re


def without_sqlite(text):
    """The system's SQLite is not ours to choose, so its version is no reason to fail."""
    return re.sub(r"SQLite [\d.]+", "SQLite", text)


class Seen:
    def __init__(self, language, enabled, plain, archive, flag):
        self.language = language
        self.enabled = enabled
        self.archive = archive
        self.flag = flag
        self.plain = {**{name: archive.get(name, "-") for name in [*archive, *flag]}, **plain}

    def __str__(self):
        lines = [f"language: {self.language}", f"enabled: {self.enabled}"]
        for name, saw in self.plain.items():
            lines.append(f"{name}: {saw}")
            for storage in ("archive", "flag"):
                other = getattr(self, storage).get(name, "-")
                if other != saw:
                    lines.append(f"  {storage}: {other}")
        return "\n".join(lines) + "\n"

    @classmethod
    def read(cls, path):
        plain, others, name = {}, {"archive": {}, "flag": {}}, ""
        for line in path.read_text().splitlines():
            if line.startswith("  "):
                storage, _, saw = line.strip().partition(": ")
                others[storage][name] = saw
            else:
                name, _, saw = line.partition(": ")
                plain[name] = saw
        head = [plain.pop(name) for name in ("language", "enabled")]
        return cls(*head, plain, *({**plain, **others[storage]} for storage in ("archive", "flag")))
