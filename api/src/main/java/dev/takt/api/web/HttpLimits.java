package dev.takt.api.web;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The limits on connections, in size and in time ({@code takt.http.…}, {@code TAKT_HTTP_…}).
 *
 * @param connections how many there may be at once; more wait to be accepted
 * @param idle how long a connection is kept between two requests
 * @param silence the longest that a caller may send, or take, nothing within a request
 * @param bodyTime the longest that a body may take to arrive
 * @param requestTime the longest from the first byte of a request to the last one of its answer
 * @param body the largest body of a caller with a key
 * @param file the largest file, such as a bank's
 * @param bodyWithoutKey the largest body of anybody else, such as a form of the hosted page
 */
@ConfigurationProperties("takt.http")
public record HttpLimits(
    @DefaultValue("2000") int connections,
    @DefaultValue("60s") Duration idle,
    @DefaultValue("10s") Duration silence,
    @DefaultValue("30s") Duration bodyTime,
    @DefaultValue("5m") Duration requestTime,
    @DefaultValue("1MB") DataSize body,
    @DefaultValue("32MB") DataSize file,
    @DefaultValue("16KB") DataSize bodyWithoutKey) {
  public HttpLimits {
    if (connections < 1
        || !idle.isPositive()
        || !silence.isPositive()
        || !bodyTime.isPositive()
        || !requestTime.isPositive()
        || body.toBytes() < 1
        || file.toBytes() < 1
        || bodyWithoutKey.toBytes() < 1) {
      throw new IllegalArgumentException("more than nothing in each of its settings");
    }
  }
}
