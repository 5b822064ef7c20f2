import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.Table;
import java.util.List;
import java.util.Map;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.annotations.SoftDelete;
import org.hibernate.annotations.SoftDeleteType;
import org.hibernate.boot.MetadataSources;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.type.YesNoConverter;

/** Hibernate's @SoftDelete, in each of its kinds; adoption.py tells what this does. */
final class Adopt {
    @MappedSuperclass
    abstract static class Color {
        @Id
        Integer id;

        String name;
    }

    @MappedSuperclass
    abstract static class Paint extends Color {
        @Column(name = "color_id", columnDefinition = "integer not null references color on delete cascade")
        Integer color;
    }

    @Entity(name = "Color")
    @Table(name = "color")
    @SoftDelete
    static final class DeletedColor extends Color {}

    @Entity(name = "Paint")
    @Table(name = "paint")
    @SoftDelete
    static final class DeletedPaint extends Paint {}

    @Entity(name = "Color")
    @Table(name = "color")
    @SoftDelete(strategy = SoftDeleteType.ACTIVE)
    static final class ActiveColor extends Color {}

    @Entity(name = "Paint")
    @Table(name = "paint")
    @SoftDelete(strategy = SoftDeleteType.ACTIVE)
    static final class ActivePaint extends Paint {}

    @Entity(name = "Color")
    @Table(name = "color")
    @SoftDelete(strategy = SoftDeleteType.TIMESTAMP)
    static final class TimedColor extends Color {}

    @Entity(name = "Paint")
    @Table(name = "paint")
    @SoftDelete(strategy = SoftDeleteType.TIMESTAMP)
    static final class TimedPaint extends Paint {}

    @Entity(name = "Color")
    @Table(name = "color")
    @SoftDelete(converter = YesNoConverter.class)
    static final class YesNoColor extends Color {}

    @Entity(name = "Paint")
    @Table(name = "paint")
    @SoftDelete(converter = YesNoConverter.class)
    static final class YesNoPaint extends Paint {}

    /** The entities of a kind of mark, and how a native query restores, as Hibernate has no call for it. */
    private enum Mark {
        DELETED(DeletedColor.class, DeletedPaint.class, "deleted = false"),
        ACTIVE(ActiveColor.class, ActivePaint.class, "active = true"),
        TIMESTAMP(TimedColor.class, TimedPaint.class, "deleted = NULL"),
        YES_NO(YesNoColor.class, YesNoPaint.class, "deleted = 'N'");

        final Class<? extends Color> color;
        final Class<? extends Paint> paint;
        final String live;

        Mark(Class<? extends Color> color, Class<? extends Paint> paint, String live) {
            this.color = color;
            this.paint = paint;
            this.live = live;
        }
    }

    private final Mark mark;
    private final Session session;

    private Adopt(Mark mark, Session session) {
        this.mark = mark;
        this.session = session;
    }

    public static void main(String[] arguments) {
        Mark mark = Mark.valueOf(arguments[0]);
        String step = arguments[1];
        Map<String, Object> settings = Map.of("hibernate.connection.url", "jdbc:sqlite:app.db",
            "hibernate.dialect", "org.hibernate.community.dialect.SQLiteDialect",
            "hibernate.hbm2ddl.auto", step.equals("make") ? "create" : "none");
        SessionFactory factory = new MetadataSources(new StandardServiceRegistryBuilder().applySettings(settings).build())
            .addAnnotatedClasses(mark.color, mark.paint).buildMetadata().buildSessionFactory();
        factory.inTransaction(session -> new Adopt(mark, session).step(step, arguments[2]));
        factory.inTransaction(session -> System.out.println(names(session, "Color") + "/" + names(session, "Paint")));
        factory.close();
    }

    private static String names(Session session, String entity) {
        return String.join(",", session.createSelectionQuery("select name from " + entity + " order by name", String.class).list());
    }

    private void step(String step, String name) {
        switch (step) {
            case "make" -> make();
            case "insert" -> insert(name);
            case "delete" -> session.remove(color(name));
            case "restore" -> session.createNativeMutationQuery("UPDATE color SET " + mark.live + " WHERE name = ?1")
                .setParameter(1, name).executeUpdate();
            default -> {}
        }
    }

    private void make() {
        List.of("red", "blue", "green").forEach(this::insert);
        Map.of("rose", "red", "cherry", "red", "olive", "green").forEach((name, color) -> {
            Paint paint = named(mark.paint, name);
            paint.color = color(color).id;
            session.persist(paint);
        });
        session.remove(color("blue"));
    }

    private void insert(String name) {
        session.persist(named(mark.color, name));
    }

    private Color color(String name) {
        return session.createSelectionQuery("from Color where name = ?1", mark.color).setParameter(1, name).getSingleResult();
    }

    /** A new row, whose key is the application's own. */
    private static <T extends Color> T named(Class<T> type, String name) {
        try {
            T row = type.getDeclaredConstructor().newInstance();
            row.id = name.hashCode();
            row.name = name;
            return row;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
