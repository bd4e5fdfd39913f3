package dev.takt.api.pages;

import dev.takt.api.workflow.WorkflowGone;
import dev.takt.api.workflow.Workflows;
import dev.takt.workflows.port.Wire;
import dev.takt.workflows.subscription.Identity;
import dev.takt.workflows.subscription.Signals;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Takes a renewed card to those subscriptions that were told to be charged to another. */
@Component
class RenewedCards {
  private static final Logger LOG = LoggerFactory.getLogger(RenewedCards.class);

  private final JdbcClient jdbc;
  private final Workflows workflows;

  RenewedCards(JdbcClient jdbc, Workflows workflows) {
    this.jdbc = jdbc;
    this.workflows = workflows;
  }

  /** The others follow the customer's default by themselves. */
  void spread(PayLink link, String cardId) {
    for (Identity identity : boundToAnother(link, cardId)) {
      String request = "page/" + cardId + "/" + identity.subscriptionId();
      try {
        workflows.signal(
            identity, "paymentMethodChanged", new Signals.PaymentMethodChanged(request, cardId));
      } catch (WorkflowGone ended) {
        LOG.info("{} ended before it could be told of a card", identity.subscriptionId());
      }
    }
  }

  private List<Identity> boundToAnother(PayLink link, String cardId) {
    return jdbc.sql(
            """
            select state -> 'identity' as identity from subscription
            where tenant = :tenant and customer_id = :customer and status <> 'ENDED'
              and state #>> '{collection,paymentMethodId}' <> :card
            order by id
            """)
        .param("tenant", link.tenant())
        .param("customer", link.customerId())
        .param("card", cardId)
        .query((row, _) -> Wire.read(row.getString("identity"), Identity.class))
        .list();
  }
}
