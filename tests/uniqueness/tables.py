"""Draws the text of a CREATE TABLE with everything that SQLite allows around a UNIQUE constraint."""

from dataclasses import dataclass, field

from uniqueness.writing import Writer

TABLES = ["t", "t", "t", "two words", "it's", 'a"b', "unique", "é", "x,y("]
COLUMNS = ["a", "b", "c", "d", "unique", "primary key", 'q"r', "it's", "x,y", "f(", "-- e", "/*", "ü"]
TYPES = [["TEXT"], ["TEXT"], [], ["VARCHAR", "(", "10", ")"], ['"unique"'], ["'UNIQUE'"], ["[text, UNIQUE]"],
         ["character", "varying"]]
WORDS = ["a", "A", "b", "a ", "c", None]
NUMBERS = [1, 2, 3, 4, None]
ACTIONS = ["ON DELETE CASCADE", "ON DELETE SET NULL", "ON DELETE RESTRICT", "ON DELETE NO ACTION", "ON UPDATE CASCADE",
           "MATCH SIMPLE", "DEFERRABLE INITIALLY DEFERRED", "NOT DEFERRABLE", "DEFERRABLE INITIALLY IMMEDIATE"]
WORD_DEFAULTS = [["'UNIQUE'"], ["'a, UNIQUE (b)'"], ["(", "'a'", "||", "'('", ")"], ["'it''s'"], ["NULL"]]
NUMBER_DEFAULTS = [["-", "1"], ["+", "2"], ["(", "1", "+", "2", ")"], ["0x10"], ["NULL"]]


@dataclass
class Column:
    name: str
    type: list
    values: list  # the first one is always accepted
    collate: str = ""
    generated: list = None
    constraints: list = field(default_factory=list)  # each a list of tokens


@dataclass
class Key:
    """What is unique; `parts` are columns with the collation that is written, or expressions."""
    parts: list
    place: str  # column, table or index
    where: str = ""

    def same_columns(self, columns):
        return {id(part) for part, _ in self.parts} == {id(each) for each in columns}

    def collates(self):
        return [collate for _, collate in self.parts]

    def columns(self):
        """The columns, where the key is nothing but columns as a foreign key can refer to them; else nothing."""
        plain = not self.where and all(isinstance(part, Column) and not collate for part, collate in self.parts)
        return [part.name for part, _ in self.parts] if plain else []


class Drawing:
    """One table on its way; draw() gives its text, with {} for the schema."""

    def __init__(self, chance):
        self.write = Writer(chance)
        self.maybe, self.choice, self.name = self.write.maybe, self.write.choice, self.write.name
        self.strict = self.maybe(15)
        self.without_rowid = self.maybe(20)
        self.table = self.choice(TABLES)
        self.keys, self.key, self.key_in_column, self.referenced = [], [], False, []

    def draw(self):
        self.columns = self.draw_columns()
        self.draw_key()
        self.draw_unique()
        self.draw_references()
        body = [[*self.column_text(each)] for each in self.columns]
        constraints = self.table_constraints()
        tokens = ["("]
        for number, item in enumerate(body + constraints):
            # SQLite wants no comma between constraints of the table.
            if number and (number <= len(body) or self.maybe(70)):
                tokens.append(",")
            tokens += item
        options = [["WITHOUT", "ROWID"]] * self.without_rowid + [["STRICT"]] * self.strict
        if len(options) == 2:
            options = [options[0], [",", *options[1]]] if self.maybe(50) else [options[1], [",", *options[0]]]
        return "CREATE TABLE {}" + self.write.text(self.name(self.table, string=True), *tokens, ")", *sum(options, []))

    # --- columns ---

    def draw_columns(self):
        names = self.write.chance.sample(COLUMNS, self.choice([2, 3, 3, 4]))
        columns = []
        for name in names:
            number = self.maybe(30)
            typed = [["INT"], ["INTEGER"]] if number else [["TEXT"]] if self.strict else TYPES
            columns.append(Column(name, self.choice(typed), NUMBERS if number else WORDS))
            if not number and self.maybe(25):
                columns[-1].collate = self.choice(["NOCASE", "RTRIM", "BINARY"])
        for column in columns:
            self.decorate(column)
        if self.maybe(35):
            base = self.choice(columns)
            expression = self.choice([["coalesce", "(", self.name(base.name), ",", "'UNIQUE,'", ")"],
                                      ["lower", "(", self.name(base.name), ")"], [self.name(base.name), "||", "'('"]])
            kind = self.choice([[], ["STORED"], ["VIRTUAL"]])
            columns.insert(self.write.chance.randrange(len(columns) + 1), Column(
                "gen", ["TEXT"] if self.strict or self.maybe(50) else [], [],
                generated=[*(["GENERATED", "ALWAYS"] if self.maybe(50) else []), "AS", "(", *expression, ")", *kind]))
        columns.append(Column("mark", ["INT"], NUMBERS))
        return columns

    def decorate(self, column):
        """Constraints that have nothing to do with uniqueness, but look like it."""
        add = column.constraints.append
        named = ["CONSTRAINT", self.name(self.choice(["UNIQUE", "n 1", "x"]), string=True)] if self.maybe(20) else []
        if self.maybe(30):
            clause = self.choice(["", "", "ON CONFLICT ABORT", "ON CONFLICT IGNORE", "ON CONFLICT FAIL"])
            add([*named, *self.write.words("NOT NULL"), *clause.split()])
            column.values = [value for value in column.values if value is not None] + [None]
        elif self.maybe(10) and not self.strict:
            add([*named, "NULL"])
        if self.maybe(35):
            add(["DEFAULT", *self.choice(NUMBER_DEFAULTS if column.values[0] == 1 else WORD_DEFAULTS)])
        if self.maybe(30):
            name = self.name(column.name)
            add([*named, "CHECK", "(", *self.choice([
                [name, "IS", "NOT", "'UNIQUE (a)'"], [name, "IS", "NOT", "'c'"],
                [name, "IS", "NOT", "4", "/* UNIQUE */"],
                [self.name(self.table), ".", name, "IS", "NOT", "4"],
                ["(", name, "IS", "NOT", "','", ")", "AND", "')'", "<>", "'('"]]), ")"])
        if column.collate:
            add(["COLLATE", self.name(column.collate, string=True)])

    def writable(self, *without):
        return [each for each in self.columns[:-1] if not each.generated and each not in without]

    # --- what is unique ---

    def draw_key(self):
        plain = self.writable()
        kind = self.choice(["integer", "integer", "one", "several", "none"])
        if kind == "none" and not self.without_rowid:
            return
        clause = self.choice(["", "", "ON CONFLICT ABORT", "ON CONFLICT FAIL"]).split()
        self.key = plain[:1] if kind != "several" else self.write.chance.sample(plain, 2)
        self.key_in_column = len(self.key) == 1 and self.maybe(60)
        if kind == "integer":
            first = self.key[0]
            first.type, first.values, first.collate, first.constraints = ["INTEGER"], [1, 2, 3, 4, 5, 6, 7], "", []
        direction = self.choice(["", "", "ASC"]).split()
        automatic = kind == "integer" and self.key_in_column and not self.without_rowid and self.maybe(40)
        words = [*self.write.words("PRIMARY KEY"), *direction, *clause, *(["AUTOINCREMENT"] if automatic else [])]
        if self.key_in_column:
            self.key[0].constraints.insert(0, words)
        self.key_clause = clause
        if self.maybe(15):
            self.keys.append(Key([(each, "") for each in self.key], "table"))

    def draw_unique(self):
        plain = self.columns[:-1]
        for _ in range(self.choice([1, 1, 2, 2, 3])):
            place = self.choice(["column", "table", "table", "index"])
            count = 1 if place == "column" else min(len(plain), self.choice([1, 2, 2]))
            chosen = self.write.chance.sample(plain, count)
            if {id(each) for each in chosen} == {id(each) for each in self.key}:
                continue
            collates = ["" if place == "column" else self.choice(["", "", "", "NOCASE", "RTRIM"]) for _ in chosen]
            if any(key.same_columns(chosen) and any([*collates, *key.collates()]) for key in self.keys):
                continue  # a foreign key would have to choose
            key = Key(list(zip(chosen, collates)), place)
            if place == "index" and self.maybe(40):
                own = self.name(self.table) + ".{}"
                key.where = self.choice(["{} IS NOT 'b'", "{} > 'A' OR {} < 3", "{} /* ) */ IS NOT NULL",
                                         own + " <> 'b'"]).replace("{}", self.name(chosen[0].name))
            if place == "index" and self.maybe(25):
                key.parts[0] = ("lower(" + self.name(chosen[0].name) + ")", "")
            if place == "column":
                self.put_in_column(chosen[0])
            self.keys.append(key)

    def put_in_column(self, column):
        named = ["CONSTRAINT", self.name("k,1", string=True)] if self.maybe(25) else []
        words = [*named, *self.write.words("UNIQUE"), *self.conflict_clause()]
        column.constraints.insert(self.write.chance.randrange(len(column.constraints) + 1), words)

    def conflict_clause(self):
        return ["ON", "CONFLICT", "ABORT"] if self.maybe(20) else []

    # --- foreign keys ---

    def draw_references(self):
        """One column may refer to another table, one to this; a child table may refer to any key."""
        free = [each for each in self.writable() if not any(each is key for key in self.key)]
        targets = [key.columns() for key in self.keys if len(key.columns()) == 1]
        targets += [[each.name for each in self.key]] * (len(self.key) == 1)
        if free and self.maybe(30):
            self.refer(free[0], "parent", "id", [1, 2, 3, None])
        if len(free) > 1 and targets and self.maybe(30):
            target = self.choice(targets)
            wanted = next(each for each in self.columns if each.name == target[0])
            if wanted is not free[1] and not wanted.generated and wanted.values[0] is not None:
                self.refer(free[1], self.table, target[0], [wanted.values[0], None])
                free[1].type, free[1].collate = wanted.type, wanted.collate
                self.referenced.append({target[0]})

    def refer(self, column, table, target, values):
        actions = self.choice(ACTIONS).split() if self.maybe(60) else []
        written = [] if table == "parent" and self.maybe(40) else ["(", self.name(target, string=True), ")"]
        column.type, column.values, column.collate = ["INTEGER"], values, ""
        # No DEFAULT and no CHECK: the row that it would refer to is not there.
        column.constraints = [each for each in column.constraints if "UNIQUE" in [word.upper() for word in each]]
        column.constraints.append(["REFERENCES", self.name(table, string=True), *written, *actions])

    # --- texts ---

    def column_text(self, column):
        tokens = [self.name(column.name, string=True), *column.type]
        constraints = list(column.constraints)
        if column.generated:
            constraints.insert(self.write.chance.randrange(len(constraints) + 1), column.generated)
        tokens += sum(constraints, [])
        if self.maybe(8):
            tokens += ["CONSTRAINT", self.name("dangling, UNIQUE", string=True)]
        return tokens

    def table_constraints(self):
        made = []
        if self.key and not self.key_in_column:
            parts = self.key_list([(each, "") for each in self.key])
            made.append([*self.write.words("PRIMARY KEY"), *parts, *self.key_clause])
        for key in self.keys:
            if key.place == "table":
                made.append([*self.write.words("UNIQUE"), *self.key_list(key.parts), *self.conflict_clause()])
        if self.maybe(20):
            made.append(["CHECK", "(", "'UNIQUE (a), UNIQUE'", "<>", "''", "/* UNIQUE(b) */", ")"])
        if self.maybe(10):
            made.append(["FOREIGN", "KEY", "(", "mark", ")", "REFERENCES", "parent"])
        self.write.chance.shuffle(made)
        for number, each in enumerate(made):
            if self.maybe(25):
                made[number] = ["CONSTRAINT", self.name(self.choice(["UNIQUE", "n", "c)"]), string=True), *each]
        if made and self.maybe(10):
            made.append(["CONSTRAINT", self.name("dangling", string=True)])
        return made

    def key_list(self, parts):
        items = []
        for part, collate in parts:
            name = [self.name(part.name, string=True)] if isinstance(part, Column) else [part]
            items.append([*name, *(["COLLATE", collate] if collate else []), *self.choice([[], [], ["ASC"], ["DESC"]])])
        return self.write.listed(items)
