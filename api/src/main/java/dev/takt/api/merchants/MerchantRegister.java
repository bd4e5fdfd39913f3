package dev.takt.api.merchants;

import dev.takt.api.BusinessTime;
import dev.takt.api.access.ApiKeyIssuer;
import dev.takt.api.access.Scope;
import dev.takt.api.idempotency.RequestId;
import dev.takt.records.merchants.Ledger;
import dev.takt.records.merchants.Ledgers;
import dev.takt.records.merchants.Merchant;
import dev.takt.records.merchants.Merchants;
import dev.takt.workflows.subscription.Identity;
import java.util.function.Predicate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The taking in and changing of merchants. */
@Service
class MerchantRegister {
  private final Merchants merchants;
  private final Ledgers ledgers;
  private final ApiKeyIssuer keys;
  private final Sellers sellers;
  private final BusinessTime time;

  MerchantRegister(
      Merchants merchants, Ledgers ledgers, ApiKeyIssuer keys, Sellers sellers, BusinessTime time) {
    this.merchants = merchants;
    this.ledgers = ledgers;
    this.keys = keys;
    this.sellers = sellers;
    this.time = time;
  }

  /** The texts of a new merchant's keys. */
  record FirstKeys(String test, String live) {}

  /**
   * Adds a merchant with its two ledgers and a key to each. A repeat after a crash, whose keys
   * nobody has seen, gets keys of its own.
   */
  @Transactional
  public FirstKeys add(Merchant merchant, Seller seller) {
    if (merchants.insert(merchant)) {
      for (boolean live : new boolean[] {false, true}) {
        ledgers.insert(new Ledger(Identity.tenant(merchant.id(), live), merchant.id(), null));
      }
      sellers.follow(Seller.unknown(merchant.id()), seller);
    }
    return new FirstKeys(key(merchant, false), key(merchant, true));
  }

  private String key(Merchant merchant, boolean live) {
    return keys.create(
        RequestId.fresh("key_"), merchant.id(), live, "first", Scope.ALL, time.now());
  }

  @Transactional
  public void change(String id, MerchantRequest change, Predicate<String> isGiven) {
    Merchant merchant = change.over(merchants.findForUpdateById(id).orElseThrow());
    Seller before = sellers.of(id);
    merchants.update(merchant);
    sellers.follow(before, change.over(before, merchant.country(), isGiven));
  }
}
