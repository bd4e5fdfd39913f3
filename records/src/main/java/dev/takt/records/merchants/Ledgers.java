package dev.takt.records.merchants;

import dev.takt.records.Rows;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jdbc.repository.query.Modifying;
import org.springframework.data.jdbc.repository.query.Query;
import org.springframework.data.relational.core.sql.LockMode;
import org.springframework.data.relational.repository.Lock;
import org.springframework.data.repository.Repository;

/** The ledgers of tenants. */
public interface Ledgers extends Repository<Ledger, String>, Rows<Ledger> {

  Optional<Ledger> findByTenant(String tenant);

  /**
   * The ledger, whose row is held until the transaction ends: for what one tenant does one at a
   * time.
   */
  @Lock(LockMode.PESSIMISTIC_WRITE)
  Optional<Ledger> findForUpdateByTenant(String tenant);

  /** Closes the books further; false when they are closed further already. */
  @Modifying
  @Query(
      """
      update ledger set books_closed_through = :through
      where tenant = :tenant
        and (books_closed_through is null or books_closed_through <= :through)
      """)
  boolean closeBooks(String tenant, LocalDate through);

  /** The last day of the closed books, or null. */
  default @Nullable LocalDate booksClosedThrough(String tenant) {
    return findByTenant(tenant).orElseThrow().booksClosedThrough();
  }
}
