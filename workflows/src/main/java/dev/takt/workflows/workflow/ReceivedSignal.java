package dev.takt.workflows.workflow;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import dev.takt.workflows.port.Wire;
import dev.takt.workflows.subscription.Refusal;
import dev.takt.workflows.subscription.Request;
import dev.takt.workflows.subscription.Signals;
import io.temporal.common.converter.RawValue;
import java.io.IOException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A signal as it was read. Nothing stops anybody from sending anything: what cannot be read must
 * neither stop the workflow nor be lost, since nobody would learn that it did nothing.
 *
 * @param requestId what repeats are known by; null where it has none
 * @param request what is asked for; null where that cannot be read
 * @param planId the plan that it asks for; its terms are not in the request yet
 * @param objection why it cannot be carried out; not used where it can
 */
record ReceivedSignal(
    @Nullable String requestId,
    @Nullable Request request,
    @Nullable String planId,
    Refusal objection) {
  private static final ObjectMapper JSON = Wire.signals();

  private static final int LONGEST_REQUEST_ID = 200;

  private static final Refusal INCOMPLETE =
      Refusal.notAllowed(
          "incomplete_signal", "It needs a requestId and the fields of the REST call.", null);

  static ReceivedSignal of(@Nullable RawValue argument, Class<? extends Signals.Signal> type) {
    if (argument == null) {
      return not(null, INCOMPLETE);
    }
    try {
      JsonNode tree = JSON.readTree(argument.getPayload().getData().toByteArray());
      return tree.isObject()
          ? of(tree, type)
          : not(null, unreadable("It must be one JSON object."));
    } catch (IOException notJson) {
      return not(null, unreadable("It is not JSON."));
    }
  }

  private static ReceivedSignal of(JsonNode tree, Class<? extends Signals.Signal> type) {
    String requestId = requestId(tree);
    try {
      Signals.Signal signal = JSON.treeToValue(tree, type);
      String planId = signal instanceof Signals.Change change ? change.planId() : null;
      return new ReceivedSignal(requestId, request(signal, tree), planId, INCOMPLETE);
    } catch (JsonProcessingException unreadable) {
      return not(requestId, refusal(unreadable));
    }
  }

  private static ReceivedSignal not(@Nullable String requestId, Refusal objection) {
    return new ReceivedSignal(requestId, null, null, objection);
  }

  private static @Nullable String requestId(JsonNode tree) {
    JsonNode id = tree.path("requestId");
    return id.isTextual() && id.textValue().length() <= LONGEST_REQUEST_ID ? id.textValue() : null;
  }

  /** As over REST, a {@code to} that is null leaves a pause open, and one that is absent stays. */
  private static @Nullable Request request(Signals.Signal signal, JsonNode tree) {
    return signal.toRequest() instanceof Request.ChangePause change && tree.path("to").isNull()
        ? new Request.ChangePause(change.pauseId(), change.from(), null, true)
        : signal.toRequest();
  }

  private static Refusal refusal(JsonProcessingException unreadable) {
    return switch (unreadable) {
      case UnrecognizedPropertyException unknown ->
          new Refusal(
              400,
              "unknown_field",
              "It has no field \"" + shortened(unknown.getPropertyName()) + "\".",
              null);
      case InvalidFormatException format ->
          Refusal.notAllowed(
              "invalid",
              "The field "
                  + place(format)
                  + " cannot be \""
                  + shortened(String.valueOf(format.getValue()))
                  + "\".",
              place(format));
      case MismatchedInputException other ->
          Refusal.notAllowed(
              "invalid", "The field " + place(other) + " is of another kind.", place(other));
      default -> unreadable("It cannot be read.");
    };
  }

  private static String place(MismatchedInputException mismatch) {
    return mismatch.getPath().stream()
        .map(step -> "/" + step.getFieldName())
        .collect(Collectors.joining());
  }

  private static String shortened(String text) {
    return text.length() <= 40 ? text : text.substring(0, 40) + "…";
  }

  private static Refusal unreadable(String detail) {
    return new Refusal(400, "unreadable", detail, null);
  }
}
