package dev.takt.api.groups;

import dev.takt.api.web.Format;
import dev.takt.api.web.MetadataLimits;
import dev.takt.api.web.Text;
import dev.takt.api.web.TextFormat;
import dev.takt.workflows.calendar.RhythmUnit;
import dev.takt.workflows.subscription.Limits;
import dev.takt.workflows.timeline.Transition;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.hibernate.validator.constraints.Range;
import org.jspecify.annotations.Nullable;

/** A new group as it is asked for. */
record CreateGroupRequest(
    @Schema(example = "cus_01k8") @NotNull String customerId,
    @Schema(example = "MONTH") @NotNull RhythmUnit unit,
    @Schema(example = "1", defaultValue = "1") @Range(min = 1, max = 366) @Nullable Integer count,
    @Schema(
            example = "2026-03-01",
            description = "a group date; the others are counted from it, before and after")
        @NotNull
        LocalDate anchor,
    @Schema(example = "31", description = "1–31, where it is not the anchor's own day")
        @Range(min = 1, max = 31)
        @Nullable Integer anchorDay,
    @Schema(description = "that of the members, else the merchant's") @Format(TextFormat.CURRENCY)
        @Nullable String currency,
    @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable List<@Nullable String> members,
    @Schema(example = "ON_NEXT_DATE", defaultValue = "ON_NEXT_DATE")
        @Nullable Transition transition,
    @Schema(example = "family-7") @Text(max = Limits.LONGEST_TEXT) @Nullable String externalRef,
    @Schema(description = "own texts by key", example = "{\"crm\": \"4711\"}") @MetadataLimits
        @Nullable Map<String, @Nullable String> metadata) {}
