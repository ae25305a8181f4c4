/**
 * The beamline as a directory of YAML files describes it: devices, sessions, and settings of the whole.
 *
 * <p>Files are read once, at {@link bliss4j.config.BeamlineConfig#load}; a device is made when it is first asked for, by a
 * {@link bliss4j.config.DeviceFactory}. Whatever is wrong is one line that says file, line, what stands there and what was
 * expected. Files are at most 1 MB; aliases cannot blow them up. Alone in using a YAML library. Imports {@code
 * bliss4j.data}, {@code bliss4j.block} and {@code bliss4j.device}. Open {@link bliss4j.config.BeamlineConfig} first.
 */
@NullMarked
package bliss4j.config;

import org.jspecify.annotations.NullMarked;
