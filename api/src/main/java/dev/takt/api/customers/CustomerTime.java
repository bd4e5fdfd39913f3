package dev.takt.api.customers;

import dev.takt.api.BusinessTime;
import dev.takt.api.access.Caller;
import dev.takt.api.clocks.ClockAdvancing;
import dev.takt.records.clocks.TestClock;
import dev.takt.records.clocks.TestClocks;
import dev.takt.records.customers.Customers;
import java.time.Instant;
import org.springframework.stereotype.Component;

/**
 * The time that counts for a customer: its test clock's, which must stand still, or the world's.
 */
@Component
public class CustomerTime {
  private final Customers customers;
  private final TestClocks clocks;
  private final BusinessTime time;

  CustomerTime(Customers customers, TestClocks clocks, BusinessTime time) {
    this.customers = customers;
    this.clocks = clocks;
    this.time = time;
  }

  public Instant now(Caller caller, String customerId) {
    String clockId =
        customers.findByTenantAndId(caller.tenant(), customerId).orElseThrow().testClockId();
    TestClock clock =
        clockId == null ? null : clocks.findByTenantAndId(caller.tenant(), clockId).orElse(null);
    if (clock == null) {
      return time.now();
    }
    ClockAdvancing.refuse(clock);
    return clock.now();
  }
}
