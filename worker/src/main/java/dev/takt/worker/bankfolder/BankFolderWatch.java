package dev.takt.worker.bankfolder;

import dev.takt.activities.bank.BankFileIntake;
import dev.takt.worker.adoption.PeriodicTask;
import dev.takt.worker.adoption.RecoveryLease;
import dev.takt.workflows.subscription.Refusal;
import dev.takt.workflows.workflow.PaymentOperationWorkflow;
import dev.takt.workflows.workflow.Queues;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.temporal.api.enums.v1.WorkflowIdConflictPolicy;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads what comes into the folder for banks' files, one worker at a time. A worker that dies
 * between reading a file and moving it does no harm: the next one finds that it was read.
 */
final class BankFolderWatch extends PeriodicTask {
  private static final Logger LOG = LoggerFactory.getLogger(BankFolderWatch.class);

  /** As much as over REST; what is larger is not even looked at. */
  private static final long MOST_BYTES = 32L * 1024 * 1024;

  private final BankFolder folder;
  private final BankFileIntake intake;
  private final WorkflowClient client;
  private final RecoveryLease turn;
  private final Counter read;
  private final Counter refused;

  BankFolderWatch(
      Path folder,
      Duration between,
      BankFileIntake intake,
      WorkflowClient client,
      RecoveryLease turn,
      MeterRegistry registry) {
    super("bank folder's watch", between);
    this.folder = new BankFolder(folder, this::read);
    this.intake = intake;
    this.client = client;
    this.turn = turn;
    this.read = files(registry, "read");
    this.refused = files(registry, "refused");
  }

  private static Counter files(MeterRegistry registry, String outcome) {
    return Counter.builder("takt.bank.folder.files")
        .tag("outcome", outcome)
        .description("Files that this worker took from the folder for banks' files")
        .register(registry);
  }

  @Override
  protected void look() {
    turn.take(
        () -> {
          BankFolder.Round round = folder.look(Instant.now());
          read.increment(round.read());
          refused.increment(round.refused());
        });
  }

  private Optional<String> read(BankFolder.Waiting file) throws IOException {
    Optional<String> refusal = refusalOf(file);
    // Not its name, which may be somebody's.
    LOG.info("A bank's file of {} was {}", file.tenant(), refusal.isEmpty() ? "read" : "refused");
    return refusal;
  }

  private Optional<String> refusalOf(BankFolder.Waiting file) throws IOException {
    if (!intake.knows(file.tenant())) {
      return Optional.of("The folder is not named after a merchant: there is no " + file.tenant());
    }
    if (Files.size(file.path()) > MOST_BYTES) {
      return Optional.of("It is larger than " + MOST_BYTES + " bytes");
    }
    Instant now = Instant.now();
    String id =
        intake.add(
            file.tenant(), file.place(), file.writtenAt(), Files.readAllBytes(file.path()), now);
    return Optional.ofNullable(carryOut(file.tenant(), id, now))
        .map(refusal -> refusal.code() + ": " + refusal.detail());
  }

  /** Has it read, or waits for whoever reads it already. */
  private @Nullable Refusal carryOut(String tenant, String statementId, Instant now) {
    String merchantId = tenant.substring(0, tenant.indexOf('/'));
    return client
        .newWorkflowStub(
            PaymentOperationWorkflow.class,
            WorkflowOptions.newBuilder()
                .setWorkflowId(PaymentOperationWorkflow.id(merchantId, statementId))
                .setTaskQueue(Queues.MAIN)
                .setWorkflowIdConflictPolicy(
                    WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_USE_EXISTING)
                .build())
        .run(new PaymentOperationWorkflow.BankFile(tenant, statementId, now));
  }
}
