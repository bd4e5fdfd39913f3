package dev.takt.workflows.subscription;

/** A payment or refund that a workflow has to bring to an outcome. */
public sealed interface PaymentTask {

  /** Charge the card. */
  record Collect(Charge charge) implements PaymentTask {}

  /** Give money back. */
  record Refund(String refundId) implements PaymentTask {}
}
