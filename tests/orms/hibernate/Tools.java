import static shop.Model.*;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.hibernate.Session;
import org.hibernate.SessionFactory;

/** How the story asks and changes. */
class Tools {
    final String storage;
    final SessionFactory factory;

    Tools(String storage, SessionFactory factory) {
        this.storage = storage;
        this.factory = factory;
    }

    /** In a session and transaction of its own; there is nothing to report. */
    Object run(Consumer<Session> work) {
        factory.inTransaction(work::accept);
        return null;
    }

    <T> T from(Function<Session, T> work) {
        return factory.fromTransaction(work::apply);
    }

    <T> T add(T entity) {
        run(s -> s.persist(entity));
        return entity;
    }

    Object remove(String name) {
        return run(s -> s.remove(color(s, name)));
    }

    int change(String query) {
        return from(s -> s.createMutationQuery(query).executeUpdate());
    }

    List<?> ask(String query) {
        return from(s -> s.createSelectionQuery(query, Object.class).list());
    }

    Object value(String sql) {
        return from(s -> s.createNativeQuery(sql, Object.class).getSingleResult());
    }

    static Color color(Session session, String name) {
        return session.createSelectionQuery("from Color where name = :name", Color.class).setParameter("name", name)
            .getSingleResultOrNull();
    }

    static LockedColor locked(Session session, String name) {
        return session.createSelectionQuery("from LockedColor where name = :name", LockedColor.class).setParameter("name", name)
            .getSingleResult();
    }

    static String named(Color color) {
        return color == null ? "none" : color.name;
    }

    Callable<String> names(String entity, String... names) {
        return () -> Telling.joined(from(s -> s.createSelectionQuery(
            "select name from " + entity + " where name in :names order by name", String.class)
            .setParameterList("names", names).list()));
    }

    Callable<String> colors(String... names) {
        return names(factory.getMetamodel().getEntities().stream().anyMatch(e -> e.getName().equals("ShadedColor"))
            ? "ShadedColor" : "Color", names);
    }

    /** Those of both, in their order. */
    static Callable<String> all(Callable<String> first, Callable<String> second) {
        return () -> Telling.joined(Stream.of(first.call(), second.call()).filter(names -> !names.equals("-"))
                .flatMap(names -> Stream.of(names.split(","))).sorted().toList());
    }

    Callable<String> hexes(String... names) {
        return () -> Telling.joined(from(s -> s.createSelectionQuery(
            "select name || ' ' || hex from Color where name in :names order by name", String.class)
            .setParameterList("names", names).list()));
    }

    /** An entity is loaded in one session, another does the work and commits, the first removes it. */
    Object stale(String name, Class<?> entity, Consumer<Session> work) {
        try (Session first = factory.openSession()) {
            first.beginTransaction();
            Object loaded = entity == Color.class ? color(first, name) : locked(first, name);
            first.getTransaction().commit();
            run(work);
            first.beginTransaction();
            first.remove(loaded);
            first.getTransaction().commit();
        }
        return null;
    }

    Object inTrash(String names) {
        return from(s -> Telling.joined(s.createNativeQuery(
            "SELECT name FROM color_deleted WHERE name IN (" + names + ") ORDER BY name", String.class).list()));
    }

    Object called(String function, String name) {
        return value("SELECT " + function + "('color', id) FROM color_deleted WHERE name = '" + name + "'");
    }
}
