package dev.takt.tools.benchmark;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/** An empty activity. */
@ActivityInterface(namePrefix = "Nothing.")
public interface Nothing {
  @ActivityMethod(name = "nothing")
  void nothing();
}
