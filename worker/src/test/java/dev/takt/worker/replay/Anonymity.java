package dev.takt.worker.replay;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import com.google.protobuf.Message;
import java.util.Map;

/** Takes the names of machines and processes out of a history. */
final class Anonymity {
  private static final String NOBODY = "recording";

  private Anonymity() {}

  /** Replaces each {@code identity} and the names of sticky queues, however deep. */
  static void removeIdentities(Message.Builder message) {
    for (Map.Entry<FieldDescriptor, Object> entry : message.getAllFields().entrySet()) {
      FieldDescriptor field = entry.getKey();
      if (field.getJavaType() == JavaType.STRING && isNameOfProcess(message, field)) {
        message.setField(field, NOBODY);
      } else if (field.getJavaType() == JavaType.MESSAGE && !field.isRepeated()) {
        removeIdentities(message.getFieldBuilder(field));
      }
    }
  }

  private static boolean isNameOfProcess(Message.Builder message, FieldDescriptor field) {
    return !field.isRepeated()
        && (field.getName().equals("identity")
            || (field.getName().equals("name")
                && message.getField(field) instanceof String name
                && name.contains(":")));
  }
}
