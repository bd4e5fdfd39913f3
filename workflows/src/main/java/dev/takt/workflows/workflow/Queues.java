package dev.takt.workflows.workflow;

/** The task queues. */
public final class Queues {
  /**
   * Workflows, what is done in the database, and calls to gateways: those go to the worker that
   * decided on them, in the same answer of Temporal's, unless a rate is set for them.
   */
  public static final String MAIN = "takt";

  /** Whatever is slow and is not about money: it has room of its own. */
  public static final String ERRANDS = "takt-errands";

  private Queues() {}
}
