package dev.takt.records;

import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.jdbc.core.dialect.JdbcDialect;
import org.springframework.data.jdbc.core.dialect.JdbcPostgresDialect;
import org.springframework.data.jdbc.repository.config.AbstractJdbcConfiguration;
import org.springframework.data.jdbc.repository.config.EnableJdbcRepositories;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;

/** Spring Data JDBC as all modules use it: the dialect, the values of columns, the repositories. */
@Configuration
@EnableJdbcRepositories
public class TaktRecords extends AbstractJdbcConfiguration {
  @Override
  @Bean
  public JdbcDialect jdbcDialect(NamedParameterJdbcOperations operations) {
    return JdbcPostgresDialect.INSTANCE;
  }

  @Override
  protected List<?> userConverters() {
    return ColumnValues.CONVERTERS;
  }
}
