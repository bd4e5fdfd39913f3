package dev.takt.activities.dunning;

import java.util.HashSet;
import java.util.Set;

/** What subscriptions are asked because of debts: whose service is withheld. */
final class Service {
  private final Set<String> withheldFor = new HashSet<>();

  String suspend(String invoiceId) {
    withheldFor.add(invoiceId);
    return "suspended";
  }

  String restore(String invoiceId) {
    withheldFor.remove(invoiceId);
    return "restored";
  }

  boolean isWithheldFor(String invoiceId) {
    return withheldFor.contains(invoiceId);
  }
}
