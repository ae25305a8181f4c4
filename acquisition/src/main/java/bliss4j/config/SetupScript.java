package bliss4j.config;

/**
 * What runs when a session starts.
 *
 * @param location where it is, for messages
 * @param text of the script, as it was when the session was looked up
 */
public record SetupScript(String location, String text) {}
