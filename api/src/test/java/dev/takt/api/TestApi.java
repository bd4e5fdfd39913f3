package dev.takt.api;

import io.temporal.client.WorkflowClient;
import io.temporal.testing.TestWorkflowEnvironment;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import javax.crypto.spec.SecretKeySpec;
import javax.sql.DataSource;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.security.crypto.encrypt.AesGcmBytesEncryptor;
import org.springframework.security.crypto.encrypt.BytesEncryptor;

/** The API on a real PostgreSQL, and on a Temporal that has no worker. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(TaktApi.class)
public class TestApi {
  @Bean(destroyMethod = "close")
  EmbeddedPostgres postgres() throws IOException {
    return EmbeddedPostgres.builder().start();
  }

  @Bean
  DataSource dataSource(EmbeddedPostgres postgres) {
    return new CountedStatements(postgres.getPostgresDatabase());
  }

  @Bean
  BytesEncryptor secretKeys() {
    return AesGcmBytesEncryptor.withSecretKey(new SecretKeySpec(new byte[32], "AES")).build();
  }

  @Bean(destroyMethod = "close")
  TestWorkflowEnvironment temporal() {
    return TestWorkflowEnvironment.newInstance();
  }

  @Bean
  WorkflowClient workflowClient(TestWorkflowEnvironment temporal) {
    return temporal.getWorkflowClient();
  }
}
