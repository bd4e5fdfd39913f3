package dev.takt.workflows.events;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The type that an event has on the wire, and what it says. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface EventType {
  /** Such as {@code invoice.issued}. */
  String value();

  /** What has happened, in a sentence. */
  String summary();
}
