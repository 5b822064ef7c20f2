import static org.jooq.impl.DSL.*;
import static org.jooq.impl.SQLDataType.*;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jooq.*;
import org.jooq.Record;
import org.jooq.impl.DSL;

/** jOOQ without generated classes; with storage of flag it reads from the views. */
final class Story {
    private static final Field<Integer> ID = field(name("id"), INTEGER);
    private static final Field<String> NAME = field(name("name"), VARCHAR);
    private static final Field<String> HEX = field(name("hex"), VARCHAR);
    private static final Field<Integer> COLOR_ID = field(name("color_id"), INTEGER);

    private final String storage;
    private final DSLContext sql;

    private Story(String storage) throws Exception {
        this.storage = storage;
        sql = using(Recipe.open(), SQLDialect.SQLITE);
    }

    public static void main(String[] arguments) throws Exception {
        System.setProperty("org.jooq.no-logo", "true");
        System.setProperty("org.jooq.no-tips", "true");
        Story story = new Story(arguments[1]);
        switch (arguments[0]) {
            case "create" -> story.create();
            case "use" -> story.use();
            case "introspect" -> story.introspect();
            case "unfiltered" -> Telling.operation("meta().getTables(), without the filter",
                () -> story.sql.meta().filterTables(t -> !t.getName().startsWith("sqlite_")).getTables().size() + " tables");
            case "migrate" -> story.migrate();
            case "after" -> story.after();
            default -> story.trash();
        }
    }

    /** The table, to be read from. */
    private Table<Record> live(String name) {
        return table(storage.equals("flag") ? name + "_active" : name).as(name);
    }

    private static Table<Record> table(String name) {
        return DSL.table(name(name));
    }

    private Callable<String> names(List<String> tables, String... names) {
        return () -> Telling.joined(tables.stream().flatMap(table -> sql.select(NAME).from(live(table)).where(NAME.in(names))
            .fetch(NAME).stream()).sorted().toList());
    }

    private Callable<String> colors(String... names) {
        return names(List.of("color"), names);
    }

    private Callable<String> hexes(String... names) {
        return () -> Telling.joined(sql.select(NAME.concat(" ").concat(HEX)).from(live("color")).where(NAME.in(names))
            .orderBy(NAME).fetch(0, String.class));
    }

    private Integer key(String name) {
        return sql.select(ID).from(live("color")).where(NAME.eq(name)).fetchSingle(ID);
    }

    private Integer add(String name, String hex) {
        return sql.insertInto(table("color"), NAME, HEX).values(name, hex).returningResult(ID).fetchSingle(ID);
    }

    private void addOf(String table, Integer color, String... names) {
        for (String name : names) sql.insertInto(table(table), NAME, COLOR_ID).values(name, color).execute();
    }

    private int remove(Integer key) {
        return sql.deleteFrom(table("color")).where(ID.eq(key)).execute();
    }

    private int removeNamed(String... names) {
        return sql.deleteFrom(table("color")).where(NAME.in(names)).execute();
    }

    private int put(String name, String hex) {
        return sql.insertInto(table("color"), NAME, HEX).values(name, hex).onConflict(NAME).doUpdate().set(HEX, hex).execute();
    }

    private void makeTable(String name, List<Constraint> constraints, Field<?>... columns) {
        var made = sql.createTable(name(name)).column(ID, INTEGER.identity(true)).columns(columns);
        made.constraints(primaryKey(ID)).constraints(constraints).execute();
    }

    private void create() {
        Telling.operation("versions", () -> "jOOQ " + org.jooq.Constants.FULL_VERSION + ", sqlite-jdbc "
            + org.sqlite.SQLiteJDBCLoader.getVersion() + ", SQLite " + sql.fetchValue("SELECT sqlite_version()"));
        Telling.operation("create", () -> {
            Field<String> name = field(name("name"), VARCHAR.notNull());
            Field<Integer> required = field(name("color_id"), INTEGER.notNull());
            Field<Integer> paint = field(name("paint_id"), INTEGER.notNull());
            Field<Integer> tag = field(name("tag_id"), INTEGER.notNull());
            Constraint cascade = foreignKey(COLOR_ID).references(table("color"), ID).onDeleteCascade();
            makeTable("color", List.of(unique(NAME)), name, HEX, field(name("version"), INTEGER.notNull().defaultValue(1)));
            makeTable("paint", List.of(cascade), name, required);
            makeTable("swatch", List.of(foreignKey(COLOR_ID).references(table("color"), ID)), name, required);
            makeTable("note", List.of(foreignKey(COLOR_ID).references(table("color"), ID).onDeleteSetNull()),
                field(name("text"), VARCHAR.notNull()), COLOR_ID);
            makeTable("sale", List.of(foreignKey(paint).references(table("paint"), ID).onDeleteRestrict()), name, paint);
            makeTable("tag", List.of(unique(NAME)), name);
            sql.createTable(name("color_tag")).columns(required, tag).constraints(primaryKey(COLOR_ID, tag), cascade,
                foreignKey(tag).references(table("tag"), ID).onDeleteCascade()).execute();
            return tables();
        });
        if (!storage.equals("plain")) {
            for (String table : tables().split(",")) {
                sql.execute("INSERT INTO softdelete(table_name, storage) VALUES (?, ?)", table, storage);
            }
        }
    }

    private void use() {
        Telling.operation("insert", () -> add("red", "#f00"), colors("red"));
        Telling.operation("insert many", () -> sql.insertInto(table("color"), NAME, HEX).values("green", "#0f0")
            .values("blue", "#00f").values("black", null).values("white", null).execute(), colors("green", "blue", "black", "white"));
        Telling.operation("insert related", () -> {
            addOf("paint", key("red"), "rose", "cherry");
            addOf("paint", key("green"), "olive");
            return null;
        }, names(List.of("paint"), "rose", "cherry", "olive"));
        Field<String> paintName = field(name("paint", "name"), VARCHAR);
        Field<String> colorName = field(name("color", "name"), VARCHAR);
        Condition of = field(name("paint", "color_id"), INTEGER).eq(field(name("color", "id"), INTEGER));
        Telling.operation("join", () -> Telling.joined(sql.select(paintName.concat("/").concat(colorName)).from(live("paint"))
            .join(live("color")).on(of).orderBy(paintName).fetch(0, String.class)));
        Telling.operation("find", () -> sql.select(NAME).from(live("color")).where(ID.eq(1)).fetchSingle(NAME) + ","
            + colors("blue").call() + "," + sql.select(NAME).from(live("color")).where(NAME.eq("nosuch")).fetchOptional(NAME)
                .orElse("none"));
        Telling.operation("list", () -> Telling.joined(sql.select(NAME).from(live("color")).orderBy(NAME).limit(2).offset(1)
            .fetch(NAME)));
        Telling.operation("count", () -> sql.fetchCount(live("color")) + ","
            + sql.fetchExists(live("color"), NAME.eq("red")));
        Telling.lacking("load related");
        Telling.operation("group", () -> Telling.joined(sql.select(colorName.concat(" ").concat(count().cast(VARCHAR)))
            .from(live("paint")).join(live("color")).on(of).groupBy(colorName).orderBy(colorName).fetch(0, String.class)));
        Telling.operation("update", () -> sql.update(table("color")).set(HEX, "#ff0000").where(ID.eq(key("red"))).execute(),
            () -> sql.select(HEX).from(live("color")).where(NAME.eq("red")).fetchSingle(HEX));
        Telling.operation("update by query", () -> sql.update(table("color")).set(HEX, "#000").where(NAME.in("black", "white"))
            .execute(), hexes("black", "white"));
        Telling.operation("upsert", () -> put("green", "#0e0"), hexes("green"));
        Integer[] black = {key("black")};
        Callable<?> delete = () -> remove(black[0] = key("black"));
        Telling.operation("delete", delete, colors("black"));
        Telling.operation("find deleted", () -> Stream.of(NAME.eq("black"), ID.eq(black[0])).map(condition ->
            sql.select(NAME).from(live("color")).where(condition).fetchOptional(NAME).orElse("none") + ",").reduce("", String::concat)
            + sql.fetchCount(live("color"), NAME.eq("black")));
        Telling.operation("delete by query", () -> removeNamed("white"), colors("white"));
        Telling.operation("delete nothing", () -> removeNamed("white"), colors("white"));
        Telling.operation("delete stale", () -> {
            Integer blue = key("blue");
            remove(blue);
            return remove(blue);
        }, colors("blue"));
        Telling.operation("insert again", () -> add("black", null) == null ? "no key" : null, colors("black"));
        Telling.operation("upsert deleted", () -> put("white", "#fff"), hexes("white"));
        Telling.lacking("find or create");
        Telling.operation("delete again", delete, colors("black"));
        String[] returned = {""};
        Telling.operation("returning", () -> {
            add("lime", null);
            returned[0] = Telling.joined(sql.deleteFrom(table("color")).where(NAME.eq("lime")).returningResult(NAME).fetch(NAME));
            return null;
        }, () -> returned[0]);
        Telling.operation("delete many", () -> {
            for (String name : List.of("navy", "plum", "teal")) add(name, null);
            return removeNamed("navy", "plum", "teal");
        }, colors("navy", "plum", "teal"));
        Telling.operation("cascade by the database", () -> {
            Integer pink = add("pink", null);
            addOf("paint", pink, "coral", "salmon");
            return remove(pink);
        }, names(List.of("color", "paint"), "pink", "coral", "salmon"));
        Telling.lacking("cascade by the ORM");
        transactions();
        Telling.lacking("lock", "lock stale");
        tags();
        Telling.lacking("events", "reload");
        Telling.operation("delete all", () -> sql.deleteFrom(table("note")).execute(),
            () -> Telling.joined(sql.select(field(name("text"), VARCHAR)).from(live("note")).fetch(0, String.class)));
    }

    private void transactions() {
        Field<String> text = field(name("text"), VARCHAR);
        Telling.operation("set null", () -> {
            Integer jade = add("jade", null);
            sql.insertInto(table("note"), text, COLOR_ID).values("calm", jade).execute();
            return remove(jade);
        }, () -> sql.select(text.concat("/").concat(coalesce(field(select(NAME).from(live("color")).where(ID.eq(
            field(name("note", "color_id"), INTEGER)))), val("none")))).from(live("note")).where(text.eq("calm")).fetchSingle().value1());
        Telling.operation("restrict", () -> {
            addOf("paint", add("indigo", null), "violet");
            sql.insertInto(table("sale"), NAME, field(name("paint_id"), INTEGER)).select(select(val("first"), ID)
                .from(live("paint")).where(NAME.eq("violet"))).execute();
            return sql.deleteFrom(table("paint")).where(NAME.eq("violet")).execute();
        }, names(List.of("paint"), "violet"));
        String[] inside = {""};
        Telling.operation("rollback", () -> {
            try {
                sql.transaction(tx -> {
                    tx.dsl().deleteFrom(table("color")).where(NAME.eq("red")).execute();
                    inside[0] = colors("red").call();
                    throw new IllegalStateException();
                });
            } catch (IllegalStateException e) {
                return null;
            }
            return null;
        }, () -> inside[0] + "/" + colors("red").call());
        Telling.operation("transaction", () -> {
            sql.transaction(tx -> {
                removeNamed("green");
                add("green", "#008000");
            });
            return null;
        }, hexes("green"));
    }

    private void tags() {
        Field<Integer> tagId = field(name("tag_id"), INTEGER);
        Callable<?> tags = () -> Telling.joined(sql.select(NAME).from(live("tag")).where(ID.in(select(tagId)
            .from(live("color_tag")).where(COLOR_ID.eq(key("red"))))).orderBy(NAME).fetch(NAME));
        Callable<Integer> warm = () -> sql.select(ID).from(live("tag")).where(NAME.eq("warm")).fetchSingle(ID);
        Telling.operation("tag", () -> {
            for (String name : List.of("warm", "bright")) {
                sql.insertInto(table("color_tag"), COLOR_ID, tagId).values(key("red"),
                    sql.insertInto(table("tag"), NAME).values(name).returningResult(ID).fetchSingle(ID)).execute();
            }
            return null;
        }, tags);
        Telling.operation("untag", () -> sql.deleteFrom(table("color_tag")).where(COLOR_ID.eq(key("red")), tagId.eq(warm.call()))
            .execute(), tags);
        Telling.operation("tag again", () -> sql.insertInto(table("color_tag"), COLOR_ID, tagId).values(key("red"), warm.call())
            .execute(), tags);
    }

    private String tables() {
        return Telling.joined(Recipe.tables(sql).getTables().stream().map(Named::getName).filter(n -> !n.startsWith("sqlite_"))
            .sorted().toList());
    }

    private String columns() {
        return Telling.joined(sql.meta().getTables("color").get(0).fieldStream().map(Field::getName).toList());
    }

    private void introspect() {
        Telling.operation("introspect", this::columns);
        Telling.operation("introspect tables", this::tables);
        Telling.lacking("pending");
    }

    private void migrate() {
        Telling.operation("add column", () -> {
            sql.alterTable(table("color")).addColumn(name("shade"), VARCHAR).execute();
            if (!storage.equals("plain")) sql.fetchValue("SELECT softdelete_repair()");
            return columns();
        });
        Telling.lacking("rebuild");
    }

    private void after() {
        Telling.operation("delete migrated", () -> remove(sql.insertInto(table("color"), NAME, field(name("shade"), VARCHAR))
            .values("khaki", "light").returningResult(ID).fetchSingle(ID)), colors("khaki"));
        Telling.operation("insert migrated", () -> add("khaki", null) == null ? "no key" : null, colors("khaki"));
    }

    private String inTrash(String... names) {
        return Telling.joined(sql.select(NAME).from(table("color_deleted")).where(NAME.in(names)).orderBy(NAME).fetch(NAME));
    }

    private Object called(String function, String name) {
        return sql.fetchValue("SELECT " + function + "('color', id) FROM color_deleted WHERE name = ?", name);
    }

    private void trash() {
        Callable<String> family = names(List.of("color", "paint"), "pink", "coral", "salmon");
        Telling.operation("see the trash", () -> inTrash("khaki", "teal"));
        Telling.operation("restore", () -> called("restore", "teal"), colors("teal"));
        Telling.operation("restore with children", () -> called("restore", "pink"), family);
        Telling.operation("purge", () -> called("purge", "plum"), () -> inTrash("plum"));
    }
}
