"""What archive storage promises about deleting and restoring, as objects that refer to each other.

A row is an object that stays the same one while it is deleted, restored or given another key. A deleted row knows the
rows that it referred to. So this model needs no keys, numbers or times to say who belongs to whom, and keeps to
foreign_keys = ON, where a row never refers to nothing.
"""

from dataclasses import dataclass, field


class Refused(Exception):
    """The statement is an error and changes nothing."""


class Unclear(Exception):
    """Archives know a parent by its key and the order of deletions, which is not enough here."""


@dataclass(eq=False)
class Row:
    table: object
    values: dict
    rowid: int = None  # where that is its key for people
    id: int = None  # its softdelete_id while it is deleted
    along: bool = False  # its parent's deletion took it along
    recent: bool = True  # not made older than it is
    deletion: int = 0  # the number of the one that it was deleted by
    parents: dict = field(default_factory=dict)  # of a deleted row: its references, and the rows they lead to

    @property
    def key(self):
        return tuple(self.values[name] for name in self.table.key)

    @property
    def public_key(self):
        return self.key if self.rowid is None else (self.rowid,)

    def refers(self, reference):
        return tuple(self.values[name] for name in reference.columns)

    def point(self, reference, key):
        self.values.update(zip(reference.columns, key))


@dataclass(eq=False)
class Link:
    """A reference that a deletion made NULL."""
    row: Row
    reference: object
    parent: Row
    deletion: int


def unlinked(reference):
    """What SET NULL makes of a reference, and SET DEFAULT without a default."""
    return (None,) * len(reference.columns)


def unlinks(reference):
    return reference.action.startswith("SET")


class Model:
    def __init__(self, tables):
        self.tables = {table.name: table for table in tables}
        self.live = {table.name: {} for table in tables}  # key -> Row
        self.trash = {table.name: {} for table in tables}  # softdelete_id -> Row
        self.links = []
        self.deletions = 0

    def living(self):
        return [row for rows in self.live.values() for row in rows.values()]

    def deleted(self):
        return [row for rows in self.trash.values() for row in rows.values()]

    def parent(self, row, reference):
        return self.live[reference.parent.name].get(row.refers(reference))

    def referring(self, parent):
        """The living rows that refer to one, and by which reference."""
        return [(row, reference) for row in self.living() for reference in row.table.references
                if reference.parent is parent.table and row.refers(reference) == parent.key]

    def look(self, content):
        """Takes over what INSERT or UPDATE made of the living: table -> pairs of a rowid and values."""
        for name, rows in content.items():
            before, self.live[name] = self.live[name], {}
            for rowid, values in rows:
                row = before.get(tuple(values[key] for key in self.tables[name].key)) or Row(self.tables[name], values)
                row.values, row.rowid = values, rowid
                self.live[name][row.key] = row

    def follow(self, parent, key):
        """A deleted row gets another key, and what refers to it in the trash goes on referring to it."""
        parent.values.update(zip(parent.table.key, key))
        for row in self.deleted():
            for reference, other in row.parents.items():
                if other is parent:
                    row.point(reference, key)

    def rekey(self, table, old, new):
        """A living row gets another key; deleted ones that refer to it do as ON UPDATE says."""
        if old == new:
            return
        parent = self.live[table].pop(old)
        self.live[table][new] = parent
        for row in self.deleted():
            for reference in [each for each, other in row.parents.items() if other is parent]:
                row.point(reference, (None,) * len(new) if "SET NULL" in reference.update else new)
                if "SET NULL" in reference.update:
                    del row.parents[reference]

    def delete(self, root):
        """The rows that go with it, the first of them itself."""
        self.deletions += 1
        gone = [root]
        for row in gone:
            gone += [child for child, reference in self.referring(row)
                     if reference.action == "CASCADE" and child not in gone]
        for row in gone:
            row.parents = {each: self.parent(row, each) for each in row.table.references if None not in row.refers(each)}
            if None in row.parents.values():
                raise Unclear  # by NO ACTION, one statement deleted the parent first
            row.along, row.recent, row.deletion = row is not root, True, self.deletions
        for parent in gone:
            for row, reference in self.referring(parent):
                if unlinks(reference):
                    self.links.append(Link(row, reference, parent, self.deletions))
                    if row not in gone:
                        row.point(reference, unlinked(reference))
        for row in gone:
            del self.live[row.table.name][row.key]
        return gone

    def archived(self, row, number, values):
        """Whether SQLite deletes a row before or after it unlinks it is its own matter: the archive shows it."""
        row.id = number
        self.trash[row.table.name][number] = row
        for link in [each for each in self.links if each.row is row]:
            columns = link.reference.columns
            found = tuple(values[name] for name in columns)
            if link.reference not in row.parents or row.parents[link.reference] is not link.parent:
                continue
            if found == row.refers(link.reference):
                self.links.remove(link)
            else:
                row.point(link.reference, unlinked(link.reference))
                del row.parents[link.reference]

    def forget(self, rows):
        """Purges rows, and what depends on them."""
        gone = list(rows)
        for parent in gone:
            for row in self.deleted():
                for reference, other in list(row.parents.items()):
                    if other is parent and unlinks(reference):
                        row.point(reference, unlinked(reference))
                        del row.parents[reference]
                    elif other is parent and row not in gone:
                        gone.append(row)
        for row in gone:
            del self.trash[row.table.name][row.id]
        self.links = [each for each in self.links if each.row not in gone and each.parent not in gone]

    def check_clear(self):
        """That no other row is taken for a deleted row's parent, nor for the row that a reference was taken from."""
        known = [(parent, "key", row.deletion) for row in self.deleted() for parent in row.parents.values()]
        known += [(link.row, "public_key", link.deletion) for link in self.links]
        for row, key, since in known:
            for other in self.trash[row.table.name].values():
                if (other is not row and getattr(other, key) == getattr(row, key) and other.deletion >= since
                        and (row.id is None or other.deletion < row.deletion)):
                    raise Unclear

    def above(self, row):
        found = [row]
        for each in found:
            found += [parent for parent in each.parents.values() if parent.id is not None and parent not in found]
        return found

    def last_versions(self, table, only_recent=False):
        found = {row.public_key: row for _, row in sorted(self.trash[table].items()) if row.recent or not only_recent}
        return list(found.values())

    def waits(self, row, back):
        return any(parent.id is not None and parent not in back for parent in row.parents.values())

    def coming_back(self, asked):
        """What is asked for, what was taken along with it, and not what waits for another parent."""
        back = set(asked)
        grown = True
        while grown:
            more = {row for row in self.deleted() if row.along and row not in back
                    and any(parent in back for parent in row.parents.values())}
            back |= more
            grown = bool(more)
        while True:
            waiting = {row for row in back if row not in asked and self.waits(row, back)}
            if not waiting:
                return back
            back -= waiting

    def restore(self, asked):
        """How many rows come back."""
        back = self.coming_back(asked)
        given = [each for each in self.links if each.parent in back
                 and each.row.refers(each.reference) == unlinked(each.reference)]
        for link in given:
            if link.row.id is not None:
                link.row.parents[link.reference] = link.parent
            link.row.point(link.reference, link.parent.key)
        self.links = [each for each in self.links if each.parent not in back]
        if any(self.waits(row, back) for row in asked):
            raise Refused
        for row in back:
            if self.collides(row, [each for each in back if each is not row]):
                raise Refused
        self.make_rowids_free(back)
        for row in sorted(back, key=lambda each: (each.table.name, each.id)):
            del self.trash[row.table.name][row.id]
            self.live[row.table.name][row.key] = row
            row.id, row.along, row.parents = None, False, {}
        for row in back | {link.row for link in given if link.row.id is None}:
            for reference in row.table.references:
                if None not in row.refers(reference) and not self.parent(row, reference):
                    raise Refused
        return len(back)

    def make_rowids_free(self, back):
        """Where no key declares it, a row whose rowid another has by now comes back under another."""
        for name, living in self.live.items():
            taken = {row.rowid for row in living.values()}
            known = taken | {row.rowid for row in self.trash[name].values()}
            for row in sorted((each for each in back if each.table.name == name and each.rowid), key=lambda each: each.id):
                if row.rowid in taken:
                    row.rowid = max(known) + row.id
                taken.add(row.rowid)

    def collides(self, row, besides):
        others = [*self.live[row.table.name].values(), *(each for each in besides if each.table is row.table)]
        definition = dict(row.table.columns)["n"]
        fold = str.lower if "NOCASE" in definition else str

        def same(other):
            texts = [row.values["n"], other.values["n"]]
            return (other.key == row.key
                    or "UNIQUE" in definition and None not in texts and len(set(map(fold, texts))) == 1)

        return any(map(same, others))
