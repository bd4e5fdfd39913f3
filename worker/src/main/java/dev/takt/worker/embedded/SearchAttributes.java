package dev.takt.worker.embedded;

import io.temporal.api.enums.v1.IndexedValueType;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What operators can search workflows by. Temporal must know these before a workflow sets one. */
final class SearchAttributes {
  static final SortedMap<String, IndexedValueType> ALL =
      new TreeMap<>(
          Map.of(
              "TaktMerchant", IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD,
              "TaktCustomer", IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD,
              "TaktStatus", IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD,
              "TaktReason", IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD,
              "TaktNextBilling", IndexedValueType.INDEXED_VALUE_TYPE_DATETIME,
              "TaktInDunning", IndexedValueType.INDEXED_VALUE_TYPE_BOOL));

  private SearchAttributes() {}

  /** As arguments of {@code temporal server start-dev}. */
  static List<String> arguments() {
    return ALL.entrySet().stream()
        .flatMap(
            entry ->
                List.of("--search-attribute", entry.getKey() + "=" + commandName(entry.getValue()))
                    .stream())
        .toList();
  }

  /** As arguments of {@code temporal operator search-attribute create}. */
  static String creationArguments() {
    return ALL.entrySet().stream()
        .map(entry -> "--name " + entry.getKey() + " --type " + commandName(entry.getValue()))
        .collect(Collectors.joining(" "));
  }

  private static String commandName(IndexedValueType type) {
    return switch (type) {
      case INDEXED_VALUE_TYPE_KEYWORD -> "Keyword";
      case INDEXED_VALUE_TYPE_DATETIME -> "Datetime";
      case INDEXED_VALUE_TYPE_BOOL -> "Bool";
      default -> throw new IllegalArgumentException("no attribute of Takt's is a " + type);
    };
  }
}
