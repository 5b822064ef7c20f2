"""seen.txt, in which an ORM's folder keeps what its program saw.

    language: Python
    enabled: by the ORM
    versions: SQLAlchemy 2.0.1, SQLite 3.40.1
    delete: 1; -
      flag: error StaleDataError; black

A line is what archive storage saw, which is what a plain database saw, where that has the operation. Where flag storage
saw something else, the line below it says what. These are all differences that there are.
"""

import re


def without_sqlite(text):
    """The system's SQLite is not ours to choose, so its version is no reason to fail."""
    return re.sub(r"SQLite [\d.]+", "SQLite", text)


class Seen:
    def __init__(self, language, enabled, archive, flag):
        self.language = language
        self.enabled = enabled
        self.archive = archive
        self.flag = flag

    def __str__(self):
        lines = [f"language: {self.language}", f"enabled: {self.enabled}"]
        for name in [*self.archive, *(name for name in self.flag if name not in self.archive)]:
            saw, flag = self.archive.get(name, "-"), self.flag.get(name, "-")
            lines.append(f"{name}: {saw}")
            if flag != saw:
                lines.append(f"  flag: {flag}")
        return "\n".join(lines) + "\n"

    @classmethod
    def read(cls, path):
        head, archive, flag, name = {}, {}, {}, ""
        for line in path.read_text().splitlines():
            if line.startswith("  flag: "):
                flag[name] = line.removeprefix("  flag: ")
                continue
            name, _, saw = line.partition(": ")
            if name in ("language", "enabled"):
                head[name] = saw
            else:
                archive[name] = flag[name] = saw
        return cls(head["language"], head["enabled"], archive, flag)
