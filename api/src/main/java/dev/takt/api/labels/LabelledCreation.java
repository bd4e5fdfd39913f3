package dev.takt.api.labels;

import dev.takt.api.web.Problem;
import dev.takt.records.labels.Labels;
import org.springframework.stereotype.Component;

/** The making of something with a label, which its first event tells already. */
@Component
public class LabelledCreation {
  private final LabelChanges changes;
  private final Labels labels;

  LabelledCreation(LabelChanges changes, Labels labels) {
    this.changes = changes;
    this.labels = labels;
  }

  /**
   * Labels something and has it made; where that is refused there is no label either.
   *
   * @throws Problem where it is refused
   */
  public void make(LabelChanges.Subject subject, LabelChanges.Given given, Runnable making) {
    if (given.isNothing()) {
      making.run();
      return;
    }
    changes.give(subject, given);
    try {
      making.run();
    } catch (Problem refused) {
      // Where an answer is late, it may be made after all.
      if (refused.status() < 500) {
        labels.dropUnused(subject.tenant(), subject.id());
      }
      throw refused;
    }
  }
}
