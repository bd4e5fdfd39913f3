package dev.takt.activities.payments.sandbox;

import dev.takt.activities.payments.GatewayTimeout;
import dev.takt.activities.payments.PaymentGateway;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A gateway for trying things. It is a party of its own: its own tables, its own transactions,
 * never part of ours, so that a crash of ours leaves its books as a real gateway's would be.
 */
@Component
class SandboxGateway implements PaymentGateway {
  private final SandboxBooks books;
  private final TransactionTemplate transaction;

  /** How many charges it is asked for just now: a gateway minds. */
  private final AtomicInteger atOnce = new AtomicInteger();

  SandboxGateway(SandboxBooks books, PlatformTransactionManager transactions) {
    this.books = books;
    this.transaction = new TransactionTemplate(transactions);
    this.transaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
  }

  @Override
  public String name() {
    return "sandbox";
  }

  @Override
  public boolean takesLiveMoney() {
    return false;
  }

  @Override
  public @Nullable Card register(Token brought) {
    String token = brought.token();
    SandboxToken behaviour = SandboxToken.parse(token).orElse(null);
    if (behaviour == null) {
      return null;
    }
    String reference = "sbx_" + brought.paymentMethodId();
    transaction.executeWithoutResult(
        status -> books.addMethod(reference, token, brought.customerId()));
    YearMonth expiry = behaviour.expiry();
    return new Card(
        reference,
        "card",
        "visa",
        behaviour instanceof SandboxToken.Works ? "4242" : "%04d".formatted(digits(token)),
        expiry.getMonthValue(),
        expiry.getYear());
  }

  /** Four digits that are the same for the same token, so that cards can be told apart. */
  private static int digits(String token) {
    return Math.floorMod(token.hashCode(), 10_000);
  }

  @Override
  public Answer charge(Order order) {
    int callers = atOnce.incrementAndGet();
    try {
      return answer(order, callers);
    } finally {
      atOnce.decrementAndGet();
    }
  }

  private Answer answer(Order order, int callers) {
    var result = transaction.execute(status -> chargeOnce(order, callers));
    if (result.broken()) {
      throw new IllegalStateException("status 500 for charge " + order.idempotencyKey());
    }
    if (result.answer() == null || result.lost()) {
      throw new GatewayTimeout("no answer to charge " + order.idempotencyKey());
    }
    return result.answer();
  }

  /** What was done, whether its answer is lost, and whether the gateway broke down instead. */
  private record Result(@Nullable Answer answer, boolean lost, boolean broken) {
    private Result(@Nullable Answer answer, boolean lost) {
      this(answer, lost, false);
    }
  }

  private Result chargeOnce(Order order, int callers) {
    SandboxBooks.Method method = books.lockMethod(order.cardReference());
    Answer earlier = books.find(order.idempotencyKey(), order.at());
    if (earlier != null) {
      return new Result(earlier, false);
    }
    SandboxToken behaviour = SandboxToken.parse(method.token()).orElseThrow();
    boolean lost = behaviour.losesOrder(method.charges());
    if (lost || behaviour.breaksDown(method.charges())) {
      books.countCharge(method.id());
      return new Result(null, lost, !lost);
    }
    String declineCode = behaviour.declineCode(method.charges(), order.on());
    LocalDate decidedOn =
        behaviour instanceof SandboxToken.DecidesLater ? order.on().plusDays(1) : null;
    Answer answer = books.addCharge(order, method, declineCode, decidedOn, callers);
    return new Result(answer, behaviour.losesAnswer(method.charges()));
  }

  @Override
  public @Nullable Answer find(Inquiry inquiry) {
    return transaction.execute(status -> books.find(inquiry.idempotencyKey(), inquiry.at()));
  }

  @Override
  public RefundAnswer refund(RefundOrder order) {
    return transaction.execute(status -> books.refund(order));
  }
}
