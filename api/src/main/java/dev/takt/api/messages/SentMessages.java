package dev.takt.api.messages;

import dev.takt.records.Pages;
import java.util.Optional;
import org.springframework.data.repository.Repository;

/** The log of messages, which those write who send them. */
interface SentMessages extends Repository<SentMessage, String>, Pages<SentMessage> {

  Optional<SentMessage> findByTenantAndId(String tenant, String id);
}
