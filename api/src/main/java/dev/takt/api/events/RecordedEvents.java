package dev.takt.api.events;

import dev.takt.records.Pages;
import org.springframework.data.repository.Repository;

/** The events of the outbox, which those write who do what they tell of. */
interface RecordedEvents extends Repository<RecordedEvent, String>, Pages<RecordedEvent> {}
