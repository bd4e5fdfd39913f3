package dev.takt.api.web;

import dev.takt.workflows.subscription.Request;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/**
 * What is wrong with a request, all of it at once: its constraints, and the rules between its
 * fields, or with what is known otherwise, that no constraint can state.
 */
public final class Check {
  private final List<FieldError> errors = new ArrayList<>();
  private final Comparator<FieldError> order;

  /** A check of rules, without constraints. */
  public Check() {
    this.order = (_, _) -> 0;
  }

  private Check(Record request) {
    this.order = Violations.order(request.getClass());
  }

  /** A check that begins with the constraints of a request. */
  public static Check of(Record request) {
    return of(request, _ -> true);
  }

  /** A check that begins with the constraints of these fields of a request. */
  public static Check of(Record request, Predicate<String> fields) {
    Check check = new Check(request);
    Violations.of(request).stream()
        .filter(error -> fields.test(error.field()))
        .forEach(check.errors::add);
    return check;
  }

  /** Adds the constraints of a part of the request. */
  public void part(String pointer, Record part) {
    Violations.of(part).forEach(error -> error(pointer + error.pointer(), error.detail()));
  }

  /** Adds what is wrong in itself with a request to a subscription. */
  public void faults(Request request) {
    request.faults().forEach(fault -> error(fault.pointer(), fault.detail()));
  }

  public void error(String pointer, String detail) {
    errors.add(new FieldError(pointer, detail));
  }

  public void that(boolean right, String pointer, String detail) {
    if (!right) {
      error(pointer, detail);
    }
  }

  /** Throws the problem when there was any. */
  public void done() {
    if (!errors.isEmpty()) {
      throw Problem.invalid(errors.stream().sorted(order).toList());
    }
  }
}
