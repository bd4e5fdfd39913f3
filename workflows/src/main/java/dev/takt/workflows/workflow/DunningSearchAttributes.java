package dev.takt.workflows.workflow;

import io.temporal.common.SearchAttributeKey;
import io.temporal.workflow.Workflow;
import org.jspecify.annotations.Nullable;

/** What operators search debts by. */
final class DunningSearchAttributes {
  private static final SearchAttributeKey<String> MERCHANT =
      SearchAttributeKey.forKeyword("TaktMerchant");
  private static final SearchAttributeKey<String> CUSTOMER =
      SearchAttributeKey.forKeyword("TaktCustomer");
  private static final SearchAttributeKey<String> STATUS =
      SearchAttributeKey.forKeyword("TaktStatus");
  private static final SearchAttributeKey<String> REASON =
      SearchAttributeKey.forKeyword("TaktReason");

  private DunningSearchAttributes() {}

  static void upsert(DunningWorkflow.Debt debt, DunningCaseStore.@Nullable Case open) {
    if (open != null) {
      Workflow.upsertTypedSearchAttributes(
          MERCHANT.valueSet(debt.merchantId()),
          CUSTOMER.valueSet(open.customerId()),
          STATUS.valueSet(open.status().name()),
          REASON.valueSet(open.reason().name()));
    }
  }
}
