package dev.takt.api.customers;

import dev.takt.api.web.Check;
import dev.takt.api.web.StrictJson;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** What is to change of a customer: only what the request names. */
record CustomerChange(CustomerRequest values, ObjectNode given) {

  static CustomerChange of(ObjectNode request) {
    return new CustomerChange(
        StrictJson.MAPPER.treeToValue(request, CustomerRequest.class), request);
  }

  Customer over(Customer old) {
    Check check = new Check();
    check.that(
        !given.has("testClockId"), "/testClockId", "a customer stays on the clock it began on");
    Customer customer =
        new Customer(
            old.id(),
            given.has("name") ? check.text("/name", values.name(), 200) : old.name(),
            given.has("email") ? check.email("/email", values.email()) : old.email(),
            optional(check, "phone", values.phone(), 40, old.phone()),
            given.has("kind") ? check.required("/kind", values.kind(), old.kind()) : old.kind(),
            given.has("country") ? check.country("/country", values.country(), "") : old.country(),
            given.has("locale") ? check.locale("/locale", values.locale(), "") : old.locale(),
            given.has("address") ? CustomerRequest.address(check, values.address()) : old.address(),
            optional(check, "companyNumber", values.companyNumber(), 40, old.companyNumber()),
            optional(check, "externalRef", values.externalRef(), 200, old.externalRef()),
            optional(check, "segment", values.segment(), 100, old.segment()),
            old.testClockId(),
            old.createdAt(),
            null);
    check.done();
    return customer;
  }

  private @Nullable String optional(
      Check check, String field, @Nullable String value, int most, @Nullable String old) {
    return given.has(field) ? check.optionalText("/" + field, value, most) : old;
  }
}
