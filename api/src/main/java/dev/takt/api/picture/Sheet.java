package dev.takt.api.picture;

/**
 * What is around every picture: its size, its style, and its title and description, which a screen
 * reader reads in place of it.
 */
final class Sheet {
  private Sheet() {}

  /**
   * A picture as a document.
   *
   * @param subjectId what it shows; ids within the document are made of it, so that several can
   *     stand on one page
   */
  static String of(
      String subjectId, String title, String story, int width, int height, Markup body) {
    String id = Markup.escaped(subjectId);
    return """
    <svg xmlns="http://www.w3.org/2000/svg" class="takt-timeline" role="img" width="%d" height="%d"
      viewBox="0 0 %d %d" aria-labelledby="title-%s desc-%s">
    <title id="title-%s">%s</title>
    <desc id="desc-%s">%s</desc>
    <style>%s</style>
    <defs><pattern id="hatch-%s" width="6" height="6" patternUnits="userSpaceOnUse"
      patternTransform="rotate(45)"><rect class="hatch-ground" width="6" height="6"/><rect
      class="hatch-stripe" width="2" height="6"/></pattern></defs>
    <rect class="ground" width="%d" height="%d"/>
    %s</svg>
    """
        .formatted(
            width,
            height,
            width,
            height,
            id,
            id,
            id,
            Markup.escaped(title),
            id,
            Markup.escaped(story),
            PictureStyle.css("hatch-" + id),
            id,
            width,
            height,
            body);
  }
}
