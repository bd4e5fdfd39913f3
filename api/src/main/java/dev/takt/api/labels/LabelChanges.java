package dev.takt.api.labels;

import dev.takt.api.web.MetadataLimits;
import dev.takt.api.web.Problem;
import dev.takt.records.customers.Customer;
import dev.takt.records.customers.Customers;
import dev.takt.records.labels.Label;
import dev.takt.records.labels.Labels;
import dev.takt.records.labels.Metadata;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The labelling of what workflows make, one request after the other for each customer. */
@Service
public class LabelChanges {
  private final Labels labels;
  private final Customers customers;

  LabelChanges(Labels labels, Customers customers) {
    this.labels = labels;
    this.customers = customers;
  }

  /** What is to be labelled, and whose it is. */
  public record Subject(String tenant, String id, String customerId) {}

  /** A label to be given; null leaves what there is as it is. */
  public record Given(
      @Nullable Map<String, @Nullable String> metadata, @Nullable String externalRef) {
    boolean isNothing() {
      return metadata == null && externalRef == null;
    }
  }

  /**
   * Labels something that there is.
   *
   * @throws Problem where it would be too much, or the customer's personal data was deleted
   */
  @Transactional
  public void give(Subject subject, Given given) {
    if (given.isNothing()) {
      return;
    }
    Customer customer =
        customers.findForUpdateByTenantAndId(subject.tenant, subject.customerId).orElseThrow();
    if (customer.erasedAt() != null) {
      throw Problem.conflict("personal_data_deleted", "this customer's data was deleted")
          .asException();
    }
    Label old =
        labels
            .findByTenantAndSubjectId(subject.tenant, subject.id)
            .orElseGet(
                () ->
                    new Label(subject.id, subject.tenant, subject.customerId, null, Metadata.NONE));
    Metadata metadata = old.metadata().with(given.metadata);
    if (metadata.hasTooManyKeys()) {
      throw Problem.invalid("/metadata", MetadataLimits.TOO_MANY).asException();
    }
    String ref = given.externalRef == null ? old.externalRef() : given.externalRef;
    labels.put(new Label(subject.id, subject.tenant, subject.customerId, ref, metadata));
  }
}
