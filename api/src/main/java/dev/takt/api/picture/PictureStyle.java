package dev.takt.api.picture;

/** The colours of a picture, on light and on dark ground; contrasts are at least 4.5 to 1. */
final class PictureStyle {
  private static final String CSS =
      """
      .takt-timeline{--ground:#fff;--ink:#1b1f2a;--faint:#5a6270;--track:#eceff3;--active:#0b6e5f;
      --on-active:#fff;--later:#d5efe9;--on-later:#0b4a40;--trial:#c9dcfb;--trial-line:#2d5fb3;
      --pause:#fdeecd;--pause-line:#9a6700;--stop:#b42318;--now:#c2185b;
      font-family:system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
      @media (prefers-color-scheme:dark){.takt-timeline{--ground:#14171c;--ink:#eef1f5;
      --faint:#a7b0bd;--track:#262b33;--active:#2fb39d;--on-active:#06231e;--later:#12433b;
      --on-later:#c9f2ea;--trial:#233a63;--trial-line:#8fb6f7;--pause:#43340f;--pause-line:#e2b04a;
      --stop:#f97066;--now:#ff7eb0}}
      .takt-timeline text{fill:var(--ink);font-size:13px}
      .takt-timeline .name{font-size:18px;font-weight:600}
      .takt-timeline .status,.takt-timeline .tick{fill:var(--faint)}
      .takt-timeline .tick{font-size:10px}
      .takt-timeline .month{font-weight:600}
      .takt-timeline .day{text-anchor:end;font-weight:600}
      .takt-timeline .now{fill:var(--now)}
      .takt-timeline .in{font-size:12px;fill:var(--on-active)}
      .takt-timeline .in.later{fill:var(--on-later)}
      .takt-timeline .in.stop{fill:var(--ink)}
      .takt-timeline .ground{fill:var(--ground)}
      .takt-timeline .track{fill:var(--track)}
      .takt-timeline rect.active{fill:var(--active)}
      .takt-timeline rect.active.later{fill:var(--later);stroke:var(--active);stroke-dasharray:4 2}
      .takt-timeline rect.trial{fill:var(--trial);stroke:var(--trial-line)}
      .takt-timeline rect.paused{fill:url(#HATCH);stroke:var(--pause-line)}
      .takt-timeline rect.suspended{fill:none;stroke:var(--stop);stroke-width:2}
      .takt-timeline .hatch-ground{fill:var(--pause)}
      .takt-timeline .hatch-stripe{fill:var(--pause-line);opacity:.55}
      .takt-timeline .groupdate{stroke:var(--ink);stroke-width:1;stroke-dasharray:2 3}
      .takt-timeline .today{stroke:var(--now);stroke-width:2.5;fill:none}
      """;

  private PictureStyle() {}

  /**
   * The style sheet.
   *
   * @param hatch the id of the pattern of pauses, which is unique within a page of many pictures
   */
  static String css(String hatch) {
    return CSS.replace("HATCH", hatch);
  }
}
