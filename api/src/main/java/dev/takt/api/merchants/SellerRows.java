package dev.takt.api.merchants;

import java.util.Optional;
import org.springframework.data.repository.Repository;

/** The rows of sellers, newest last. */
interface SellerRows extends Repository<Seller, String> {
  Optional<Seller> findById(String id);

  Optional<Seller> findFirstByMerchantIdOrderByIdDesc(String merchantId);
}
