package bliss4j.config;

/**
 * Makes devices of one class of the configuration.
 *
 * <p>It reads all parameters of the class from {@code spec} before it opens anything: what it did not ask for is refused
 * afterwards as unknown. Called by any thread, for one device at a time.
 */
@FunctionalInterface
public interface DeviceFactory {
    /** @throws ConfigException best made by {@link Section#wrong}, if a parameter cannot be used */
    Object create(DeviceSpec spec);
}
