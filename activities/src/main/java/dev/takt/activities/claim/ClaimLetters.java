package dev.takt.activities.claim;

import dev.takt.activities.receivables.Receivable;
import dev.takt.records.claims.ClaimBasis;
import dev.takt.workflows.claim.Claim;
import dev.takt.workflows.claim.Interest;
import dev.takt.workflows.port.Messages;
import dev.takt.workflows.wording.message.ClaimFacts;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What a letter about a claim says: amounts and dates, and nothing about the person. */
@Component
public class ClaimLetters {
  private final ClaimBooks books;

  ClaimLetters(ClaimBooks books) {
    this.books = books;
  }

  /**
   * The letter of a step that was booked, with the claim of the step's day.
   *
   * @param template whose words come first, or null for those of the step
   */
  public Messages.Message of(
      ClaimBasis basis,
      Receivable invoice,
      ClaimStepBooking.Booked step,
      Messages.@Nullable Template template,
      Instant at) {
    Claim claim = books.claim(basis, invoice, step.on());
    return new Messages.Message(
        invoice.tenant(),
        "claim/" + step.id(),
        invoice.customerId(),
        Objects.requireNonNull(step.channel()),
        template == null ? Messages.Template.valueOf(step.kind().name()) : template,
        invoice.id(),
        null,
        facts(claim, invoice.currency(), Objects.requireNonNull(step.deadline())).toFacts(),
        at);
  }

  private static ClaimFacts facts(Claim claim, String currency, LocalDate deadline) {
    Interest interest = claim.interest();
    return new ClaimFacts(
        currency,
        claim.principal(),
        claim.fees().stream().map(fee -> new ClaimFacts.Fee(fee.on(), fee.amount())).toList(),
        claim.compensation(),
        interest.amount(),
        interest.segments().isEmpty() ? null : interest.segments().getFirst().from(),
        interest.segments().isEmpty() ? null : interest.segments().getLast().ratePercent(),
        claim.paid(),
        claim.total(),
        deadline);
  }
}
