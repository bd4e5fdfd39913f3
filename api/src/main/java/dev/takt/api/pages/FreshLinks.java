package dev.takt.api.pages;

import dev.takt.api.invoices.Invoice;
import dev.takt.api.invoices.Invoices;
import dev.takt.api.workflow.Workflows;
import dev.takt.workflows.port.Messages;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * Sends a fresh link to the address that is known already, to whoever asks with an expired one: at
 * most one a day for each customer and purpose. Whoever asks with anything else gets the same
 * answer, just as fast: what there is to do is done afterwards.
 */
@Component
class FreshLinks implements DisposableBean {
  private static final Logger LOG = LoggerFactory.getLogger(FreshLinks.class);

  /** How long after its end a link can still be exchanged. */
  private static final Duration RECOVERY = Duration.ofDays(180);

  private final PayTokens tokens;
  private final PageTime time;
  private final Invoices invoices;
  private final Workflows workflows;
  private final ExecutorService afterwards = Executors.newVirtualThreadPerTaskExecutor();

  FreshLinks(PayTokens tokens, PageTime time, Invoices invoices, Workflows workflows) {
    this.tokens = tokens;
    this.time = time;
    this.invoices = invoices;
    this.workflows = workflows;
  }

  void ask(String token) {
    afterwards.execute(
        () -> {
          try {
            tokens.find(token).ifPresent(this::send);
          } catch (RuntimeException broken) {
            LOG.warn("a fresh link could not be asked for: the customer may ask again", broken);
          }
        });
  }

  private void send(PayLink link) {
    Instant now = time.now(link);
    if (link.usedAt() != null || link.expiresAt().plus(RECOVERY).isBefore(now)) {
      return;
    }
    String invoice = link.invoiceId();
    if (invoice != null
        && invoices.find(link.tenant(), invoice).filter(Invoice::isUnpaid).isEmpty()) {
      return;
    }
    workflows.send(
        link.merchantId(),
        new Messages.Message(
            link.tenant(),
            // Whichever of the old links it is asked for with.
            "pay-link/"
                + (invoice == null ? link.customerId() : invoice)
                + "/"
                + now.atZone(ZoneOffset.UTC).toLocalDate(),
            link.customerId(),
            Messages.Channel.EMAIL,
            Messages.Template.PAY_LINK,
            invoice,
            null,
            Map.of(),
            now));
  }

  @Override
  public void destroy() {
    afterwards.close();
  }
}
