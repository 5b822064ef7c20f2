import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.sqlite.SQLiteConfig;

public class Story {
    private static Connection db;

    static void open(String library) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.enforceForeignKeys(true);
        config.enableLoadExtension(library != null);
        db = DriverManager.getConnection("jdbc:sqlite:app.db", config.toProperties());
        if (library != null) value("SELECT load_extension(?)", library);
    }

    static PreparedStatement prepare(String sql, Object... values) throws SQLException {
        PreparedStatement statement = db.prepareStatement(sql);
        for (int i = 0; i < values.length; ++i) statement.setObject(i + 1, values[i]);
        return statement;
    }

    static void run(String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = prepare(sql, values)) {
            statement.executeUpdate();
        }
    }

    static String value(String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = prepare(sql, values); ResultSet rows = statement.executeQuery()) {
            return rows.getString(1);
        }
    }

    static String names(String view) throws SQLException {
        StringBuilder names = new StringBuilder();
        try (PreparedStatement statement = prepare("SELECT name FROM " + view + " ORDER BY id");
             ResultSet rows = statement.executeQuery()) {
            while (rows.next()) names.append(names.length() == 0 ? "" : ",").append(rows.getString("name"));
        }
        return names.length() == 0 ? "-" : names.toString();
    }

    static void show(String title) throws SQLException {
        System.out.printf("%s: live %s / %s; trash %s / %s; rows %s / %s%n", title,
            names("color_active"), names("paint_active"), names("color_deleted"), names("paint_deleted"),
            value("SELECT count(*) FROM color"), value("SELECT count(*) FROM paint"));
    }

    static void delete(String table, String name) throws SQLException {
        run("DELETE FROM " + table + " WHERE name = ?", name);
    }

    static void withExtension() throws SQLException {
        System.out.println("sqlite " + value("SELECT sqlite_version()"));
        run("CREATE TABLE color(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE)");
        run("CREATE TABLE paint(id INTEGER PRIMARY KEY, color_id REFERENCES color ON DELETE CASCADE, name TEXT)");
        for (String name : new String[] {"red", "green", "blue"}) run("INSERT INTO color(name) VALUES (?)", name);
        Object[][] paints = {{1, "rose"}, {1, "cherry"}, {2, "olive"}, {3, "navy"}};
        for (Object[] paint : paints) run("INSERT INTO paint(color_id, name) VALUES (?, ?)", paint);
        run("INSERT INTO softdelete(table_name) VALUES ('color'), ('paint')");
        show("enabled");

        delete("color", "red");
        show("deleted");
        System.out.println("restore " + value("SELECT restore('color', ?)", 1));
        show("restored");
        delete("color", "red");
        System.out.println("purge " + value("SELECT purge('color', ?)", 1));
        show("purged");

        run("UPDATE softdelete SET suspended = 1");
        delete("paint", "olive");
        run("UPDATE softdelete SET suspended = 0");
        show("resumed");
        db.close();
    }

    static void withoutExtension() throws SQLException {
        System.out.println("functions " + value("SELECT count(*) FROM pragma_function_list WHERE name = 'restore'"));
        delete("color", "blue");
        show("plain delete");
        run("UPDATE color_deleted SET is_deleted = 0 WHERE name = ?", "blue");
        show("plain restore");
        db.close();
    }

    public static void main(String[] arguments) throws SQLException {
        open(arguments[0]);
        withExtension();
        open(null);
        withoutExtension();

        open(arguments[0]);
        run("DELETE FROM softdelete WHERE table_name = ?", "paint");
        System.out.println("managed " + value("SELECT group_concat(table_name) FROM softdelete"));
        run("DELETE FROM paint");
        System.out.println("paints " + value("SELECT count(*) FROM paint"));
        try {
            run("INSERT INTO softdelete(table_name) VALUES ('nowhere')");
        } catch (SQLException error) {
            // The driver writes SQLite's message in parentheses behind one of its own.
            String message = error.getMessage().replaceFirst(".*\\((.*)\\)", "$1");
            System.out.println("error " + error.getClass().getSimpleName() + ": " + message);
        }
    }
}
