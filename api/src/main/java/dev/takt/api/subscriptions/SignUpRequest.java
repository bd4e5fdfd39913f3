package dev.takt.api.subscriptions;

import dev.takt.api.web.MetadataLimits;
import dev.takt.api.web.Text;
import dev.takt.workflows.subscription.CollectionMethod;
import dev.takt.workflows.subscription.Limits;
import dev.takt.workflows.timeline.Transition;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;
import java.util.Map;
import org.hibernate.validator.constraints.Range;
import org.jspecify.annotations.Nullable;

/** A new subscription as it is asked for. */
@Schema(
    example =
        """
        {"customerId": "cus_01k8z0r3m5e9w7t2q4y6v8p0s1", "planId": "pln_01k8z0r3m5e9w7t2q4y6v8p0s1",
          "quantity": 1, "startDate": "2026-03-01", "collection": "CARD",
          "externalRef": "contract-4711"}
        """)
record SignUpRequest(
    @Schema(example = "cus_01k8") @NotNull String customerId,
    @Schema(example = "pln_01k8") @NotNull String planId,
    @Schema(example = "2026-03-01") @NotNull LocalDate startDate,
    @Schema(example = "1", defaultValue = "1") @Range(min = 1, max = Limits.LARGEST_QUANTITY)
        @Nullable Integer quantity,
    @Schema(example = "1", description = "1–31; months and years only, without a group")
        @Range(min = 1, max = 31)
        @Nullable Integer anchorDay,
    @Schema(example = "CARD", defaultValue = "CARD") CollectionMethod.@Nullable Means collection,
    @Schema(example = "14", defaultValue = "14") @Range(min = 0, max = 365)
        @Nullable Integer paymentTermsDays,
    @Schema(description = "the customer's default when absent") @Nullable String paymentMethodId,
    @Schema(example = "grp_01k8", description = "a group to follow from the start on")
        @Nullable String groupId,
    @Schema(example = "ON_NEXT_DATE", defaultValue = "ON_NEXT_DATE")
        @Nullable Transition transition,
    @Schema(example = "WELCOME20") @Text(max = 100) @Nullable String couponCode,
    @Schema(example = "contract-4711") @Text(max = Limits.LONGEST_TEXT)
        @Nullable String externalRef,
    @Schema(description = "own texts by key", example = "{\"campaign\": \"spring\"}")
        @MetadataLimits
        @Nullable Map<String, @Nullable String> metadata) {}
