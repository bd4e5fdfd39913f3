package dev.takt.workflows.port;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.takt.workflows.subscription.Charge;
import dev.takt.workflows.subscription.Refusal;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Money through a gateway. An attempt is written down before the gateway is asked; an answer that
 * never came is looked up there under the same key before anything else is tried, so an attempt
 * that is repeated after a crash charges once. A breakdown (no answer, gateway away) is an
 * exception, which Temporal retries; a decline is an answer.
 */
@ActivityInterface
public interface Payments {

  /**
   * Charges what is due on an invoice to the subscription's card, or the customer's default.
   *
   * @param at business time of the attempt
   */
  @ActivityMethod(name = "collect")
  Outcome collect(String tenant, Charge charge, @Nullable String paymentMethodId, Instant at);

  /**
   * Charges what is due on an invoice now, to the card that it is due to be charged to now: the
   * subscription's, the customer's default, or a newer one. The attempt gets its number here.
   *
   * @param attemptKey what makes it one attempt, however often it is asked for: "dun_1/3"
   * @param paymentMethodId the card that was asked for, or null
   */
  @ActivityMethod(name = "collectAgain")
  Outcome collectAgain(
      String tenant,
      String invoiceId,
      String attemptKey,
      @Nullable String paymentMethodId,
      Instant at);

  /**
   * Asks the gateway of a payment that was undecided how it ended. A payment that has its outcome
   * is left as it is.
   */
  @ActivityMethod(name = "lookUp")
  Undecided lookUp(String tenant, String paymentId, Instant at);

  /** Gives back a refund that was decided in the books. Repeats pay once. */
  @ActivityMethod(name = "refund")
  Outcome refund(String tenant, String refundId, Instant at);

  /**
   * Decides where a customer's money goes that is asked back, and books it. Repeats of a request
   * find what was decided.
   *
   * @param amount in minor units; null for all of it
   */
  @ActivityMethod(name = "refundBalance")
  BalanceRefund refundBalance(
      String tenant,
      String customerId,
      String currency,
      @Nullable Long amount,
      String requestId,
      Instant at);

  /** Notes that the merchant has transferred a refund that no payment method can take. */
  @ActivityMethod(name = "transferred")
  Registered transferred(
      String tenant,
      String refundId,
      LocalDate on,
      @Nullable String reference,
      String requestId,
      Instant at);

  /** Writes the file that asks the merchant's bank for transfers. A repeat finds what it wrote. */
  @ActivityMethod(name = "writeTransferFile")
  Registered writeTransferFile(TransferRequest request);

  /** Shows a gateway the credentials that a merchant has proposed; they are used once it agrees. */
  @ActivityMethod(name = "connect")
  Registered connect(String tenant, String gateway, Instant at);

  /**
   * Looks at a charge of which a gateway has told that there is news. It is dated by the customer's
   * own clock.
   *
   * @param reference the gateway's id of the charge
   * @param at the world's time
   * @return null where the charge is none of ours
   */
  @ActivityMethod(name = "lookAt")
  @Nullable Told lookAt(String tenant, String gateway, String reference, Instant at);

  /** Turns a gateway's token into a payment method of the customer's. */
  @ActivityMethod(name = "register")
  Registered register(NewPaymentMethod method);

  /**
   * Books money that came by bank, whatever is due: what is too much is the customer's. A charge
   * that is under way comes first.
   */
  @ActivityMethod(name = "receive")
  Registered receive(
      String tenant,
      String paymentId,
      String invoiceId,
      long amount,
      LocalDate receivedOn,
      @Nullable String reference,
      Instant at);

  /** Gives up what is due on an invoice. */
  @ActivityMethod(name = "writeOff")
  Registered writeOff(String tenant, String invoiceId, String reason, Instant at, String requestId);

  /**
   * A payment method that a customer brings.
   *
   * @param gatewayCustomer the gateway's customer that the token is attached to; null where it is
   *     attached to none, or the gateway says it itself
   * @param makeDefault whether the customer's next charges go to it
   */
  record NewPaymentMethod(
      String tenant,
      String paymentMethodId,
      String customerId,
      String gateway,
      String token,
      @Nullable String gatewayCustomer,
      boolean makeDefault,
      Instant at) {}

  /**
   * A customer's money on its way back.
   *
   * @param refundIds those that a gateway is to make
   */
  record BalanceRefund(@Nullable Refusal refusal, List<String> refundIds) {}

  /**
   * Refunds that the merchant's bank is to transfer.
   *
   * @param refundIds empty for all that no file has yet and whose payee's account is known
   * @param on the day on which the bank is to do it
   * @param again whether those may be named that a file has already
   */
  record TransferRequest(
      String tenant,
      String fileId,
      List<String> refundIds,
      LocalDate on,
      boolean again,
      Instant at) {
    public TransferRequest {
      refundIds = List.copyOf(refundIds);
    }
  }

  /**
   * A payment whose gateway decides later.
   *
   * @param nextLook when it is to be asked again; null once it has decided
   * @param pursued whether the invoice has a dunning case, which is to learn of the outcome
   * @param testNow where the customer's test clock stands; null in live time
   */
  record Undecided(
      String invoiceId, @Nullable Instant nextLook, boolean pursued, @Nullable Instant testNow) {}

  /**
   * A payment that a gateway has told of.
   *
   * @param at the customer's time
   */
  record Told(String paymentId, Instant at, Undecided payment) {}

  /** Done, or refused. */
  record Registered(@Nullable Refusal refusal) {}

  /** How a payment ended. */
  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Paid.class, name = "paid"),
    @JsonSubTypes.Type(value = Declined.class, name = "declined"),
    @JsonSubTypes.Type(value = Pending.class, name = "pending"),
    @JsonSubTypes.Type(value = NothingDue.class, name = "nothingDue"),
    @JsonSubTypes.Type(value = NotNow.class, name = "notNow")
  })
  sealed interface Outcome {}

  record Paid(String paymentId, long amount) implements Outcome {}

  /**
   * The card was refused.
   *
   * @param category what kind of refusal it is, as dunning sorts them
   */
  record Declined(String paymentId, String declineCode, String category) implements Outcome {}

  /** The gateway will say later. */
  record Pending(String paymentId) implements Outcome {}

  /** The invoice was paid or credited in the meantime, or is not to be charged any more. */
  record NothingDue() implements Outcome {}

  /**
   * A card scheme does not allow another attempt yet, or another payment of the invoice is pending;
   * the gateway was not asked.
   *
   * @param rule the rule's name; "payment_pending" with the latter
   */
  record NotNow(Instant until, String rule) implements Outcome {}
}
