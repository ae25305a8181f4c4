package bliss4j.imageserver;

/**
 * What saving may take.
 *
 * @param packers threads that pack images, for formats that do
 * @param pendingBytes how much may wait to be written; at least two images
 * @param sync whether a file is on the disk, and not only with the system, before its last image counts as saved
 */
public record SavingRules(int packers, long pendingBytes, boolean sync) {
    /** As many packers as processors, less one for the writer; 256 MiB; no waiting for the disk. */
    public static final SavingRules DEFAULT =
            new SavingRules(Math.max(1, Runtime.getRuntime().availableProcessors() - 1), 256L << 20, false);

    public SavingRules {
        if (packers < 1 || pendingBytes < 0) {
            throw new IllegalArgumentException(
                    packers + " packers, " + pendingBytes + " bytes pending: expected 1 or more, and 0 or more");
        }
    }

    public SavingRules withSync(boolean whether) {
        return new SavingRules(packers, pendingBytes, whether);
    }

    int pendingImages(int imageBytes) {
        return Math.clamp(pendingBytes / Math.max(1, imageBytes), 2, 1 << 16);
    }
}
