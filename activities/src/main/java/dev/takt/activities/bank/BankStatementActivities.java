package dev.takt.activities.bank;

import dev.takt.activities.events.Outbox;
import dev.takt.workflows.events.BankEvent;
import dev.takt.workflows.port.BankStatements;
import dev.takt.workflows.port.Payments;
import io.temporal.activity.Activity;
import io.temporal.failure.ApplicationFailure;
import java.time.Instant;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Reads what banks tell, and books what it pays. */
@Component
public class BankStatementActivities implements BankStatements {
  private static final int BETWEEN_HEARTBEATS = 50;

  private final StatementReading reading;
  private final EntryMatching matching;
  private final EntryDecisions decisions;
  private final BankEntryRows entries;
  private final PursuedInvoices pursued;
  private final StatementRows statements;
  private final Outbox outbox;
  private final TransactionTemplate transaction;

  BankStatementActivities(
      StatementReading reading,
      EntryMatching matching,
      EntryDecisions decisions,
      BankEntryRows entries,
      PursuedInvoices pursued,
      StatementRows statements,
      Outbox outbox,
      PlatformTransactionManager transactions) {
    this.reading = reading;
    this.matching = matching;
    this.decisions = decisions;
    this.entries = entries;
    this.pursued = pursued;
    this.statements = statements;
    this.outbox = outbox;
    this.transaction = new TransactionTemplate(transactions);
  }

  @Override
  public Payments.Registered read(String tenant, String statementId, Instant at) {
    return new Payments.Registered(reading.read(tenant, statementId, at));
  }

  @Override
  public List<Pursued> match(String tenant, String statementId, Instant at) {
    return match(tenant, statementId, at, Activity.getExecutionContext()::heartbeat);
  }

  List<Pursued> match(String tenant, String statementId, Instant at, IntConsumer heartbeat) {
    int waiting = 0;
    int count = 0;
    for (String entry : entries.unexamined(tenant, statementId)) {
      waiting += matching.examine(tenant, entry, at) ? 0 : 1;
      if (++count % BETWEEN_HEARTBEATS == 0) {
        heartbeat.accept(count);
      }
    }
    if (waiting > 0) {
      throw ApplicationFailure.newFailure(
          waiting + " transactions wait for the outcome of a charge", "waitsForOutcome");
    }
    transaction.executeWithoutResult(_ -> close(tenant, statementId, at));
    return Stream.concat(
            pursued.ofStatement(tenant, statementId, at).stream(),
            pursued.waitingForBank(tenant, at).stream())
        .distinct()
        .toList();
  }

  private void close(String tenant, String statementId, Instant at) {
    statements
        .count(tenant, statementId)
        .ifPresent(counts -> outbox.append(tenant, at, List.of(read(statementId, counts))));
  }

  private static BankEvent.Read read(String statementId, StatementRows.Counts counts) {
    return new BankEvent.Read(
        statementId,
        counts.booked(),
        counts.proposed(),
        counts.unmatched(),
        counts.ignored(),
        counts.reversed());
  }

  @Override
  public Decided decide(
      String tenant, String bankEntryId, Decision decision, String requestId, Instant at) {
    return decisions.decide(tenant, bankEntryId, decision, requestId, at);
  }
}
