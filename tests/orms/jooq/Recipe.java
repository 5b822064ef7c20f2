import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.jooq.DSLContext;
import org.jooq.Meta;

class Recipe {
    static Connection open() throws SQLException { // Or as your pool's first statement.
        Connection db = DriverManager.getConnection("jdbc:sqlite:app.db?enable_load_extension=true&foreign_keys=true");
        db.createStatement().execute("SELECT load_extension('" + System.getenv("SOFTDELETE_LIBRARY") + "')");
        return db;
    }
    static Meta tables(DSLContext sql) { // For the code generator: <excludes>.*softdelete.*|.*_active|.*_deleted</excludes>
        return sql.meta().filterTables(t -> !t.getName().matches(".*softdelete.*|.*_active|.*_deleted"));
    }
}
