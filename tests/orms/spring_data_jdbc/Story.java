import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.io.ClassPathResource;
import org.springframework.data.domain.Sort;
import org.springframework.data.jdbc.core.JdbcAggregateTemplate;
import org.springframework.data.jdbc.core.mapping.AggregateReference;
import org.springframework.data.relational.core.query.Query;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Spring Data JDBC with HikariCP and Xerial's driver. */
final class Story {
    private final String storage;
    private final AnnotationConfigApplicationContext pool = context(null, Recipe.class);
    private final AnnotationConfigApplicationContext application = context(pool, Application.class);
    private final AnnotationConfigApplicationContext live;
    private final JdbcClient jdbc = application.getBean(JdbcClient.class);
    private final TransactionTemplate transaction =
        new TransactionTemplate(application.getBean(PlatformTransactionManager.class));
    private final Shop.Colors colors = application.getBean(Shop.Colors.class);
    private final Shop.Colors liveColors;

    private Story(String storage) {
        this.storage = storage;
        live = storage.equals("flag") ? context(pool, LiveApplication.class) : application;
        liveColors = live.getBean(Shop.Colors.class);
    }

    private static AnnotationConfigApplicationContext context(AnnotationConfigApplicationContext parent, Class<?> configuration) {
        var context = new AnnotationConfigApplicationContext();
        if (parent != null) context.setParent(parent);
        context.register(configuration);
        context.refresh();
        return context;
    }

    public static void main(String[] arguments) throws Exception {
        Story story = new Story(arguments[1]);
        switch (arguments[0]) {
            case "create" -> story.create();
            case "use" -> story.use();
            case "introspect" -> Telling.lacking("introspect", "introspect tables", "pending");
            case "unfiltered" -> {}
            case "migrate" -> story.migrate();
            case "after" -> story.after();
            default -> story.trash();
        }
        story.pool.close();
    }

    private Object value(String sql) {
        return jdbc.sql(sql).query().singleValue();
    }

    private Callable<String> names(Class<? extends Shop.NamedRepository<?>> repository, String... names) {
        return () -> Telling.joined(live.getBean(repository).findByNameInOrderByName(List.of(names)).stream()
            .map(row -> row.name).toList());
    }

    private Callable<String> colors(String... names) {
        return names(Shop.Colors.class, names);
    }

    private Callable<String> both(Class<? extends Shop.NamedRepository<?>> repository, String... names) {
        return () -> Telling.joined(Stream.of(colors(names).call(), names(repository, names).call())
            .filter(found -> !found.equals("-")).flatMap(found -> Stream.of(found.split(","))).sorted().toList());
    }

    private Callable<String> hexes(String... names) {
        return () -> Telling.joined(liveColors.findByNameInOrderByName(List.of(names)).stream()
            .map(color -> color.name + " " + color.hex).toList());
    }

    private Shop.Color color(String name) {
        return liveColors.findByName(name).orElseThrow();
    }

    private Shop.Color add(String name) {
        return colors.save(Shop.Color.of(name, null));
    }

    private Object remove(Shop.Color color) {
        colors.delete(color);
        return null;
    }

    private void create() {
        Telling.operation("versions", () -> "Spring Data JDBC "
            + JdbcAggregateTemplate.class.getPackage().getImplementationVersion()
            + ", sqlite-jdbc " + org.sqlite.SQLiteJDBCLoader.getVersion() + ", SQLite " + value("SELECT sqlite_version()"));
        Telling.operation("create", () -> {
            new ResourceDatabasePopulator(new ClassPathResource("tables.sql")).execute(application.getBean(DataSource.class));
            return value("SELECT group_concat(name) FROM (SELECT name FROM sqlite_schema WHERE type = 'table'"
                + " AND name NOT LIKE 'sqlite_%' ORDER BY name)");
        });
        if (storage.equals("plain")) return;
        for (String table : List.of("color", "color_tag", "note", "paint", "sale", "swatch", "tag")) Recipe.enable(jdbc, table, storage);
    }

    private void use() {
        Telling.operation("insert", () -> colors.save(Shop.Color.of("red", "#f00")).id, colors("red"));
        Telling.operation("insert many", () -> Telling.joined(colors.saveAll(List.of(Shop.Color.of("green", "#0f0"),
            Shop.Color.of("blue", "#00f"), Shop.Color.of("black", null), Shop.Color.of("white", null))).stream()
            .map(color -> color.id).toList()), colors("green", "blue", "black", "white"));
        Shop.Paints paints = application.getBean(Shop.Paints.class);
        Telling.operation("insert related", () -> {
            paints.saveAll(List.of(Shop.Paint.of("rose", color("red")), Shop.Paint.of("cherry", color("red")),
                Shop.Paint.of("olive", color("green"))));
            return null;
        }, names(Shop.Paints.class, "rose", "cherry", "olive"));
        Telling.lacking("join");
        Telling.operation("find", () -> liveColors.findById(1).orElseThrow().name + "," + color("blue").name + ","
            + liveColors.findByName("nosuch").map(color -> color.name).orElse("none"));
        Telling.operation("list", () -> Telling.joined(live.getBean(JdbcAggregateTemplate.class).findAll(
            Query.empty().sort(Sort.by("name")).offset(1).limit(2), Shop.Color.class).stream().map(color -> color.name).toList()));
        Telling.operation("count", () -> liveColors.count() + "," + liveColors.existsByName("red"));
        Telling.lacking("load related", "group");
        Telling.operation("update", () -> {
            Shop.Color red = color("red");
            red.hex = "#ff0000";
            colors.save(red);
            return null;
        }, () -> color("red").hex);
        Telling.operation("update by query", () -> colors.updateHex("#000", List.of("black", "white")), hexes("black", "white"));
        Telling.lacking("upsert"); // It is by the key.
        Shop.Color[] black = {color("black")};
        Callable<?> delete = () -> remove(black[0] = color("black"));
        Telling.operation("delete", delete, colors("black"));
        Telling.operation("find deleted", () -> Stream.of(liveColors.findByName("black"), liveColors.findById(black[0].id))
            .map(found -> found.map(color -> color.name).orElse("none") + ",").reduce("", String::concat)
            + liveColors.countByName("black"));
        Telling.operation("delete by query", () -> colors.deleteByName("white"), colors("white"));
        Telling.operation("delete nothing", () -> colors.deleteByName("white"), colors("white"));
        Telling.operation("delete stale", () -> {
            Shop.Color first = color("blue");
            Shop.Color second = color("blue");
            remove(first);
            return remove(second);
        }, colors("blue"));
        Telling.operation("insert again", () -> add("black") == null ? "nothing" : null, colors("black"));
        Telling.lacking("upsert deleted", "find or create");
        Telling.operation("delete again", delete, colors("black"));
        Telling.lacking("returning");
        Telling.operation("delete many", () -> {
            colors.deleteAll(Stream.of("navy", "plum", "teal").map(this::add).toList());
            return null;
        }, colors("navy", "plum", "teal"));
        Telling.operation("cascade by the database", () -> {
            Shop.Color pink = add("pink");
            paints.saveAll(List.of(Shop.Paint.of("coral", pink), Shop.Paint.of("salmon", pink)));
            return remove(pink);
        }, both(Shop.Paints.class, "pink", "coral", "salmon"));
        Telling.operation("cascade by the ORM", () -> {
            Shop.Color gold = Shop.Color.of("gold", null);
            gold.swatches.addAll(List.of(Shop.Swatch.of("amber"), Shop.Swatch.of("honey")));
            return remove(colors.save(gold));
        }, both(Shop.Swatches.class, "gold", "amber", "honey"));
        children(paints);
        transactions();
        tags();
        Telling.operation("events", () -> {
            Shop.Color beige = add("beige");
            Application.HEARD.clear();
            transaction.executeWithoutResult(status -> remove(beige));
            return Telling.joined(Application.HEARD);
        }, colors("beige"));
        Telling.operation("reload", () -> {
            Shop.Color cyan = add("cyan");
            colors.deleteByName("cyan");
            return liveColors.findById(cyan.id).map(color -> color.name).orElse("none");
        }, colors("cyan"));
        Telling.operation("delete all", () -> {
            application.getBean(Shop.Notes.class).deleteAll();
            return null;
        }, () -> Telling.joined(live.getBean(Shop.Notes.class).findAll().stream().map(note -> note.text).toList()));
    }

    private void children(Shop.Paints paints) {
        Telling.operation("set null", () -> {
            Shop.Color jade = add("jade");
            Shop.Note calm = new Shop.Note();
            calm.text = "calm";
            calm.color = AggregateReference.to(jade.id);
            application.getBean(Shop.Notes.class).save(calm);
            return remove(jade);
        }, () -> {
            Shop.Note calm = live.getBean(Shop.Notes.class).findAll().get(0);
            return calm.text + "/" + (calm.color == null ? "none"
                : liveColors.findById(calm.color.getId()).map(color -> color.name).orElse("none"));
        });
        Telling.operation("restrict", () -> {
            Shop.Paint violet = paints.save(Shop.Paint.of("violet", add("indigo")));
            Shop.Sale first = new Shop.Sale();
            first.name = "first";
            first.paint = AggregateReference.to(violet.id);
            application.getBean(Shop.Sales.class).save(first);
            paints.delete(violet);
            return null;
        }, names(Shop.Paints.class, "violet"));
    }

    private void transactions() {
        String[] inside = {""};
        Telling.operation("rollback", () -> transaction.execute(status -> {
            remove(color("red"));
            inside[0] = (String) Telling.call(colors("red"));
            status.setRollbackOnly();
            return null;
        }), () -> inside[0] + "/" + colors("red").call());
        Telling.operation("transaction", () -> transaction.execute(status -> {
            remove(color("green"));
            colors.save(Shop.Color.of("green", "#008000"));
            return null;
        }), hexes("green"));
        Shop.LockedColors locked = application.getBean(Shop.LockedColors.class);
        Telling.operation("lock", () -> {
            Shop.LockedColor onyx = new Shop.LockedColor();
            onyx.name = "onyx";
            locked.save(onyx);
            onyx.hex = "#123";
            locked.delete(locked.save(onyx));
            return null;
        }, colors("onyx"));
        Telling.operation("lock stale", () -> {
            Shop.LockedColor opal = new Shop.LockedColor();
            opal.name = "opal";
            Shop.LockedColor other = locked.findById(locked.save(opal).id).orElseThrow();
            other.hex = "#abc";
            locked.save(other);
            locked.delete(opal);
            return null;
        }, colors("opal"));
    }

    private void tags() {
        Shop.Tags tags = application.getBean(Shop.Tags.class);
        Callable<String> left = () -> Telling.joined(live.getBean(Shop.Tags.class).findAllById(color("red").tags.stream()
            .map(link -> link.tag().getId()).toList()).stream().map(tag -> tag.name).sorted().toList());
        Callable<Shop.ColorTag> warm = () -> new Shop.ColorTag(AggregateReference.to(
            tags.findByNameInOrderByName(List.of("warm")).get(0).id));
        Telling.operation("tag", () -> {
            Shop.Color red = color("red");
            for (String name : List.of("warm", "bright")) {
                Shop.Tag tag = new Shop.Tag();
                tag.name = name;
                red.tags.add(new Shop.ColorTag(AggregateReference.to(tags.save(tag).id)));
            }
            colors.save(red);
            return null;
        }, left);
        Telling.operation("untag", () -> {
            Shop.Color red = color("red");
            red.tags.remove(warm.call());
            colors.save(red);
            return null;
        }, left);
        Telling.operation("tag again", () -> {
            Shop.Color red = color("red");
            red.tags.add(warm.call());
            colors.save(red);
            return null;
        }, left);
    }

    private void migrate() {
        Telling.operation("add column", () -> {
            jdbc.sql("ALTER TABLE color ADD COLUMN shade TEXT").update();
            if (!storage.equals("plain")) value("SELECT softdelete_repair()");
            return value("SELECT group_concat(name) FROM pragma_table_info('color')");
        });
        Telling.lacking("rebuild");
    }

    private Shop.ShadedColor khaki(String shade) {
        Shop.ShadedColor khaki = new Shop.ShadedColor();
        khaki.name = "khaki";
        khaki.shade = shade;
        return application.getBean(Shop.ShadedColors.class).save(khaki);
    }

    private void after() {
        Callable<String> left = names(Shop.ShadedColors.class, "khaki");
        Telling.operation("delete migrated", () -> {
            application.getBean(Shop.ShadedColors.class).delete(khaki("light"));
            return null;
        }, left);
        Telling.operation("insert migrated", () -> khaki(null) == null ? "nothing" : null, left);
    }

    private String inTrash(String... names) {
        return Telling.joined(jdbc.sql("SELECT name FROM color_deleted WHERE name IN (:names) ORDER BY name")
            .param("names", List.of(names)).query().singleColumn());
    }

    private Object called(String function, String name) {
        return jdbc.sql("SELECT " + function + "('color', id) FROM color_deleted WHERE name = ?").param(name).query().singleValue();
    }

    private void trash() {
        Telling.operation("see the trash", () -> inTrash("khaki", "teal"));
        Telling.operation("restore", () -> called("restore", "teal"), colors("teal"));
        Telling.operation("restore with children", () -> called("restore", "pink"), both(Shop.Paints.class, "pink", "coral", "salmon"));
        Telling.operation("purge", () -> called("purge", "plum"), () -> inTrash("plum"));
    }
}
