package dev.takt.activities.bank.matching;

import java.util.List;

/** What is known of whose a transfer is. */
public sealed interface PaymentMatch {

  /** It pays these invoices: its reference says so. */
  record Paying(List<PaymentShare> shares) implements PaymentMatch {}

  /** It may be for these invoices of one customer: a person decides. */
  record Proposed(List<String> invoiceIds, String customerId, Ground ground)
      implements PaymentMatch {}

  /** Somebody has booked it by hand already, as this payment. */
  record Booked(String paymentId) implements PaymentMatch {}

  /** It may be this payment, which somebody has booked by hand: a person decides. */
  record PerhapsBooked(String paymentId, String invoiceId, String customerId)
      implements PaymentMatch {

    /** The same as a proposal. */
    public Proposed asProposal() {
      return new Proposed(List.of(invoiceId), customerId, Ground.BOOKED_BY_HAND);
    }
  }

  /** Nothing tells whose it is. */
  record Unknown() implements PaymentMatch {}

  /** What a proposal rests on, the strongest first. */
  enum Ground {
    /** References of several customers' invoices, which do not add up to the amount. */
    REFERENCES,
    /** Somebody has booked a payment of that amount by hand. */
    BOOKED_BY_HAND,
    /** The account has paid this customer's invoices before. */
    PAYER_ACCOUNT,
    /** The amount and the payer's name are those of one customer's invoices. */
    PAYER_NAME,
    /** The amount is that of one invoice alone. */
    AMOUNT
  }
}
