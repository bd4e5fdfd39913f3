package dev.takt.api;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;

/** A test against the one running API of this module's tests. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@SpringBootTest(
    classes = TestApi.class,
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {
      "takt.operator-token=op_test",
      "takt.api.patience=1s",
      "takt.anonymous-per-minute=100000",
      "takt.pages.per-address=100000",
      "takt.pages.per-token=100000",
      "takt.pages.misses=100000",
      "takt.http.silence=2s",
      "takt.http.body-time=3s",
      "spring.flyway.locations=filesystem:../activities/src/main/resources/db/migration"
    })
public @interface WithApi {}
