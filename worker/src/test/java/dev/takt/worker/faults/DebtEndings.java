package dev.takt.worker.faults;

/** What comes of debts by the default policy: the steps of docs/dunning.md. */
final class DebtEndings {
  private static final String ASKED_FOR_ANOTHER_CARD =
      "MESSAGE CARD_EXPIRED, MESSAGE CARD_EXPIRED, MESSAGE CARD_EXPIRED, MESSAGE LAST_NOTICE,"
          + " MESSAGE LAST_NOTICE, SUSPEND, MESSAGE SERVICE_SUSPENDED";

  static final Ending RETRIED_ONCE =
      Ending.on("2026-03-10", "2026-03-01 310.00 PAID")
          .declined("51")
          .indebted(
              "RECOVERED 0.00: MESSAGE PAYMENT_FAILED, RETRY paid: 31000, RESTORE,"
                  + " MESSAGE PAYMENT_RECEIVED")
          .told("PAYMENT_FAILED", "PAYMENT_RECEIVED");

  /** A try that was not the plan's own is a payment that came. */
  static final Ending TRIED_BY_HAND =
      Ending.on("2026-03-10", "2026-03-01 310.00 PAID")
          .declined("51")
          .indebted(
              "RECOVERED 0.00: MESSAGE PAYMENT_FAILED, PAYMENT, RESTORE, MESSAGE PAYMENT_RECEIVED")
          .told("PAYMENT_FAILED", "PAYMENT_RECEIVED");

  static final Ending RETRIED_TWICE =
      Ending.on("2026-03-10", "2026-03-01 310.00 PAID")
          .declined("51", "51")
          .indebted(
              "RECOVERED 0.00: MESSAGE PAYMENT_FAILED, RETRY declined: 51, RETRY paid: 31000,"
                  + " RESTORE, MESSAGE PAYMENT_RECEIVED")
          .told("PAYMENT_FAILED", "PAYMENT_RECEIVED");

  static final Ending SUSPENDED =
      Ending.on("2026-03-20", "2026-03-01 310.00 OPEN")
          .declined("expired_card")
          .indebted("OPEN 310.00: " + ASKED_FOR_ANOTHER_CARD)
          .told(
              "CARD_EXPIRED",
              "CARD_EXPIRED",
              "CARD_EXPIRED",
              "LAST_NOTICE",
              "LAST_NOTICE",
              "SERVICE_SUSPENDED");

  static final Ending NEW_CARD =
      Ending.on("2026-03-20", "2026-03-01 310.00 PAID")
          .declined("expired_card")
          .indebted(
              "RECOVERED 0.00: "
                  + ASKED_FOR_ANOTHER_CARD
                  + ", RETRY paid: 31000, RESTORE, MESSAGE PAYMENT_RECEIVED")
          .told(
              "CARD_EXPIRED",
              "CARD_EXPIRED",
              "CARD_EXPIRED",
              "LAST_NOTICE",
              "LAST_NOTICE",
              "SERVICE_SUSPENDED",
              "PAYMENT_RECEIVED");

  /** From 2 to 6 April 2026 the banks are closed for Easter. */
  static final Ending JOINT_RETRIED =
      Ending.on(
              "2026-04-10",
              "2026-03-01 200.00 PAID",
              "2026-03-03 100.00 PAID",
              "2026-04-01 200.00 PAID")
          .declined("51")
          .indebted(
              "RECOVERED 0.00: MESSAGE PAYMENT_FAILED, MESSAGE PAYMENT_FAILED_AGAIN,"
                  + " RETRY paid: 20000, RESTORE, MESSAGE PAYMENT_RECEIVED")
          .told("PAYMENT_FAILED", "PAYMENT_FAILED_AGAIN", "PAYMENT_RECEIVED")
          .grouped("A", "B");

  static final Ending JOINT_SUSPENDED =
      Ending.on(
              "2026-04-20",
              "2026-03-01 200.00 PAID",
              "2026-03-03 100.00 PAID",
              "2026-04-01 200.00 OPEN")
          .declined("54")
          .indebted("OPEN 200.00: " + ASKED_FOR_ANOTHER_CARD)
          .told(
              "CARD_EXPIRED",
              "CARD_EXPIRED",
              "CARD_EXPIRED",
              "LAST_NOTICE",
              "LAST_NOTICE",
              "SERVICE_SUSPENDED")
          .grouped("A", "B");

  private DebtEndings() {}
}
