package bliss4j.shell;

/**
 * A way to complete a word.
 *
 * @param word the whole word: {@code SCAN_SAVING.template}
 * @param note what it is, in a few words; a function's signature
 */
public record Completion(String word, String note) {}
