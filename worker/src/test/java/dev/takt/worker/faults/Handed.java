package dev.takt.worker.faults;

import com.google.protobuf.InvalidProtocolBufferException;
import io.temporal.api.workflowservice.v1.PollActivityTaskQueueResponse;
import io.temporal.api.workflowservice.v1.RespondWorkflowTaskCompletedResponse;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How a worker was handed an activity of one type: with the answer to a decision, or by a queue.
 */
final class Handed {
  private final String type;
  private final AtomicInteger withTheAnswer = new AtomicInteger();
  private final AtomicInteger byTheQueue = new AtomicInteger();

  Handed(String type) {
    this.type = type;
  }

  /** Looks at the answer to a call of this name. */
  void note(String call, byte[] answer) {
    try {
      switch (call) {
        case "RespondWorkflowTaskCompleted" -> {
          var decided = RespondWorkflowTaskCompletedResponse.parseFrom(answer);
          decided.getActivityTasksList().forEach(task -> note(task, withTheAnswer));
        }
        case "PollActivityTaskQueue" ->
            note(PollActivityTaskQueueResponse.parseFrom(answer), byTheQueue);
        default -> {}
      }
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
  }

  private void note(PollActivityTaskQueueResponse task, AtomicInteger count) {
    if (task.getActivityType().getName().equals(type)) {
      count.incrementAndGet();
    }
  }

  int withTheAnswer() {
    return withTheAnswer.get();
  }

  int byTheQueue() {
    return byTheQueue.get();
  }
}
