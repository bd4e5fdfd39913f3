package dev.takt.worker.replay;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The components of records: those that a type has, and those that a recorded value has. */
final class Shapes {
  private final SortedSet<String> seen = new TreeSet<>();

  /** All that were seen with a value, as {@code DunningCase.policyName}. */
  SortedSet<String> seen() {
    return seen;
  }

  /** Notes which components of {@code type}, and of all that is in it, have a value here. */
  void see(Type type, JsonNode value) {
    if (value == null || value.isNull()) {
      return;
    }
    Class<?> raw = raw(type);
    if (value.isArray()) {
      value.forEach(element -> see(argument(type, 0), element));
    } else if (Map.class.isAssignableFrom(raw)) {
      value.properties().forEach(entry -> see(argument(type, 1), entry.getValue()));
    } else if (value.isObject()) {
      Class<?> kind = kindOf(raw, value);
      for (RecordComponent component : components(kind)) {
        JsonNode part = value.get(component.getName());
        if (part != null && !part.isNull() && !(part.isContainerNode() && part.isEmpty())) {
          seen.add(name(kind, component));
          see(component.getGenericType(), part);
        }
      }
    }
  }

  /** All components of a type, and of all types that it is made of. */
  static SortedSet<String> of(Type... types) {
    SortedSet<String> names = new TreeSet<>();
    Set<Type> done = new HashSet<>();
    for (Type type : types) {
      collect(type, names, done);
    }
    return names;
  }

  private static void collect(Type type, SortedSet<String> names, Set<Type> done) {
    if (!done.add(type)) {
      return;
    }
    if (type instanceof ParameterizedType generic) {
      Arrays.stream(generic.getActualTypeArguments())
          .forEach(argument -> collect(argument, names, done));
      return;
    }
    Class<?> raw = raw(type);
    kinds(raw).forEach(kind -> collect(kind, names, done));
    for (RecordComponent component : components(raw)) {
      names.add(name(raw, component));
      collect(component.getGenericType(), names, done);
    }
  }

  private static List<Class<?>> kinds(Class<?> type) {
    JsonSubTypes kinds = type.getAnnotation(JsonSubTypes.class);
    return kinds == null
        ? List.of()
        : Arrays.stream(kinds.value()).<Class<?>>map(JsonSubTypes.Type::value).toList();
  }

  private static Class<?> kindOf(Class<?> type, JsonNode value) {
    JsonSubTypes kinds = type.getAnnotation(JsonSubTypes.class);
    if (kinds == null) {
      return type;
    }
    String written = value.path(type.getAnnotation(JsonTypeInfo.class).property()).asText();
    return Arrays.stream(kinds.value())
        .filter(kind -> kind.name().equals(written))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no kind of " + type + ": " + value))
        .value();
  }

  private static List<RecordComponent> components(Class<?> type) {
    return type.isRecord() && type.getName().startsWith("dev.takt.")
        ? Stream.of(type.getRecordComponents()).filter(Shapes::isKept).toList()
        : List.of();
  }

  private static boolean isKept(RecordComponent component) {
    return !component.getAccessor().isAnnotationPresent(JsonIgnore.class);
  }

  private static String name(Class<?> type, RecordComponent component) {
    String full = type.getName();
    return full.substring(full.lastIndexOf('.') + 1).replace('$', '.') + "." + component.getName();
  }

  private static Class<?> raw(Type type) {
    return switch (type) {
      case Class<?> plain -> plain;
      case ParameterizedType generic -> raw(generic.getRawType());
      default -> throw new AssertionError("a state has no place for " + type);
    };
  }

  private static Type argument(Type type, int index) {
    return ((ParameterizedType) type).getActualTypeArguments()[index];
  }
}
