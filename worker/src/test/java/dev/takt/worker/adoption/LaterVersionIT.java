package dev.takt.worker.adoption;

import static org.assertj.core.api.Assertions.assertThat;

import dev.takt.worker.stories.OneTakt;
import dev.takt.worker.stories.Story;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a later version has added to a state is passed over by this one, whoever reads it. */
class LaterVersionIT {

  @Test
  void whatALaterVersionWroteIsReadByRestAndByReadoption() {
    var story = Story.from("2026-02-20");
    String subscription = story.subscribe(story.customer("tok_ok"), story.monthly(), "2026-03-01");
    story.on("2026-03-02");
    String path = "/v1/subscriptions/" + subscription;
    assertThat(
            OneTakt.database()
                .sql(
                    """
                    update subscription set state = state || '{"later": {"added": 1}}'
                    where id = ?
                    """)
                .param(subscription)
                .update())
        .isEqualTo(1);
    OneTakt.database()
        .sql(
            """
            update invoice set vat = (select jsonb_agg(v || '{"later": 1}')
              from jsonb_array_elements(vat) v)
            where subscription_id = ?
            """)
        .param(subscription)
        .update();

    story.rest().get(path).expect(200);
    story.rest().get(path + "/timeline").expect(200);
    assertThat(story.rest().all("/v1/subscriptions")).isNotEmpty();
    assertThat(story.invoices(subscription)).hasSize(1);
    story
        .rest()
        .post(path + "/pauses", Map.of("from", "2026-03-11", "to", "2026-03-12"))
        .expect(201);
    String before = subscription.substring(0, subscription.length() - 1);
    assertThat(new MissingWorkflows(OneTakt.database()).subscriptionsAfter(before, 1))
        .singleElement()
        .satisfies(found -> assertThat(found.id()).isEqualTo(subscription));
  }
}
