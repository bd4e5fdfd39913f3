package dev.takt.workflows.workflow;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.takt.workflows.port.BankStatements;
import dev.takt.workflows.port.Payments;
import dev.takt.workflows.subscription.Refusal;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * One errand about money that somebody asked for over REST: short, but durable, since it may have
 * to be taken to a gateway more than once. Its id says what it is for: {@code
 * errand/{merchant}/{invoice or payment method}/{request}}.
 */
@WorkflowInterface
public interface PaymentOperationWorkflow {

  /** Carries the errand out; null when it was granted. */
  @WorkflowMethod(name = "Errand")
  @Nullable Refusal run(Errand errand);

  /**
   * The id of an errand's workflow.
   *
   * @param about what it is for, and which request: {@code inv_1/try_2}
   */
  static String id(String merchantId, String about) {
    return "errand/" + merchantId + "/" + about;
  }

  /** What is to be done. */
  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = AddPaymentMethod.class, name = "addPaymentMethod"),
    @JsonSubTypes.Type(value = BankEntryDecision.class, name = "bankEntryDecision"),
    @JsonSubTypes.Type(value = BankFile.class, name = "bankFile"),
    @JsonSubTypes.Type(value = BankPayment.class, name = "bankPayment"),
    @JsonSubTypes.Type(value = GatewayConnection.class, name = "gatewayConnection"),
    @JsonSubTypes.Type(value = GatewayNews.class, name = "gatewayNews"),
    @JsonSubTypes.Type(value = RefundBalance.class, name = "refundBalance"),
    @JsonSubTypes.Type(value = Retry.class, name = "retry"),
    @JsonSubTypes.Type(value = TransferFile.class, name = "transferFile"),
    @JsonSubTypes.Type(value = Transferred.class, name = "transferred"),
    @JsonSubTypes.Type(value = WriteOff.class, name = "writeOff")
  })
  sealed interface Errand {}

  record AddPaymentMethod(Payments.NewPaymentMethod method) implements Errand {}

  /**
   * Does with a transaction of a bank's file as a person says.
   *
   * @param requestId what makes it one request
   */
  record BankEntryDecision(
      String tenant,
      String bankEntryId,
      BankStatements.Decision decision,
      String requestId,
      Instant at)
      implements Errand {}

  /** Reads a bank's file that was received, and books what it pays. */
  record BankFile(String tenant, String statementId, Instant at) implements Errand {}

  record BankPayment(
      String tenant,
      String paymentId,
      String invoiceId,
      long amount,
      LocalDate receivedOn,
      @Nullable String reference,
      Instant at)
      implements Errand {}

  /** Shows a gateway the credentials that a merchant has proposed. */
  record GatewayConnection(String tenant, String gateway, Instant at) implements Errand {}

  /**
   * Looks at a charge of which a gateway has told that there is news.
   *
   * @param reference the gateway's id of the charge
   */
  record GatewayNews(String tenant, String gateway, String reference, Instant at)
      implements Errand {}

  /**
   * Gives a customer's money back.
   *
   * @param amount in minor units; null for all of it
   * @param requestId what makes it one request
   */
  record RefundBalance(
      String tenant,
      String customerId,
      String currency,
      @Nullable Long amount,
      String requestId,
      Instant at)
      implements Errand {
    /** The id of its workflow: one request is one errand, whoever starts it. */
    public String workflowId(String merchantId) {
      return id(merchantId, customerId + "/" + requestId);
    }
  }

  /** Writes the file that asks the merchant's bank to transfer refunds. */
  record TransferFile(Payments.TransferRequest request) implements Errand {}

  /** Notes that the merchant has transferred a refund. */
  record Transferred(
      String tenant,
      String refundId,
      LocalDate on,
      @Nullable String reference,
      String requestId,
      Instant at)
      implements Errand {}

  /**
   * Charges an invoice now.
   *
   * @param attemptKey what makes it one attempt: a repeat of the same is not charged again
   */
  record Retry(
      String tenant,
      String invoiceId,
      String attemptKey,
      @Nullable String paymentMethodId,
      Instant at)
      implements Errand {
    /** The id of its workflow: one try is one errand, whoever starts it. */
    public String workflowId(String merchantId) {
      return id(merchantId, invoiceId + "/" + attemptKey);
    }
  }

  /**
   * Gives up what is due.
   *
   * @param requestId what makes it one request
   */
  record WriteOff(String tenant, String invoiceId, String reason, Instant at, String requestId)
      implements Errand {}
}
