package dev.takt.api.plans;

import dev.takt.api.web.MetadataLimits;
import dev.takt.api.web.Text;
import dev.takt.workflows.subscription.Limits;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a merchant notes about a plan; what is absent stays. */
record PlanLabel(
    @Schema(example = "product-7") @Text(max = Limits.LONGEST_TEXT) @Nullable String externalRef,
    @Schema(description = "a key that is null goes", example = "{\"erp\": \"4711\"}")
        @MetadataLimits
        @Nullable Map<String, @Nullable String> metadata) {}
