package dev.takt.records;

import dev.takt.records.secrets.SealedSecrets;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.jdbc.core.dialect.JdbcDialect;
import org.springframework.data.jdbc.core.dialect.JdbcPostgresDialect;
import org.springframework.data.jdbc.repository.config.AbstractJdbcConfiguration;
import org.springframework.data.jdbc.repository.config.EnableJdbcRepositories;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.security.crypto.encrypt.BytesEncryptor;

/** Spring Data JDBC as all modules use it: the dialect, the values of columns, the repositories. */
@Configuration
@EnableJdbcRepositories
public class TaktRecords extends AbstractJdbcConfiguration {
  @Override
  @Bean
  public JdbcDialect jdbcDialect(NamedParameterJdbcOperations operations) {
    return JdbcPostgresDialect.INSTANCE;
  }

  @Bean
  SealedSecrets sealedSecrets(ObjectProvider<BytesEncryptor> encryptor) {
    return new SealedSecrets(encryptor);
  }

  @Override
  protected List<?> userConverters() {
    return ColumnValues.CONVERTERS;
  }
}
