"""Section 6 of the rules as a small model: rows are dicts, keys are integers."""

from dataclasses import dataclass, field


class Refused(Exception):
    """The statement is an error and changes nothing."""


@dataclass(frozen=True)
class ForeignKey:
    child: str
    parent: str
    column: str
    action: str  # ON DELETE, or DEFERRED: a NO ACTION that is checked at COMMIT

    def declaration(self):
        end = "DEFERRABLE INITIALLY DEFERRED" if self.action == "DEFERRED" else f"ON DELETE {self.action}"
        return f"{self.column} INT REFERENCES {self.parent} {end}"


@dataclass
class Model:
    foreign_keys: list
    managed: set
    children: dict  # the setting of each managed table
    rows: dict = field(default_factory=dict)  # table -> key -> {"deleted", "along", columns...}

    def copy_rows(self):
        return {table: {key: dict(row) for key, row in rows.items()} for table, rows in self.rows.items()}

    def both_managed(self, key):
        return key.child in self.managed and key.parent in self.managed

    def cascades(self, key):
        if not self.both_managed(key):
            return False
        overruled = key.action in ("RESTRICT", "NO ACTION", "DEFERRED") and self.children[key.parent] == "cascade"
        return key.action == "CASCADE" or overruled

    def restricts(self, key):
        if key.parent not in self.managed or self.cascades(key) or self.children[key.parent] == "keep":
            return False
        return key.action in ("RESTRICT", "NO ACTION")

    def binds(self, key):
        """A live row of the child may not outlive its parent."""
        return self.both_managed(key) and (self.cascades(key) or self.restricts(key))

    def depends(self, key):
        return self.both_managed(key) and key.action not in ("SET NULL", "SET DEFAULT")

    def below(self, table, key, follow, condition):
        """The rows below one, itself included, along the foreign keys that `follow` accepts."""
        seen = {(table, key)}
        open_rows = [(table, key)]
        while open_rows:
            parent = open_rows.pop()
            for each in self.foreign_keys:
                if each.parent != parent[0] or not follow(each):
                    continue
                for child, row in self.rows[each.child].items():
                    if row[each.column] == parent[1] and (each.child, child) not in seen and condition(row):
                        seen.add((each.child, child))
                        open_rows.append((each.child, child))
        return seen

    def has_deleted_parent(self, table, row, columns=None, besides=(), counts=None):
        for each in self.foreign_keys:
            if each.child != table or each.parent not in self.managed or (counts and not counts(each)):
                continue
            parent = row[each.column]
            wanted = columns is None or each.column in columns
            found = self.rows[each.parent].get(parent)
            if wanted and found and found["deleted"] and (each.parent, parent) not in besides:
                return True
        return False

    def insert(self, table, key, row):
        if key in self.rows[table]:
            raise Refused
        self.rows[table][key] = {"deleted": 0, "along": False, **row}
        if table in self.managed and self.has_deleted_parent(table, row):
            raise Refused

    def update_reference(self, table, key, column, value):
        row = self.rows[table][key]
        changed, row[column] = row[column] != value, value
        if changed and not row["deleted"] and self.has_deleted_parent(table, row, {column}):
            raise Refused

    def delete(self, table, key):
        if self.rows[table][key]["deleted"]:
            return
        taken = self.below(table, key, self.cascades, lambda row: not row["deleted"])
        for name, each in taken:
            self.rows[name][each].update(deleted=1, along=(name, each) != (table, key))
        for each in filter(self.restricts, self.foreign_keys):
            for row in self.rows[each.child].values():
                if (each.parent, row[each.column]) in taken and not row["deleted"]:
                    raise Refused

    def restore(self, table, key):
        row = self.rows[table][key]
        if not row["deleted"]:
            return
        row.update(deleted=0, along=False)
        below = self.below(table, key, self.depends, lambda each: each["deleted"] and each["along"])
        blocked = {(name, each) for name, each in below
                   if self.has_deleted_parent(name, self.rows[name][each], besides=below, counts=self.binds)}
        grown = True
        while grown:
            grown = False
            for name, each in below - blocked:
                for foreign in self.foreign_keys:
                    parent = (foreign.parent, self.rows[name][each].get(foreign.column))
                    if foreign.child == name and self.binds(foreign) and parent in blocked:
                        blocked.add((name, each))
                        grown = True
        for name, each in below - blocked:
            self.rows[name][each].update(deleted=0, along=False)
        if self.has_deleted_parent(table, row, counts=self.binds):
            raise Refused

    def purge(self, table, key):
        row = self.rows[table].get(key)
        if row and row["deleted"]:
            for name, each in self.below(table, key, self.depends, lambda other: other["deleted"]):
                del self.rows[name][each]
                for foreign in self.foreign_keys:
                    # A deleted row that can live without its parent loses the reference.
                    if foreign.parent == name and self.both_managed(foreign) and not self.depends(foreign):
                        for other in self.rows[foreign.child].values():
                            if other["deleted"] and other[foreign.column] == each:
                                other[foreign.column] = None
