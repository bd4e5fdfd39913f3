package dev.takt.api.pages;

import dev.takt.api.BusinessTime;
import dev.takt.api.clocks.ClockAdvancing;
import dev.takt.records.clocks.TestClock;
import dev.takt.records.clocks.TestClocks;
import dev.takt.records.customers.Customers;
import java.time.Instant;
import org.springframework.stereotype.Component;

/** The time that counts for a link's customer. */
@Component
class PageTime {
  private final Customers customers;
  private final TestClocks clocks;
  private final BusinessTime time;

  PageTime(Customers customers, TestClocks clocks, BusinessTime time) {
    this.customers = customers;
    this.clocks = clocks;
    this.time = time;
  }

  Instant now(PayLink link) {
    return now(link.tenant(), link.customerId());
  }

  Instant now(String tenant, String customerId) {
    String clock =
        customers
            .findByTenantAndId(tenant, customerId)
            .map(customer -> customer.testClockId())
            .orElse(null);
    return time.now(
        clock == null
            ? null
            : clocks.findByTenantAndId(tenant, clock).map(TestClock::now).orElse(null));
  }

  /** Throws while the customer's test clock is advancing. */
  void mustStandStill(PayLink link) {
    customers
        .findByTenantAndId(link.tenant(), link.customerId())
        .map(customer -> customer.testClockId())
        .flatMap(clock -> clocks.findByTenantAndId(link.tenant(), clock))
        .ifPresent(ClockAdvancing::refuse);
  }
}
