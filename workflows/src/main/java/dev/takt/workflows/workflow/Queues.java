package dev.takt.workflows.workflow;

/** The task queues. */
public final class Queues {
  /** Workflows, and what is done in the database. */
  public static final String MAIN = "takt";

  /** Calls to gateways: slow, limited by the other side, and worth seeing. */
  public static final String PAYMENTS = "takt-payments";

  private Queues() {}
}
