package dev.takt.worker.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import dev.takt.worker.security.KeyRing;
import dev.takt.worker.security.PayloadEncryption;
import dev.takt.worker.temporal.TemporalClients;
import dev.takt.worker.temporal.Workers;
import io.temporal.api.common.v1.Payload;
import io.temporal.api.common.v1.Payloads;
import io.temporal.api.common.v1.SearchAttributes;
import io.temporal.api.history.v1.History;
import io.temporal.api.history.v1.MarkerRecordedEventAttributes;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.testing.WorkflowReplayer;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerOptions;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Histories are decided alike whether their payloads are encrypted, were not yet, or are half. */
class EncryptedReplayTest {
  private static final KeyRing OLD = KeyRing.of("old:" + "B".repeat(43) + "=");
  private static final KeyRing ROTATED =
      KeyRing.of("new:" + "A".repeat(43) + "=,old:" + "B".repeat(43) + "=");
  private static final KeyRing STRANGER = KeyRing.of("new:" + "C".repeat(43) + "=");

  static Stream<String> histories() {
    return RecordedHistories.all().keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("histories")
  void isDecidedAsItWas(String name) throws Exception {
    var plain = recorded(name);
    try (var environment = environment(ROTATED)) {
      Worker worker = worker(environment);
      WorkflowReplayer.replayWorkflowExecution(plain, worker);
      // Encrypted with a key that was rotated since.
      WorkflowReplayer.replayWorkflowExecution(encrypted(plain, OLD), worker);
    }
  }

  @Test
  void withoutItsKeyNothingCanBeRead() {
    var history = recorded("subscription/renewals-paid");
    var encrypted = encrypted(history, OLD);
    assertThat(history.getHistory().toString()).contains("subscriptionId");
    assertThat(encrypted.getHistory().toString()).doesNotContain("subscriptionId", "currency");
    try (var environment = environment(STRANGER)) {
      assertThatThrownBy(
              () -> WorkflowReplayer.replayWorkflowExecution(encrypted, worker(environment)))
          .isNotNull();
    }
  }

  private static WorkflowExecutionHistory recorded(String name) {
    return Objects.requireNonNull(RecordedHistories.all().get(name), name);
  }

  private static TestWorkflowEnvironment environment(KeyRing keys) {
    return TestWorkflowEnvironment.newInstance(
        TestEnvironmentOptions.newBuilder()
            .setWorkflowClientOptions(
                WorkflowClientOptions.newBuilder()
                    .setDataConverter(TemporalClients.converter(keys))
                    .build())
            .build());
  }

  private static Worker worker(TestWorkflowEnvironment environment) {
    Worker worker =
        environment.newWorker(
            "replay",
            // In ms: a busy machine is no deadlock.
            WorkerOptions.newBuilder().setDefaultDeadlockDetectionTimeout(60_000).build());
    worker.registerWorkflowImplementationTypes(Workers.WORKFLOWS.toArray(Class<?>[]::new));
    return worker;
  }

  private static WorkflowExecutionHistory encrypted(WorkflowExecutionHistory plain, KeyRing keys) {
    History.Builder history = plain.getHistory().toBuilder();
    encrypt(history, new PayloadEncryption(keys));
    return new WorkflowExecutionHistory(
        history.build(), plain.getWorkflowExecution().getWorkflowId());
  }

  /** All payloads but search attributes, which Temporal must be able to read. */
  private static void encrypt(Message.Builder message, PayloadEncryption encryption) {
    for (FieldDescriptor field : List.copyOf(message.getAllFields().keySet())) {
      if (field.getJavaType() != FieldDescriptor.JavaType.MESSAGE) {
        continue;
      }
      if (field.isRepeated()) {
        for (int i = 0; i < message.getRepeatedFieldCount(field); i++) {
          Message old = (Message) message.getRepeatedField(field, i);
          message.setRepeatedField(field, i, encrypted(old, encryption));
        }
      } else {
        message.setField(field, encrypted((Message) message.getField(field), encryption));
      }
    }
  }

  /** Of a marker, Temporal keeps for itself, and so in the clear, all but what we put in. */
  private static void encrypt(
      MarkerRecordedEventAttributes.Builder marker, PayloadEncryption encryption) {
    for (String name : List.of("input", "data", "result")) {
      var payloads = marker.getDetailsMap().get(name);
      if (payloads != null) {
        marker.putDetails(
            name,
            Payloads.newBuilder()
                .addAllPayloads(encryption.encode(payloads.getPayloadsList()))
                .build());
      }
    }
  }

  private static Message encrypted(Message message, PayloadEncryption encryption) {
    if (message instanceof Payload payload) {
      return encryption.encode(List.of(payload)).getFirst();
    }
    if (message instanceof SearchAttributes) {
      return message;
    }
    Message.Builder builder = message.toBuilder();
    if (builder instanceof MarkerRecordedEventAttributes.Builder marker) {
      encrypt(marker, encryption);
    } else {
      encrypt(builder, encryption);
    }
    return builder.build();
  }
}
