package dev.takt.records.gateways;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jdbc.repository.query.Modifying;
import org.springframework.data.jdbc.repository.query.Query;
import org.springframework.data.repository.Repository;

/** Merchants' accounts with payment gateways. */
public interface GatewayAccounts extends Repository<GatewayAccount, GatewayAccount.Key> {

  @Query("select * from gateway_account where tenant = :tenant and gateway = :gateway")
  Optional<GatewayAccount> find(String tenant, String gateway);

  @Query(
      """
      select * from gateway_account where tenant = :tenant and status <> 'REMOVED' order by gateway
      """)
  List<GatewayAccount> all(String tenant);

  /** Keeps credentials that the gateway is to be asked about; those in use stay in use. */
  @Modifying
  @Query(
      """
      insert into gateway_account (tenant, gateway, sealed_candidate, public_key, status, said_at)
      values (:tenant, :gateway, :candidate, :publicKey, 'UNCHECKED', :at)
      on conflict (tenant, gateway) do update set sealed_candidate = excluded.sealed_candidate,
        public_key = excluded.public_key, said_at = excluded.said_at,
        status = case when gateway_account.status = 'REMOVED' then 'UNCHECKED'
          else gateway_account.status end
      """)
  void propose(
      String tenant, String gateway, String candidate, @Nullable String publicKey, Instant at);

  /** The gateway has accepted the credentials that were proposed: they are used from now on. */
  @Modifying
  @Query(
      """
      update gateway_account set sealed = sealed_candidate, sealed_candidate = null,
        status = 'CONNECTED', said = null, said_at = :at
      where tenant = :tenant and gateway = :gateway and sealed_candidate = :candidate
      """)
  void accept(String tenant, String gateway, String candidate, Instant at);

  /** The gateway has refused them. */
  @Modifying
  @Query(
      """
      update gateway_account set sealed_candidate = null,
        status = case when sealed is null then 'REFUSED' else status end, said = :said,
        said_at = :at
      where tenant = :tenant and gateway = :gateway and sealed_candidate = :candidate
      """)
  void refuse(String tenant, String gateway, String candidate, String said, Instant at);

  /** The payments of a gateway that have no outcome yet. */
  @Query(
      """
      select id from payment where tenant = :tenant and gateway = :gateway
        and status in ('UNKNOWN', 'PENDING') order by id limit 20
      """)
  List<String> paymentsUnderWay(String tenant, String gateway);

  /** Forgets the credentials. A repeat changes nothing. */
  @Modifying
  @Query(
      """
      update gateway_account set sealed = null, sealed_candidate = null, public_key = null,
        status = 'REMOVED', said = null
      where tenant = :tenant and gateway = :gateway
      """)
  void remove(String tenant, String gateway);
}
