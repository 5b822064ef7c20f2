import java.util.Map;
import org.hibernate.Session;

class Recipe {
    static final Map<String, Object> SETTINGS = Map.of( // Also as lines of hibernate.properties.
        "hibernate.connection.url", "jdbc:sqlite:app.db?enable_load_extension=true&foreign_keys=true",
        "hibernate.connection.init_sql", "SELECT load_extension('" + System.getenv("SOFTDELETE_LIBRARY") + "')",
        "hibernate.dialect", "org.hibernate.community.dialect.SQLiteDialect",
        "hibernate.hbm2ddl.jdbc_metadata_extraction_strategy", "individually"); // Its schema tools look at the entities' tables alone.

    static void enable(Session session, String table, String storage) { // Once, when the tables were made.
        session.createNativeMutationQuery("INSERT INTO softdelete(table_name, storage) VALUES (?1, ?2)")
            .setParameter(1, table).setParameter(2, storage).executeUpdate();
    }
}
