package dev.takt.records;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.jdbc.core.JdbcAggregateOperations;
import org.springframework.data.repository.core.RepositoryMethodContext;
import org.springframework.data.repository.core.support.RepositoryMetadataAccess;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Rows by Spring Data's template. */
final class RowsByTemplate<T> implements Rows<T>, RepositoryMetadataAccess {
  private final JdbcAggregateOperations template;
  private final JdbcClient jdbc;
  private final TransactionTemplate nested;

  RowsByTemplate(
      JdbcAggregateOperations template, JdbcClient jdbc, PlatformTransactionManager transactions) {
    this.template = template;
    this.jdbc = jdbc;
    this.nested = new TransactionTemplate(transactions);
    // PostgreSQL does nothing more in a transaction with a failed statement: only up to it is
    // undone.
    nested.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
  }

  @Override
  public boolean insert(T row) {
    try {
      nested.executeWithoutResult(_ -> template.insert(row));
      return true;
    } catch (DuplicateKeyException taken) {
      return false;
    }
  }

  @Override
  public void update(T row) {
    template.update(row);
  }

  @Override
  public void put(T row) {
    template.upsert(row);
  }

  @Override
  public List<T> page(Conditions conditions, @Nullable String after, int rows) {
    Class<T> type = type();
    conditions.and("id < :after", "after", after);
    return jdbc
        .sql(
            "select * from %s where %s order by id desc limit :rows"
                .formatted(table(type), conditions.sql()))
        .params(conditions.parameters())
        .param("rows", rows)
        .query(template.getRowMapper(type))
        .list()
        .stream()
        .map(type::cast)
        .toList();
  }

  private String table(Class<T> type) {
    return template
        .getConverter()
        .getMappingContext()
        .getRequiredPersistentEntity(type)
        .getQualifiedTableName()
        .getReference();
  }

  @SuppressWarnings("unchecked") // The repository's type is what its rows are of.
  private Class<T> type() {
    return (Class<T>) RepositoryMethodContext.getContext().getMetadata().getDomainType();
  }
}
