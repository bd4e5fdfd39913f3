package dev.takt.worker.settings;

import io.temporal.envconfig.ClientConfigProfile;
import io.temporal.envconfig.LoadClientConfigProfileOptions;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.NestedExceptionUtils;

/**
 * A Temporal that somebody else runs, and how it is spoken to. The variables are those of
 * Temporal's own programs and are read by Temporal's own library: {@code TEMPORAL_ADDRESS}, {@code
 * TEMPORAL_API_KEY}, {@code TEMPORAL_TLS} and those that begin so (<a
 * href="https://docs.temporal.io/references/client-environment-configuration">reference</a>). A key
 * is only sent over TLS. The configuration file of these programs is not read.
 */
public record TemporalAccess(String address, WorkflowServiceStubsOptions connection) {

  /**
   * Reads the environment.
   *
   * @return null where there is no address
   * @throws CannotStart if a certificate or a key cannot be read, or a variable makes no sense
   */
  public static @Nullable TemporalAccess of(Map<String, String> variables) {
    String address = variables.get("TEMPORAL_ADDRESS");
    if (address == null) {
      return null;
    }
    if (!address.matches("[^\\s/:@?#\\[\\]]+:\\d{1,5}|\\[[0-9a-fA-F:.]+]:\\d{1,5}")) {
      throw new CannotStart(
          "TEMPORAL_ADDRESS is \""
              + address
              + "\"; it must be a host and a port, such as temporal:7233.");
    }
    requireTrueOrFalse("TEMPORAL_TLS", variables);
    requireTrueOrFalse("TEMPORAL_TLS_DISABLE_HOST_VERIFICATION", variables);
    if (variables.containsKey("TEMPORAL_API_KEY")
        && "false".equals(variables.get("TEMPORAL_TLS"))) {
      throw new CannotStart(
          "TEMPORAL_API_KEY is set and TEMPORAL_TLS is false: the key would go over the network for"
              + " all to read.");
    }
    return new TemporalAccess(address, connection(variables));
  }

  private static WorkflowServiceStubsOptions connection(Map<String, String> variables) {
    try {
      var said =
          ClientConfigProfile.load(
              LoadClientConfigProfileOptions.newBuilder()
                  .setDisableFile(true)
                  .setEnvOverrides(variables)
                  .build());
      return WorkflowServiceStubsOptions.newBuilder(said.toWorkflowServiceStubsOptions())
          .validateAndBuildWithDefaults();
    } catch (IOException | RuntimeException e) {
      throw new CannotStart(
          "a certificate or key for Temporal cannot be read (%s); look at the variables that begin with TEMPORAL_TLS."
              .formatted(NestedExceptionUtils.getMostSpecificCause(e)),
          e);
    }
  }

  private static void requireTrueOrFalse(String name, Map<String, String> variables) {
    String text = variables.getOrDefault(name, "false");
    if (!text.equals("true") && !text.equals("false")) {
      throw new CannotStart(name + " is \"" + text + "\"; it is true or false.");
    }
  }

  /** Without what must not be read, such as a key. */
  @Override
  public String toString() {
    return address;
  }
}
