package dev.takt.api.customers;

import dev.takt.api.web.Check;
import dev.takt.api.web.MetadataLimits;
import dev.takt.api.web.StrictJson;
import dev.takt.records.customers.Customer;
import dev.takt.records.labels.Metadata;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** What is to change of a customer: only what the request names. */
record CustomerChange(CustomerRequest values, ObjectNode given) {
  private static final List<String> NEVER_EMPTY = List.of("kind", "country", "locale");

  static CustomerChange of(ObjectNode request) {
    return new CustomerChange(
        StrictJson.MAPPER.treeToValue(request, CustomerRequest.class), request);
  }

  Customer over(Customer old) {
    Check check = Check.of(values, given::has);
    check.that(
        !given.has("testClockId"), "/testClockId", "a customer stays on the clock it began on");
    for (String field : NEVER_EMPTY) {
      check.that(!given.path(field).isNull(), "/" + field, "is needed");
    }
    values.checkAddress(check);
    Metadata metadata = metadata(old);
    check.that(!metadata.hasTooManyKeys(), "/metadata", MetadataLimits.TOO_MANY);
    check.done();
    return new Customer(
        old.id(),
        old.tenant(),
        changed("name", values.name(), old.name()),
        changed("email", values.email(), old.email()),
        changed("phone", values.phone(), old.phone()),
        Objects.requireNonNullElse(values.kind(), old.kind()),
        changed("country", values.country(), old.country()),
        changed("locale", values.locale(), old.locale()),
        changed("address", values.writtenAddress(), old.address()),
        changed("companyNumber", values.companyNumber(), old.companyNumber()),
        changed("vatNumber", values.vatNumber(), old.vatNumber()),
        changed("eInvoiceId", values.eInvoiceId(), old.eInvoiceId()),
        changed("buyerReference", values.buyerReference(), old.buyerReference()),
        changed("bankAccount", values.payeeAccount(), old.bankAccount()),
        changed("externalRef", values.externalRef(), old.externalRef()),
        changed("segment", values.segment(), old.segment()),
        metadata,
        old.testClockId(),
        old.createdAt(),
        null);
  }

  /** Key by key; null takes all of it away. */
  private Metadata metadata(Customer old) {
    return given.path("metadata").isNull() ? Metadata.NONE : old.metadata().with(values.metadata());
  }

  private <T> @Nullable T changed(String field, @Nullable T value, @Nullable T old) {
    return given.has(field) ? value : old;
  }
}
