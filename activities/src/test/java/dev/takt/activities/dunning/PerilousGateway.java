package dev.takt.activities.dunning;

import dev.takt.activities.payments.PaymentGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Fallback;
import org.springframework.stereotype.Component;

/**
 * The sandbox, with deaths of our own process at the two moments that matter: before the gateway
 * has heard of a charge, and after it has made it. What it believes is in the sandbox's books.
 */
@Component
@Fallback
final class PerilousGateway implements PaymentGateway {
  static final String NAME = "perilous";
  private static final ThreadLocal<Peril> NEXT = ThreadLocal.withInitial(() -> Peril.NONE);

  private final PaymentGateway sandbox;

  PerilousGateway(@Qualifier("sandboxGateway") PaymentGateway sandbox) {
    this.sandbox = sandbox;
  }

  /** When our process dies at the next charge of this thread. */
  enum Peril {
    NONE,
    BEFORE_IT_IS_ASKED,
    AFTER_IT_HAS_CHARGED
  }

  /** Our process is gone: whoever called never gets to its next statement. */
  static final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1;

    Killed(Peril when) {
      super("killed: " + when);
    }
  }

  static void next(Peril peril) {
    NEXT.set(peril);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean takesLiveMoney() {
    return false;
  }

  @Override
  public @Nullable Card register(Token token) {
    return sandbox.register(token);
  }

  @Override
  public Answer charge(Order order) {
    Peril peril = NEXT.get();
    NEXT.set(Peril.NONE);
    if (peril == Peril.BEFORE_IT_IS_ASKED) {
      throw new Killed(peril);
    }
    Answer answer = sandbox.charge(order);
    if (peril == Peril.AFTER_IT_HAS_CHARGED) {
      throw new Killed(peril);
    }
    return answer;
  }

  @Override
  public @Nullable Answer find(Inquiry inquiry) {
    return sandbox.find(inquiry);
  }

  @Override
  public RefundAnswer refund(RefundOrder order) {
    return sandbox.refund(order);
  }
}
