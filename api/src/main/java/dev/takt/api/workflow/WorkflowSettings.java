package dev.takt.api.workflow;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings of how workflows are asked.
 *
 * @param patience how long a request waits for a workflow's answer
 */
@ConfigurationProperties("takt.api")
public record WorkflowSettings(@DefaultValue("20s") Duration patience) {}
