package dev.takt.activities.payments;

import dev.takt.activities.payments.transfers.TransferFiles;
import dev.takt.activities.receivables.BooksTransaction;
import dev.takt.activities.receivables.Receivable;
import dev.takt.activities.receivables.Receivables;
import dev.takt.activities.receivables.TransactionWriter;
import dev.takt.activities.receivables.WriteOffs;
import dev.takt.activities.records.History;
import dev.takt.workflows.dunning.DeclineClass;
import dev.takt.workflows.port.Payments;
import dev.takt.workflows.subscription.Charge;
import dev.takt.workflows.subscription.Refusal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes money in and gives it back. No transaction is open while a gateway is asked, and whatever
 * crashes where, the same call made again goes on from what was written down: an attempt that the
 * gateway may know of is looked up there before it is asked again, under the same key.
 */
@Component
public class PaymentActivities implements Payments {
  private static final Logger LOG = LoggerFactory.getLogger(PaymentActivities.class);

  private final Map<String, PaymentGateway> gateways;
  private final GatewayConnections connections;
  private final Attempts attempts;
  private final RefundBooking refunds;
  private final PaymentMethodRecords methods;
  private final BankTransfers transfers;
  private final BalanceRefunds balanceRefunds;
  private final MerchantTransfers merchantTransfers;
  private final TransferFiles transferFiles;
  private final Receivables receivables;
  private final WriteOffs writeOffs;
  private final TransactionWriter writer;
  private final History history;
  private final TransactionTemplate transaction;

  PaymentActivities(
      List<PaymentGateway> gateways,
      GatewayConnections connections,
      Attempts attempts,
      RefundBooking refunds,
      PaymentMethodRecords methods,
      BankTransfers transfers,
      BalanceRefunds balanceRefunds,
      MerchantTransfers merchantTransfers,
      TransferFiles transferFiles,
      Receivables receivables,
      WriteOffs writeOffs,
      TransactionWriter writer,
      History history,
      PlatformTransactionManager transactions) {
    this.gateways =
        gateways.stream().collect(Collectors.toMap(PaymentGateway::name, Function.identity()));
    this.connections = connections;
    this.attempts = attempts;
    this.refunds = refunds;
    this.methods = methods;
    this.transfers = transfers;
    this.balanceRefunds = balanceRefunds;
    this.merchantTransfers = merchantTransfers;
    this.transferFiles = transferFiles;
    this.receivables = receivables;
    this.writeOffs = writeOffs;
    this.writer = writer;
    this.history = history;
    this.transaction = new TransactionTemplate(transactions);
  }

  @Override
  public Outcome collect(
      String tenant, Charge charge, @Nullable String paymentMethodId, Instant at) {
    return charge(
        () -> attempts.begin(tenant, charge, paymentMethodId, at),
        other -> new Pending(other.paymentId()),
        at);
  }

  @Override
  public Outcome collectAgain(
      String tenant,
      String invoiceId,
      String attemptKey,
      @Nullable String paymentMethodId,
      Instant at) {
    return charge(
        () -> attempts.begin(tenant, invoiceId, attemptKey, paymentMethodId, at),
        other -> attempts.waitFor(other, attemptKey, at),
        at);
  }

  /**
   * Charges.
   *
   * @param behind what to do where another payment comes first, on which its gateway decides later
   */
  private Outcome charge(
      Supplier<Attempts.Begun> begin, Function<Attempt, Outcome> behind, Instant at) {
    while (true) {
      switch (begin.get()) {
        case Attempts.Awaiting(Attempt other) -> {
          if (lookUp(other, at) instanceof Pending) {
            return behind.apply(other);
          }
        }
        case Attempts.Nothing nothing -> {
          return new NothingDue();
        }
        case Attempts.Later later -> {
          return new NotNow(later.until(), later.rule());
        }
        case Attempts.Written(Attempt attempt) -> {
          Outcome known = attempt.outcome();
          return known != null ? known : attempts.finish(attempt, ask(attempt, at), at);
        }
      }
    }
  }

  /**
   * Writes down how a charge ended, as its gateway knows it.
   *
   * @throws io.temporal.failure.ApplicationFailure while the gateway does not know it: it is about
   *     to be asked
   */
  private Outcome lookUp(Attempt charge, Instant at) {
    PaymentGateway.Answer answer = gateway(charge.gateway()).find(charge.inquiry(at));
    if (answer == null) {
      throw Attempts.waitsForOutcome("charge " + charge.idempotencyKey());
    }
    return attempts.finish(charge, answer, at);
  }

  @Override
  public Undecided lookUp(String tenant, String paymentId, Instant at) {
    Attempt payment = attempts.find(tenant, paymentId);
    if ("PENDING".equals(payment.status())) {
      lookUp(payment, at);
    }
    return attempts.undecided(tenant, paymentId);
  }

  /** The gateway's answer: what it has said before, or what it says now. */
  private PaymentGateway.Answer ask(Attempt attempt, Instant at) {
    PaymentGateway gateway = gateway(attempt.gateway());
    if (!attempt.fresh()) {
      PaymentGateway.Answer earlier = gateway.find(attempt.inquiry(at));
      if (earlier != null) {
        return earlier;
      }
    }
    try {
      return gateway.charge(attempt.order(at));
    } catch (GatewayTimeout lost) {
      LOG.warn("no answer to charge {}: looking it up", attempt.idempotencyKey());
      PaymentGateway.Answer found = gateway.find(attempt.inquiry(at));
      if (found == null) {
        throw lost;
      }
      return found;
    }
  }

  @Override
  public Outcome refund(String tenant, String refundId, Instant at) {
    RefundBooking.Refund refund = refunds.find(tenant, refundId);
    String payment = refund.paymentId();
    String gateway = refund.gateway();
    String charge = refund.chargeReference();
    if (payment == null || gateway == null || charge == null) {
      return new NothingDue();
    }
    if (refund.status().equals("PENDING")) {
      var answer =
          gateway(gateway)
              .refund(
                  new PaymentGateway.RefundOrder(
                      tenant,
                      refund.idempotencyKey(),
                      charge,
                      refund.amount(),
                      refund.currency(),
                      at));
      refund = refunds.finish(refund, answer, at);
    }
    String failure = refund.failure();
    return failure == null
        ? new Paid(payment, refund.amount())
        : new Declined(payment, failure, DeclineClass.NEVER.code());
  }

  @Override
  public BalanceRefund refundBalance(
      String tenant,
      String customerId,
      String currency,
      @Nullable Long amount,
      String requestId,
      Instant at) {
    return balanceRefunds.plan(
        new BalanceRefunds.Wanted(tenant, customerId, currency, amount, requestId, at));
  }

  @Override
  public Registered transferred(
      String tenant,
      String refundId,
      LocalDate on,
      @Nullable String reference,
      String requestId,
      Instant at) {
    return new Registered(
        merchantTransfers.mark(
            new MerchantTransfers.Sent(tenant, refundId, on, reference, requestId, at)));
  }

  @Override
  public Registered writeTransferFile(TransferRequest request) {
    return new Registered(transferFiles.write(request));
  }

  @Override
  public Registered connect(String tenant, String gateway, Instant at) {
    return new Registered(connections.connect(tenant, gateway, at));
  }

  @Override
  public @Nullable Told lookAt(String tenant, String gateway, String reference, Instant at) {
    String paymentId = connections.paymentOf(tenant, gateway, reference);
    if (paymentId == null) {
      return null;
    }
    Instant testNow = attempts.undecided(tenant, paymentId).testNow();
    Instant now = testNow == null ? at : testNow;
    Attempt payment = attempts.find(tenant, paymentId);
    if (!payment.status().equals("SUCCEEDED")) {
      lookUp(payment, now);
    }
    return new Told(paymentId, now, attempts.undecided(tenant, paymentId));
  }

  @Override
  public Registered register(NewPaymentMethod method) {
    PaymentGateway gateway = gateways.get(method.gateway());
    if (gateway == null) {
      return refused(
          "gateway_unavailable",
          "Payment methods can be added at: " + gateways.keySet() + ".",
          "/gateway");
    }
    if (gateway instanceof ConnectedGateway connected && !connected.isConnected(method.tenant())) {
      return refused(
          "gateway_unavailable",
          "Connect it first: PUT /v1/gateways/" + gateway.name() + ".",
          "/gateway");
    }
    if (method.tenant().endsWith("/live") && !gateway.takesLiveMoney()) {
      return refused(
          "sandbox_is_for_test_keys", "The sandbox moves no money: use a test key.", "/gateway");
    }
    PaymentGateway.Card card =
        gateway.register(
            new PaymentGateway.Token(
                method.tenant(),
                method.token(),
                method.gatewayCustomer(),
                method.paymentMethodId(),
                method.customerId()));
    return card == null
        ? refused("invalid_token", "The gateway does not know this token.", "/token")
        : new Registered(methods.add(method, card));
  }

  private static Registered refused(String code, String detail, String pointer) {
    return new Registered(Refusal.notAllowed(code, detail, pointer));
  }

  @Override
  public Registered receive(
      String tenant,
      String paymentId,
      String invoiceId,
      long amount,
      LocalDate receivedOn,
      @Nullable String reference,
      Instant at) {
    var transfer =
        BankTransfers.Transfer.told(tenant, paymentId, invoiceId, amount, receivedOn, reference);
    BankTransfers.Received received = transfers.receive(transfer, at);
    while (received instanceof BankTransfers.Awaiting(Attempt charge)) {
      lookUp(charge, at);
      received = transfers.receive(transfer, at);
    }
    return new Registered(
        received instanceof BankTransfers.Refused(Refusal refusal) ? refusal : null);
  }

  @Override
  public Registered writeOff(
      String tenant, String invoiceId, String reason, Instant at, String requestId) {
    return new Registered(
        transaction.execute(status -> giveUp(tenant, invoiceId, reason, at, requestId)));
  }

  private @Nullable Refusal giveUp(
      String tenant, String invoiceId, String reason, Instant at, String requestId) {
    Receivable invoice = receivables.lock(tenant, invoiceId).orElse(null);
    if (invoice == null) {
      return new Refusal(404, "invoice_not_found", "There is no invoice " + invoiceId + ".", null);
    }
    if (history.has(tenant, invoiceId, "writeOff", requestId)) {
      return null;
    }
    if (invoice.due() == 0) {
      return Refusal.conflict(
          "invoice_not_open", "Nothing is due on it: it is " + invoice.status() + ".");
    }
    var books = new BooksTransaction(tenant, at);
    writeOffs.writeOff(invoice, invoice.bookedOn(at), books);
    writer.write(books);
    history.append(
        new History.Entry(
            tenant,
            invoiceId,
            at,
            "api",
            "writeOff",
            Map.of("reason", reason, "requestId", requestId),
            Map.of("amountDue", invoice.due()),
            Map.of("amountDue", 0),
            null));
    return null;
  }

  private PaymentGateway gateway(String name) {
    PaymentGateway gateway = gateways.get(name);
    if (gateway == null) {
      throw new IllegalStateException("no gateway " + name + " here");
    }
    return gateway;
  }
}
