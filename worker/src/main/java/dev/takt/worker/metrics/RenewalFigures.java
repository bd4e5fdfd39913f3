package dev.takt.worker.metrics;

import dev.takt.activities.due.DueWork;
import java.util.List;

/** How far subscriptions and groups are behind what is due. */
final class RenewalFigures implements Figures {
  private final DueWork work;

  RenewalFigures(DueWork work) {
    this.work = work;
  }

  @Override
  public List<Figure> read() {
    DueWork.Backlog subscriptions = work.backlog(DueWork.Kind.SUBSCRIPTION);
    DueWork.Backlog groups = work.backlog(DueWork.Kind.GROUP);
    return List.of(
        Figure.count(
            "takt.subscriptions.due",
            "Subscriptions and groups with something to do that is not done yet",
            subscriptions.due() + groups.due()),
        Figure.seconds(
            "takt.renewal.lag",
            "How long ago that was due which has waited longest",
            Math.max(subscriptions.lag(), groups.lag())),
        Figure.count(
            "takt.subscriptions.stuck",
            "Subscriptions with something that was due over an hour ago",
            subscriptions.stuck()),
        Figure.count(
            "takt.groups.stuck",
            "Groups with something that was due over an hour ago",
            groups.stuck()));
  }
}
