package dev.takt.api.access;

import java.util.Optional;

/** Those who may call, by their keys. */
@FunctionalInterface
interface Callers {

  /** Whoever a key is of; nobody, where there is none or it was revoked. */
  Optional<Caller> with(String key);
}
