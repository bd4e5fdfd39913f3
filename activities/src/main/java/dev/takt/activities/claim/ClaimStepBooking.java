package dev.takt.activities.claim;

import dev.takt.activities.receivables.Receivable;
import dev.takt.activities.records.Ids;
import dev.takt.records.claims.ClaimBases;
import dev.takt.records.claims.ClaimBasis;
import dev.takt.workflows.calendar.BankingDays;
import dev.takt.workflows.claim.ArrearsStretch;
import dev.takt.workflows.claim.Claim;
import dev.takt.workflows.claim.ClaimPast;
import dev.takt.workflows.claim.ClaimStep;
import dev.takt.workflows.claim.StepLaw;
import dev.takt.workflows.claim.StepVerdict;
import dev.takt.workflows.law.LawBook;
import dev.takt.workflows.port.Messages;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Judges steps by the law of the day, and books those that are done. */
@Component
public class ClaimStepBooking {
  private final ClaimBases bases;
  private final ClaimRows rows;
  private final ClaimBooks books;
  private final LawBook law;
  private final BankingDays days;

  ClaimStepBooking(
      ClaimBases bases, ClaimRows rows, ClaimBooks books, LawBook law, BankingDays days) {
    this.bases = bases;
    this.rows = rows;
    this.books = books;
    this.law = law;
    this.days = days;
  }

  /**
   * A step that is to be done.
   *
   * @param fee in minor units; null for the lawful maximum
   * @param channel of a letter
   */
  public record Wanted(
      ClaimStep kind,
      @Nullable Long fee,
      @Nullable Integer deadlineDays,
      Messages.@Nullable Channel channel) {}

  /**
   * A step that was done.
   *
   * @param id the document's
   * @param fee what was charged, in minor units
   */
  public record Booked(
      String id,
      ClaimStep kind,
      LocalDate on,
      long fee,
      String rule,
      @Nullable LocalDate deadline,
      Messages.@Nullable Channel channel) {}

  /** The law as it holds for an invoice's debt. */
  public StepLaw law(ClaimBasis basis) {
    return StepLaw.of(law, days, basis.country(), basis.debtor());
  }

  public Optional<ClaimBasis> basis(Receivable invoice) {
    return bases.findByTenantAndInvoiceId(invoice.tenant(), invoice.id());
  }

  /**
   * What the law says to a step today.
   *
   * @throws dev.takt.workflows.law.LawFactMissing where a value is not known for the day
   */
  public StepVerdict judge(
      ClaimBasis basis, Receivable invoice, Wanted wanted, boolean disputed, Instant at) {
    LocalDate today = ClaimBooks.today(invoice, at);
    String tenant = invoice.tenant();
    var past =
        new ClaimPast(
            basis.dueOn(),
            rows.done(tenant, List.of(invoice.id())),
            rows.done(
                tenant,
                ArrearsStretch.besides(invoice.id(), rows.overdue(tenant, invoice.id(), today))),
            basis.feeAgreed(),
            disputed);
    return law(basis).judge(new StepLaw.Wanted(wanted.kind(), wanted.deadlineDays()), today, past);
  }

  /** The claim today. */
  public Claim claim(ClaimBasis basis, Receivable invoice, Instant at) {
    return books.claim(basis, invoice, ClaimBooks.today(invoice, at));
  }

  /** Whether a letter was sent about the invoice on that day already. */
  public boolean wroteOn(Receivable invoice, Instant at) {
    LocalDate today = ClaimBooks.today(invoice, at);
    return rows.done(invoice.tenant(), List.of(invoice.id())).stream()
        .anyMatch(step -> step.kind().isLetter() && step.on().equals(today));
  }

  /**
   * Books a step that the law allows: its fee, and the interest that has run.
   *
   * @param key names it; a repeat must not come here
   */
  public Booked book(
      ClaimBasis basis,
      Receivable invoice,
      String caseId,
      Wanted wanted,
      long fee,
      String rule,
      String key,
      Instant at) {
    LocalDate today = ClaimBooks.today(invoice, at);
    Claim before = books.claim(basis, invoice, today);
    books.charge(invoice, fee, at);
    books.bookInterest(invoice, before.interest().amount(), at);
    boolean letter = wanted.kind().isLetter();
    StepLaw stepLaw = law(basis);
    var step =
        new ClaimRows.Step(
            Ids.next("doc"),
            invoice.tenant(),
            invoice.id(),
            caseId,
            wanted.kind(),
            key,
            today,
            fee,
            rule,
            letter ? stepLaw.deadline(today, stepLaw.deadlineDays(wanted.deadlineDays())) : null,
            before.total() + fee,
            wanted.channel() == null ? null : wanted.channel().name());
    rows.insert(step, at);
    return booked(step);
  }

  /** The step of a key; empty where none was done. */
  public Optional<Booked> byKey(String tenant, String key) {
    return rows.byKey(tenant, key).map(ClaimStepBooking::booked);
  }

  public Optional<Booked> byId(String tenant, String id) {
    return rows.byId(tenant, id).map(ClaimStepBooking::booked);
  }

  private static Booked booked(ClaimRows.Step step) {
    String channel = step.channel();
    return new Booked(
        step.id(),
        step.kind(),
        step.on(),
        step.fee(),
        step.rule(),
        step.deadline(),
        channel == null ? null : Messages.Channel.valueOf(channel));
  }

  /** Notes that a letter went; false where that was known, or it was taken back. */
  public boolean gone(String tenant, String id, Instant at) {
    return rows.gone(tenant, id, at);
  }

  /** Lets the fee of a step fall; nothing where it has. */
  public void drop(Receivable invoice, @Nullable String stepId, Instant at) {
    LocalDate today = ClaimBooks.today(invoice, at);
    long fallen = rows.drop(invoice.tenant(), invoice.id(), stepId, today);
    books.charge(invoice, -fallen, at);
  }
}
