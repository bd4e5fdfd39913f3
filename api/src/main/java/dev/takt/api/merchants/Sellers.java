package dev.takt.api.merchants;

import dev.takt.api.idempotency.RequestId;
import dev.takt.api.web.Problem;
import dev.takt.records.merchants.Merchant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jdbc.core.JdbcAggregateTemplate;
import org.springframework.stereotype.Component;

/** Sellers as they are now, and as they were when an invoice was issued. */
@Component
public class Sellers {
  private final SellerRows rows;
  private final JdbcAggregateTemplate template;

  Sellers(SellerRows rows, JdbcAggregateTemplate template) {
    this.rows = rows;
    this.template = template;
  }

  public Seller of(String merchantId) {
    return rows.findFirstByMerchantIdOrderByIdDesc(merchantId)
        .orElseGet(() -> Seller.unknown(merchantId));
  }

  /** The seller of an invoice; as it is now where it had said nothing when that was issued. */
  public Seller of(String merchantId, @Nullable String sellerId) {
    return Optional.ofNullable(sellerId).flatMap(rows::findById).orElseGet(() -> of(merchantId));
  }

  /**
   * Nothing, where the merchant's invoices would be lawful.
   *
   * @throws Problem {@code seller_incomplete} with what is missing
   */
  public void mustBeReady(Merchant merchant) {
    Readiness readiness = Readiness.of(merchant, of(merchant.id()));
    if (!readiness.ready()) {
      throw Problem.of(
              422,
              "seller_incomplete",
              "lawful invoices need more of the seller: PATCH /v1/merchant",
              readiness.missing())
          .asException();
    }
  }

  /** Has another follow, unless nothing is different; the caller has locked the merchant. */
  void follow(Seller before, Seller after) {
    if (!before.equals(after)) {
      template.insert(after.withId(RequestId.fresh("sel_")));
    }
  }
}
