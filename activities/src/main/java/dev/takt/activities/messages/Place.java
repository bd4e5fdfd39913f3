package dev.takt.activities.messages;

/** Whose row something due is, in place of the workflow that it does not have. */
record Place(String tenant, String id) {

  static String of(String tenant, String id) {
    return tenant + "/" + id;
  }

  static Place in(String workflowId) {
    int slash = workflowId.lastIndexOf('/');
    return new Place(workflowId.substring(0, slash), workflowId.substring(slash + 1));
  }
}
