package dev.takt.activities.payments;

import dev.takt.activities.ledger.Account;
import dev.takt.activities.receivables.BooksTransaction;
import dev.takt.activities.receivables.DomainEvent;
import dev.takt.activities.receivables.PaymentBooking;
import dev.takt.activities.receivables.Receivable;
import dev.takt.activities.receivables.Receivables;
import dev.takt.activities.receivables.TransactionWriter;
import dev.takt.workflows.dunning.Decline;
import dev.takt.workflows.port.Payments;
import dev.takt.workflows.subscription.Charge;
import io.temporal.failure.ApplicationErrorCategory;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Attempts to charge: each is one transaction that writes it down before the gateway is asked, and
 * one that writes down how it ended. Between the two its status is UNKNOWN, or PENDING where the
 * gateway decides later, and the database lets no other attempt on that invoice begin. A card that
 * was refused for good, or has reached a ceiling of its scheme, is not tried at all.
 */
@Component
class Attempts {
  /** The rule of a charge that waits for a payment on which its gateway decides later. */
  private static final String PENDING = "payment_pending";

  private static final Duration BETWEEN_LOOKS = Duration.ofHours(6);

  private final TransactionTemplate transaction;
  private final AttemptRows rows;
  private final Cards cards;
  private final Receivables receivables;
  private final PaymentBooking moneyIn;
  private final DunningTries dunning;
  private final TransactionWriter writer;

  Attempts(
      PlatformTransactionManager transactions,
      AttemptRows rows,
      Cards cards,
      Receivables receivables,
      PaymentBooking moneyIn,
      DunningTries dunning,
      TransactionWriter writer) {
    this.transaction = new TransactionTemplate(transactions);
    this.rows = rows;
    this.cards = cards;
    this.receivables = receivables;
    this.moneyIn = moneyIn;
    this.dunning = dunning;
    this.writer = writer;
  }

  /** What comes of wanting to charge. */
  sealed interface Begun {}

  /** It is written down, now or earlier. */
  record Written(Attempt attempt) implements Begun {}

  /** Another attempt comes first, of which nobody knows yet how it ended. */
  record Awaiting(Attempt charge) implements Begun {}

  /** There is nothing to charge. */
  record Nothing() implements Begun {}

  /** A card scheme does not allow it yet. */
  record Later(Instant until, String rule) implements Begun {}

  /** Writes down an invoice's first charge, or finds it. */
  Begun begin(String tenant, Charge charge, @Nullable String paymentMethodId, Instant at) {
    return transaction.execute(
        status -> {
          Receivable invoice = lockedInTurn(tenant, charge.invoiceId());
          String key = charge.invoiceId() + "/" + charge.attempt();
          List<Attempt> earlier = rows.ofKeyOrInFlight(tenant, invoice.id(), key);
          for (Attempt attempt : earlier) {
            if (attempt.idempotencyKey().equals(key)) {
              return new Written(attempt);
            }
          }
          Attempt other = earlier.isEmpty() ? null : earlier.getFirst();
          return begin(invoice, charge.attempt(), null, paymentMethodId, other, at);
        });
  }

  /**
   * Writes down the attempt of a key, with the next number, or finds it. Where dunning's own
   * earlier try has no outcome, it is that one: its workflow was lost in the middle of it, and the
   * case went on in between, so that nobody else would ever ask what became of it.
   */
  Begun begin(
      String tenant,
      String invoiceId,
      String attemptKey,
      @Nullable String paymentMethodId,
      Instant at) {
    return transaction.execute(
        status -> {
          Receivable invoice = lockedInTurn(tenant, invoiceId);
          Optional<Attempt> known = rows.byOccasion(tenant, attemptKey);
          if (known.isPresent()) {
            return new Written(known.get());
          }
          Optional<Attempt> abandoned = rows.abandoned(invoice, attemptKey);
          if (abandoned.isPresent()) {
            return new Written(abandoned.get());
          }
          return !isOfDunning(attemptKey) || dunning.isWanted(invoice, attemptKey)
              ? begin(
                  invoice,
                  rows.nextNumber(invoice),
                  attemptKey,
                  paymentMethodId,
                  rows.inFlight(invoice).orElse(null),
                  at)
              : new Nothing();
        });
  }

  private Receivable locked(String tenant, String invoiceId) {
    return receivables.lock(tenant, invoiceId).orElseThrow(() -> no(invoiceId));
  }

  /**
   * Takes the customer's turn with the invoice, until the transaction ends: two invoices of a
   * customer cannot both take a card's last try, and what one try says of a card is known before
   * the next begins.
   */
  private Receivable lockedInTurn(String tenant, String invoiceId) {
    return receivables.lockWithCustomer(tenant, invoiceId).orElseThrow(() -> no(invoiceId));
  }

  private static IllegalStateException no(String invoiceId) {
    return new IllegalStateException("no invoice " + invoiceId);
  }

  private Begun begin(
      Receivable invoice,
      int number,
      @Nullable String attemptKey,
      @Nullable String paymentMethodId,
      @Nullable Attempt other,
      Instant at) {
    if (invoice.due() == 0) {
      return new Nothing();
    }
    if (other != null) {
      return new Awaiting(other);
    }
    Cards.Card card = cards.toCharge(invoice, paymentMethodId).orElse(null);
    if (card != null && card.tried()) {
      throw waitsForOutcome("another charge of the card of invoice " + invoice.id());
    }
    Decline refused = refusal(card, attemptKey);
    if (card != null && refused == null) {
      Cards.Ceiling ceiling = cards.ceiling(invoice, card, at);
      if (ceiling != null) {
        return later(invoice, attemptKey, card, ceiling, at);
      }
    }
    Attempt attempt = rows.insert(invoice, number, attemptKey, card, refused, at);
    if (refused != null) {
      var books = new BooksTransaction(attempt.tenant(), at);
      books.publish(declined(invoice, attempt, refused));
      writer.write(books);
    }
    return new Written(attempt);
  }

  /** No breakdown, and so no stack trace: this try comes again in its turn. */
  static ApplicationFailure waitsForOutcome(String of) {
    return ApplicationFailure.newBuilder()
        .setMessage(of + " has no outcome yet")
        .setType("waits")
        .setCategory(ApplicationErrorCategory.BENIGN)
        .build();
  }

  /** Why the gateway is not asked at all; null where it is. */
  private static @Nullable Decline refusal(Cards.@Nullable Card card, @Nullable String attemptKey) {
    if (card == null) {
      return Decline.of("no_payment_method");
    }
    if (card.banned()) {
      return Decline.of("card_banned");
    }
    // Somebody who asks for a try may know that the card has been mended; dunning does not.
    Decline latest = card.refusal();
    return isOfDunning(attemptKey) && latest != null && !latest.kind().mayBeRetried()
        ? latest
        : null;
  }

  private static boolean isOfDunning(@Nullable String attemptKey) {
    return attemptKey != null && attemptKey.startsWith("dun_");
  }

  private Later later(
      Receivable invoice,
      @Nullable String attemptKey,
      Cards.Card card,
      Cards.Ceiling ceiling,
      Instant at) {
    Instant until = ceiling.reached().until();
    String rule = ceiling.reached().ceiling().key();
    if (attemptKey == null || isOfDunning(attemptKey)) {
      var attempted = new DomainEvent.Attempted(attemptKey, card.id(), ceiling.latest());
      var books = new BooksTransaction(invoice.tenant(), at);
      books.publish(new DomainEvent.ChargePostponed(invoice, attempted, until, rule));
      writer.write(books);
    }
    return new Later(until, rule);
  }

  Attempt find(String tenant, String paymentId) {
    return rows.byId(tenant, paymentId)
        .orElseThrow(() -> new IllegalStateException("no payment " + paymentId));
  }

  /** Until when a payment is undecided, and what it is for. */
  Payments.Undecided undecided(String tenant, String paymentId) {
    return rows.undecided(tenant, paymentId);
  }

  /** Writes down how an attempt ended; a repeat changes nothing and gets the first answer. */
  Payments.Outcome finish(Attempt attempt, PaymentGateway.Answer answer, Instant at) {
    return transaction.execute(
        status -> {
          Receivable invoice = locked(attempt.tenant(), attempt.invoiceId());
          if (answer instanceof PaymentGateway.Undecided undecided) {
            return postpone(invoice, attempt, undecided, at);
          }
          Decline refused =
              answer instanceof PaymentGateway.Refused not
                  ? Decline.of(not.declineCode(), attempt.brand())
                  : null;
          long captured =
              answer instanceof PaymentGateway.Captured money ? money.amount() : attempt.amount();
          if (!rows.settle(attempt, captured, refused, answer.reference(), at)) {
            return outcome(attempt);
          }
          var books = new BooksTransaction(attempt.tenant(), at);
          if (refused != null) {
            books.publish(declined(invoice, attempt, refused));
            writer.write(books);
            return new Payments.Declined(
                attempt.paymentId(), refused.code(), refused.kind().code());
          }
          moneyIn.book(
              invoice,
              attempt.paymentId(),
              captured,
              Account.GATEWAY_CLEARING,
              invoice.bookedOn(at),
              books);
          writer.write(books);
          return new Payments.Paid(attempt.paymentId(), captured);
        });
  }

  /**
   * Writes down that the gateway decides later. A try of dunning's plan is put off until it is
   * looked at again; any other waits beside the plan.
   */
  private Payments.Outcome postpone(
      Receivable invoice, Attempt attempt, PaymentGateway.Undecided answer, Instant at) {
    Instant lookAt = nextLook(answer.expectedOn(), attempt.zone(), at);
    if (!rows.postpone(attempt, answer, lookAt)) {
      return outcome(attempt);
    }
    var books = new BooksTransaction(attempt.tenant(), at);
    if (attempt.status().equals("UNKNOWN")) {
      books.publish(
          new DomainEvent.PaymentUndecided(
              invoice, attempt.paymentId(), attempt.amount(), answer.expectedOn()));
    }
    String attemptKey = attempt.attemptKey();
    if (attemptKey != null && isOfDunning(attemptKey)) {
      books.publish(postponed(invoice, attemptKey, attempt.cardId(), lookAt));
    }
    writer.write(books);
    return new Payments.Pending(attempt.paymentId());
  }

  /**
   * Puts off a charge behind a payment on which its gateway decides later: dunning's plan waits as
   * well.
   */
  Payments.NotNow waitFor(Attempt undecided, String attemptKey, Instant at) {
    return transaction.execute(
        status -> {
          Receivable invoice = locked(undecided.tenant(), undecided.invoiceId());
          Instant lookAt = rows.undecided(undecided.tenant(), undecided.paymentId()).nextLook();
          Instant until = lookAt == null ? at : lookAt;
          if (isOfDunning(attemptKey)) {
            var books = new BooksTransaction(undecided.tenant(), at);
            books.publish(postponed(invoice, attemptKey, undecided.cardId(), until));
            writer.write(books);
          }
          return new Payments.NotNow(until, PENDING);
        });
  }

  private static DomainEvent.ChargePostponed postponed(
      Receivable invoice, String attemptKey, @Nullable String cardId, Instant until) {
    var attempted = new DomainEvent.Attempted(attemptKey, cardId, Decline.of(PENDING));
    return new DomainEvent.ChargePostponed(invoice, attempted, until, PENDING);
  }

  /**
   * When the day begins on which the gateway is likely to know, and a few times a day from then on.
   */
  private static Instant nextLook(LocalDate expectedOn, ZoneId zone, Instant at) {
    Instant expected = expectedOn.atStartOfDay(zone).toInstant();
    return expected.isAfter(at) ? expected : at.plus(BETWEEN_LOOKS);
  }

  private Payments.Outcome outcome(Attempt attempt) {
    Payments.Outcome outcome =
        rows.byId(attempt.tenant(), attempt.paymentId()).orElseThrow().outcome();
    if (outcome == null) {
      throw new IllegalStateException("payment " + attempt.paymentId() + " has no outcome");
    }
    return outcome;
  }

  private static DomainEvent.PaymentDeclined declined(
      Receivable invoice, Attempt attempt, Decline decline) {
    return new DomainEvent.PaymentDeclined(
        invoice,
        attempt.paymentId(),
        attempt.amount(),
        new DomainEvent.Attempted(attempt.attemptKey(), attempt.cardId(), decline));
  }
}
