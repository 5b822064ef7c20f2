import static shop.Model.*;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Function;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.Version;

/** Hibernate with its community dialect and Xerial's driver. */
final class Story extends Tools {
    Story(String storage, SessionFactory factory) {
        super(storage, factory);
    }

    public static void main(String[] arguments) throws Exception {
        String stage = arguments[0];
        if (stage.equals("create")) Schema.create();
        SessionFactory factory = stage.equals("after") ? Schema.openShaded(Map.of()) : Schema.open(Map.of());
        Story story = new Story(arguments[1], factory);
        switch (stage) {
            case "create" -> story.create();
            case "use" -> story.use();
            case "introspect" -> {
                Telling.lacking("introspect", "introspect tables");
                Telling.operation("pending", Schema::pending);
            }
            case "unfiltered" -> story.unfiltered();
            case "migrate" -> story.migrate();
            case "after" -> story.after();
            default -> story.trash();
        }
        factory.close();
    }

    private void create() {
        Telling.operation("versions", () -> "Hibernate " + Version.getVersionString().replace(".Final", "") + ", sqlite-jdbc "
            + org.sqlite.SQLiteJDBCLoader.getVersion() + ", SQLite " + value("SELECT sqlite_version()"));
        Telling.operation("create", () -> value("SELECT group_concat(name) FROM (SELECT name FROM sqlite_schema"
            + " WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name)"));
        if (!storage.equals("plain")) run(s -> Schema.TABLES.forEach(table -> Recipe.enable(s, table, storage)));
    }

    private void use() {
        Telling.operation("insert", () -> add(new Color("red", "#f00")).id, colors("red"));
        Telling.operation("insert many", () -> {
            List<Color> made = List.of(new Color("green", "#0f0"), new Color("blue", "#00f"), new Color("black", null),
                new Color("white", null));
            run(s -> made.forEach(s::persist));
            return Telling.joined(made.stream().map(color -> color.id).toList());
        }, colors("green", "blue", "black", "white"));
        Telling.operation("insert related", () -> run(s -> {
            s.persist(new Paint("rose", color(s, "red")));
            s.persist(new Paint("cherry", color(s, "red")));
            s.persist(new Paint("olive", color(s, "green")));
        }), names("Paint", "rose", "cherry", "olive"));
        Telling.operation("join", () -> Telling.joined(ask(
            "select p.name || '/' || c.name from Paint p join p.color c order by p.name")));
        Telling.operation("find", () -> from(s -> s.find(Color.class, 1).name + "," + color(s, "blue").name + ","
            + named(color(s, "nosuch"))));
        Telling.operation("list", () -> from(s -> Telling.joined(s.createSelectionQuery(
            "select name from Color order by name", String.class).setFirstResult(1).setMaxResults(2).list())));
        Telling.operation("count", () -> ask("select count(*) from Color").get(0) + ","
            + ask("select count(*) > 0 from Color where name = 'red'").get(0));
        Telling.operation("load related", () -> from(s -> Telling.joined(s.createSelectionQuery(
            "from Color c left join fetch c.paints where c.name = 'red'", Color.class).getSingleResult()
            .paints.stream().map(paint -> paint.name).sorted().toList())));
        Telling.operation("group", () -> Telling.joined(ask(
            "select c.name || ' ' || cast(count(*) as String) from Paint p join p.color c group by c.name order by c.name")));
        Telling.operation("update", () -> run(s -> color(s, "red").hex = "#ff0000"), () -> from(s -> color(s, "red").hex));
        Telling.operation("update by query", () -> change("update Color set hex = '#000' where name in ('black', 'white')"),
            hexes("black", "white"));
        Telling.lacking("upsert"); // The dialect has no ON CONFLICT for a column.
        Telling.operation("delete", this::deleteBlack, colors("black"));
        Telling.operation("find deleted", () -> from(s -> named(color(s, "black")) + "," + named(s.find(Color.class, black))
            + "," + ask("select count(*) from Color where name = 'black'").get(0)));
        Telling.operation("delete by query", () -> change("delete Color where name = 'white'"), colors("white"));
        Telling.operation("delete nothing", () -> change("delete Color where name = 'white'"), colors("white"));
        Telling.operation("delete stale", () -> stale("blue", Color.class, s -> s.remove(color(s, "blue"))), colors("blue"));
        Telling.operation("insert again", () -> run(s -> s.persist(new Color("black", null))), colors("black"));
        Telling.lacking("upsert deleted", "find or create");
        Telling.operation("delete again", this::deleteBlack, colors("black"));
        Telling.lacking("returning");
        Telling.operation("delete many", () -> {
            run(s -> List.of("navy", "plum", "teal").forEach(name -> s.persist(new Color(name, null))));
            return change("delete Color where name in ('navy', 'plum', 'teal')");
        }, colors("navy", "plum", "teal"));
        children();
        transactions();
        tags();
        Telling.operation("events", () -> {
            add(new Color("beige", null));
            HEARD.clear();
            remove("beige");
            return Telling.joined(HEARD);
        }, colors("beige"));
        Telling.operation("reload", () -> {
            add(new Color("cyan", null));
            try (Session session = factory.openSession()) {
                session.beginTransaction();
                Color cyan = color(session, "cyan");
                session.getTransaction().commit();
                remove("cyan");
                session.refresh(cyan);
                return cyan.name;
            }
        }, colors("cyan"));
        Telling.operation("delete all", () -> change("delete Note"), () -> Telling.joined(ask("select text from Note")));
    }

    private void children() {
        Telling.operation("cascade by the database", () -> {
            Color pink = new Color("pink", null);
            new Paint("coral", pink);
            new Paint("salmon", pink);
            add(pink);
            return remove("pink");
        }, all(colors("pink"), names("Paint", "coral", "salmon")));
        Telling.operation("cascade by the ORM", () -> {
            Color gold = new Color("gold", null);
            new Swatch("amber", gold);
            new Swatch("honey", gold);
            add(gold);
            return remove("gold");
        }, all(names("Swatch", "amber", "honey"), colors("gold")));
        Telling.operation("set null", () -> {
            Note calm = new Note();
            calm.text = "calm";
            calm.color = add(new Color("jade", null));
            run(s -> s.persist(calm));
            return remove("jade");
        }, () -> from(s -> {
            Note calm = s.createSelectionQuery("from Note where text = 'calm'", Note.class).getSingleResult();
            return calm.text + "/" + named(calm.color);
        }));
        Telling.operation("restrict", () -> {
            Sale first = new Sale();
            first.name = "first";
            first.paint = new Paint("violet", new Color("indigo", null));
            run(s -> {
                s.persist(first.paint.color);
                s.persist(first);
            });
            return run(s -> s.remove(s.find(Paint.class, first.paint.id)));
        }, names("Paint", "violet"));
    }

    private void transactions() {
        List<Object> inside = new ArrayList<>();
        Telling.operation("rollback", () -> {
            try (Session session = factory.openSession()) {
                session.beginTransaction();
                session.remove(color(session, "red"));
                session.flush();
                inside.add(Telling.joined(session.createSelectionQuery("select name from Color where name = 'red'").list()));
                session.getTransaction().rollback();
            }
            return null;
        }, () -> inside.get(0) + "/" + colors("red").call());
        Telling.operation("transaction", () -> run(s -> {
            s.remove(color(s, "green"));
            s.flush();
            s.persist(new Color("green", "#008000"));
        }), hexes("green"));
        Telling.operation("lock", () -> {
            LockedColor onyx = new LockedColor();
            onyx.name = "onyx";
            run(s -> s.persist(onyx));
            run(s -> s.find(LockedColor.class, onyx.id).hex = "#123");
            return run(s -> s.remove(s.find(LockedColor.class, onyx.id)));
        }, colors("onyx"));
        Telling.operation("lock stale", () -> {
            add(new Color("opal", null));
            return stale("opal", LockedColor.class, s -> locked(s, "opal").hex = "#abc");
        }, colors("opal"));
    }

    private void tags() {
        Callable<?> tags = () -> Telling.joined(ask("select t.name from Color c join c.tags t where c.name = 'red' order by t.name"));
        Function<Session, Tag> warm = s -> s.createSelectionQuery("from Tag where name = 'warm'", Tag.class).getSingleResult();
        Telling.operation("tag", () -> run(s -> color(s, "red").tags.addAll(List.of(new Tag("warm"), new Tag("bright")))), tags);
        Telling.operation("untag", () -> run(s -> color(s, "red").tags.remove(warm.apply(s))), tags);
        Telling.operation("tag again", () -> run(s -> color(s, "red").tags.add(warm.apply(s))), tags);
    }

    private void unfiltered() {
        Callable<?> status = () -> "color is " + value("SELECT status FROM softdelete WHERE table_name = 'color'");
        for (String action : List.of("validate", "update", "create")) {
            Telling.operation("hbm2ddl " + action + ", without the setting", () -> Schema.hbm2ddl(action), status);
        }
        Telling.operation("hbm2ddl create, then enabled again", () -> run(s -> Recipe.enable(s, "color", storage)), () ->
            value("SELECT count(*) FROM color_deleted") + " in the trash");
    }

    private void migrate() {
        Telling.operation("add column", () -> {
            Schema.openShaded(Map.of("hibernate.hbm2ddl.auto", "update")).close();
            if (!storage.equals("plain")) value("SELECT softdelete_repair()");
            return value("SELECT group_concat(name) FROM pragma_table_info('color')");
        });
        Telling.lacking("rebuild");
    }

    private void after() {
        Telling.operation("delete migrated", () -> {
            ShadedColor khaki = new ShadedColor();
            khaki.name = "khaki";
            khaki.shade = "light";
            run(s -> s.persist(khaki));
            return run(s -> s.remove(s.find(ShadedColor.class, khaki.id)));
        }, names("ShadedColor", "khaki"));
        Telling.operation("insert migrated", () -> {
            ShadedColor khaki = new ShadedColor();
            khaki.name = "khaki";
            return run(s -> s.persist(khaki));
        }, names("ShadedColor", "khaki"));
    }

    private void trash() {
        Telling.operation("see the trash", () -> inTrash("'khaki', 'teal'"));
        Telling.operation("restore", () -> called("restore", "teal"), colors("teal"));
        Telling.operation("restore with children", () -> called("restore", "pink"),
            all(names("Paint", "coral", "salmon"), colors("pink")));
        Telling.operation("purge", () -> called("purge", "plum"), () -> inTrash("'plum'"));
    }

    private Integer black;

    private Object deleteBlack() {
        return run(s -> {
            Color found = color(s, "black");
            black = found.id;
            s.remove(found);
        });
    }
}
