package dev.takt.records.merchants;

import dev.takt.records.Rows;
import java.util.Optional;
import org.springframework.data.relational.core.sql.LockMode;
import org.springframework.data.relational.repository.Lock;
import org.springframework.data.repository.Repository;

/** Merchants. */
public interface Merchants extends Repository<Merchant, String>, Rows<Merchant> {

  Optional<Merchant> findById(String id);

  /** The merchant, which nobody else changes until the transaction ends. */
  @Lock(LockMode.PESSIMISTIC_WRITE)
  Optional<Merchant> findForUpdateById(String id);

  /** The merchant of a key, which is always there. */
  default Merchant get(String id) {
    return findById(id).orElseThrow();
  }
}
