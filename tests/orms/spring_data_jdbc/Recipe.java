import com.zaxxer.hikari.*;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;

class Recipe {
    @Bean
    HikariDataSource dataSource() { // In Spring Boot: spring.datasource.url and spring.datasource.hikari.connection-init-sql.
        HikariConfig pool = new HikariConfig();
        pool.setJdbcUrl("jdbc:sqlite:app.db?enable_load_extension=true&foreign_keys=true");
        pool.setConnectionInitSql("SELECT load_extension('" + System.getenv("SOFTDELETE_LIBRARY") + "')");
        return new HikariDataSource(pool);
    }
    static void enable(JdbcClient jdbc, String table, String storage) { // In a migration.
        jdbc.sql("INSERT INTO softdelete(table_name, storage) VALUES (?, ?)").params(table, storage).update();
    }
}
