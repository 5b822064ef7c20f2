import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.hibernate.SessionFactory;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.MetadataSources;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import shop.Model;

/** The entities' tables, and what Hibernate's schema tools do to them. */
final class Schema {
    static final List<String> TABLES = List.of("color", "color_tag", "note", "paint", "sale", "swatch", "tag");
    private static final List<Class<?>> ENTITIES = List.of(Model.Color.class, Model.LockedColor.class, Model.Paint.class,
        Model.Swatch.class, Model.Note.class, Model.Sale.class, Model.Tag.class);

    private Schema() {}

    static Metadata metadata(Map<String, Object> more, List<Class<?>> entities) {
        MetadataSources sources = new MetadataSources(
            new StandardServiceRegistryBuilder().applySettings(Recipe.SETTINGS).applySettings(more).build());
        sources.addPackage("shop");
        entities.forEach(sources::addAnnotatedClass);
        return sources.buildMetadata();
    }

    static SessionFactory open(Map<String, Object> more) {
        return metadata(more, ENTITIES).buildSessionFactory();
    }

    static SessionFactory openShaded(Map<String, Object> more) {
        return metadata(more, List.of(Model.ShadedColor.class, Model.Paint.class, Model.Color.class, Model.Swatch.class,
            Model.Tag.class)).buildSessionFactory();
    }

    /** Makes the tables by the script, as JPA has it. */
    static void create() {
        open(Map.of("jakarta.persistence.schema-generation.database.action", "create",
            "jakarta.persistence.schema-generation.create-source", "script",
            "jakarta.persistence.schema-generation.create-script-source", "tables.sql")).close();
    }

    static String hbm2ddl(String action) {
        open(Map.of("hibernate.hbm2ddl.auto", action, "hibernate.hbm2ddl.halt_on_error", "true",
            "hibernate.hbm2ddl.jdbc_metadata_extraction_strategy", "grouped")).close();
        return null;
    }

    /** What hbm2ddl's update would run. */
    static String pending() throws IOException {
        Path script = Files.createTempFile("update", ".sql");
        open(Map.of("jakarta.persistence.schema-generation.scripts.action", "update",
            "jakarta.persistence.schema-generation.scripts.create-target", script.toString())).close();
        String found = Files.readString(script).strip();
        return found.isEmpty() ? "nothing" : found.replaceAll("\\s+", " ");
    }
}
