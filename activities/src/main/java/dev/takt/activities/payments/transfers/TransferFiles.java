package dev.takt.activities.payments.transfers;

import dev.takt.workflows.port.Payments.TransferRequest;
import dev.takt.workflows.subscription.Refusal;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Writes files that ask merchants' banks to transfer refunds. A refund is in one file, unless its
 * merchant asks for it again in so many words: what a bank is given twice it may pay twice.
 */
@Component
public class TransferFiles {
  private static final String REFUND_IDS = "/refundIds";

  private final TransactionTemplate transaction;
  private final TransferFileRows rows;

  TransferFiles(PlatformTransactionManager transactions, TransferFileRows rows) {
    this.transaction = new TransactionTemplate(transactions);
    this.rows = rows;
  }

  /** Writes a file; a repeat finds it written. */
  public @Nullable Refusal write(TransferRequest request) {
    return transaction.execute(
        _ -> {
          rows.lockFiles(request.tenant());
          if (rows.exists(request)) {
            return null;
          }
          TransferOrder.Payer payer = rows.payer(request.tenant()).orElse(null);
          return payer == null
              ? Refusal.notAllowed(
                  "bank_account_missing",
                  "Tell of the account that is paid from: PATCH /v1/merchant with bankAccount.",
                  null)
              : write(request, payer, rows.lock(request, payer));
        });
  }

  private @Nullable Refusal write(
      TransferRequest request, TransferOrder.Payer payer, List<TransferFileRows.Refund> refunds) {
    Refusal refusal = objection(request, refunds);
    if (refusal != null) {
      return refusal;
    }
    List<TransferOrder.Transfer> transfers =
        refunds.stream()
            .map(TransferFileRows.Refund::transfer)
            .flatMap(Stream::ofNullable)
            .toList();
    if (transfers.isEmpty()) {
      return Refusal.conflict(
          "nothing_to_transfer", "No refund waits whose payee's account is known.");
    }
    var order = new TransferOrder(request.fileId(), request.at(), request.on(), payer, transfers);
    rows.insert(
        request,
        CreditTransferFile.of(order),
        transfers.stream().map(TransferOrder.Transfer::refundId).toList());
    return null;
  }

  /** Why those that are named cannot all be in a file. */
  private static @Nullable Refusal objection(
      TransferRequest request, List<TransferFileRows.Refund> refunds) {
    if (refunds.size() < request.refundIds().size()) {
      return Refusal.notAllowed("refund_unknown", "Name refunds that there are.", REFUND_IDS);
    }
    if (request.refundIds().isEmpty()) {
      return null;
    }
    return refunds.stream()
        .map(refund -> objection(request, refund))
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  private static @Nullable Refusal objection(
      TransferRequest request, TransferFileRows.Refund refund) {
    if (!refund.status().equals("TO_TRANSFER")) {
      return Refusal.conflict(
          "refund_not_to_transfer",
          "The refund "
              + refund.id()
              + " is not to be transferred: it is "
              + refund.status()
              + ".");
    }
    if (refund.fileId() != null && !request.again()) {
      return Refusal.conflict(
          "refund_in_file",
          "The refund %s is in the file %s already: ask for it with \"again\": true, if the bank has not carried that out."
              .formatted(refund.id(), refund.fileId()));
    }
    return refund.transfer() == null
        ? Refusal.notAllowed(
            "payee_account_unknown",
            "Nobody knows the account for the refund "
                + refund.id()
                + ": give its customer a bankAccount.",
            REFUND_IDS)
        : null;
  }
}
