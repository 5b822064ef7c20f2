import org.springframework.context.annotation.Bean;
import org.springframework.data.relational.core.mapping.NamingStrategy;

/** What reads with storage of flag: the same entities on the views of what is live. */
class LiveApplication extends Application {
    @Bean
    @Override
    NamingStrategy names() {
        return new Names("_active");
    }
}
