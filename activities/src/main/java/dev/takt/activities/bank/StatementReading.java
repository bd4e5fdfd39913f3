package dev.takt.activities.bank;

import dev.takt.activities.bank.files.BankFile;
import dev.takt.activities.bank.files.BankFileInvalid;
import dev.takt.activities.bank.files.BankFileReader;
import dev.takt.activities.bank.files.Entry;
import dev.takt.activities.bank.files.Statement;
import dev.takt.activities.bank.matching.FreshTransactions;
import dev.takt.activities.bank.matching.OwnAccount;
import dev.takt.activities.events.Outbox;
import dev.takt.workflows.events.BankEvent;
import dev.takt.workflows.subscription.Refusal;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Reads a bank's file into the books: whole or not at all, and each transaction once. */
@Component
class StatementReading {
  private final TransactionTemplate transaction;
  private final StatementRows rows;
  private final BankEntryBooking entries;
  private final Outbox outbox;

  StatementReading(
      PlatformTransactionManager transactions,
      StatementRows rows,
      BankEntryBooking entries,
      Outbox outbox) {
    this.transaction = new TransactionTemplate(transactions);
    this.rows = rows;
    this.entries = entries;
    this.outbox = outbox;
  }

  /** Reads a file that was received; one that is refused is forgotten. A repeat changes nothing. */
  @Nullable Refusal read(String tenant, String statementId, Instant at) {
    if (rows.isRead(tenant, statementId)) {
      return null;
    }
    byte[] content = rows.content(tenant, statementId).orElse(null);
    if (content == null) {
      return new Refusal(404, "not_found", "There is no file " + statementId + ".", null);
    }
    Refusal refusal;
    try {
      BankFile file = BankFileReader.read(new ByteArrayInputStream(content));
      refusal = transaction.execute(_ -> write(tenant, statementId, file, at));
    } catch (BankFileInvalid invalid) {
      refusal =
          Refusal.notAllowed("bank_file_invalid", invalid.place() + ": " + invalid.problem(), null);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    if (refusal != null) {
      rows.forget(tenant, statementId);
    }
    return refusal;
  }

  private @Nullable Refusal write(String tenant, String statementId, BankFile file, Instant at) {
    rows.lockBooks(tenant);
    if (rows.isRead(tenant, statementId)) {
      return null;
    }
    OwnAccount own = rows.ownAccount(tenant);
    for (Statement statement : file.statements()) {
      if (!own.is(statement.account())) {
        return Refusal.notAllowed(
            "bank_account_unknown",
            "The account " + statement.account() + " is not the merchant's: PATCH /v1/merchant.",
            null);
      }
    }
    List<Entry> bookings =
        file.statements().stream().flatMap(statement -> statement.entries().stream()).toList();
    FreshTransactions news = FreshTransactions.of(bookings, rows.known(tenant, bookings));
    rows.insert(tenant, statementId, file, news.repeated(), at);
    entries.book(tenant, statementId, news, at);
    outbox.append(
        tenant,
        at,
        rows.gaps(tenant, statementId).stream().map(gap -> gap(statementId, gap)).toList());
    return null;
  }

  private static BankEvent.Gap gap(String statementId, StatementRows.Gap gap) {
    return new BankEvent.Gap(
        statementId,
        gap.account(),
        gap.currency(),
        gap.closing(),
        gap.closingOn(),
        gap.opening(),
        gap.openingOn());
  }
}
