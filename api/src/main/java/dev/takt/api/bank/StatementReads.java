package dev.takt.api.bank;

import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Limit;
import org.springframework.data.repository.Repository;

/** The rows of statements, to be read. */
interface StatementReads extends Repository<BankStatement, String> {
  Optional<BankStatement> findByTenantAndId(String tenant, String id);

  List<BankStatement> findByTenantOrderByIdDesc(String tenant, Limit limit);

  List<BankStatement> findByTenantAndIdLessThanOrderByIdDesc(
      String tenant, String after, Limit limit);
}
