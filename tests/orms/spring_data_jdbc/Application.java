import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.data.jdbc.core.dialect.JdbcDialect;
import org.springframework.data.jdbc.repository.config.AbstractJdbcConfiguration;
import org.springframework.data.jdbc.repository.config.EnableJdbcRepositories;
import org.springframework.data.relational.core.mapping.NamingStrategy;
import org.springframework.data.relational.core.mapping.event.AfterDeleteEvent;
import org.springframework.data.relational.core.mapping.event.BeforeDeleteEvent;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.event.TransactionalEventListener;

/** The application's beans, as Spring Boot makes them. */
@Configuration
@EnableTransactionManagement
@EnableJdbcRepositories(considerNestedRepositories = true)
class Application extends AbstractJdbcConfiguration {
    /** The events of deletions. */
    static final List<String> HEARD = new ArrayList<>();

    @Override
    public JdbcDialect jdbcDialect(NamedParameterJdbcOperations operations) {
        return new SqliteDialect();
    }

    @Bean
    NamedParameterJdbcOperations operations(DataSource source) {
        return new NamedParameterJdbcTemplate(source);
    }

    @Bean
    JdbcClient client(DataSource source) {
        return JdbcClient.create(source);
    }

    @Bean
    JdbcTransactionManager transactionManager(DataSource source) {
        return new JdbcTransactionManager(source);
    }

    @Bean
    NamingStrategy names() {
        return new Names("");
    }

    @EventListener
    void before(BeforeDeleteEvent<?> event) {
        HEARD.add("BeforeDeleteEvent");
    }

    @EventListener
    void after(AfterDeleteEvent<?> event) {
        HEARD.add("AfterDeleteEvent");
    }

    @TransactionalEventListener
    void committed(AfterDeleteEvent<?> event) {
        HEARD.add("TransactionalEventListener");
    }

    record Names(String suffix) implements NamingStrategy {
        @Override
        public String getTableName(Class<?> type) {
            return NamingStrategy.super.getTableName(type).replace("shaded_", "") + suffix;
        }
    }
}
