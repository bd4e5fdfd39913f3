package dev.takt.records.messages;

import dev.takt.records.Rows;
import java.util.Optional;
import org.springframework.data.repository.Repository;

/** The senders of merchants' messages. */
public interface MessageSenders extends Repository<MessageSender, String>, Rows<MessageSender> {

  Optional<MessageSender> findByTenant(String tenant);
}
