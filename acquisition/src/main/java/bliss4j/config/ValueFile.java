package bliss4j.config;

import bliss4j.block.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;

/** A dict of values as a file of YAML that people may edit: what {@code SCAN_SAVING.to_file} writes. */
public final class ValueFile {
    private static final int WIDTH = 1000; // no text is broken into lines

    private ValueFile() {}

    /** @throws ConfigException if there is no such file or it does not hold keys and values */
    public static Value.MapOf read(Path file) {
        String text;
        try {
            text = Files.readString(file);
        } catch (NoSuchFileException e) {
            throw new ConfigException("no file '" + file + "'", e);
        } catch (IOException e) {
            throw new ConfigException("cannot read '" + file + "': " + e, e);
        }
        Yaml yaml = YamlReader.read(file.toString(), text)
                .orElseThrow(() -> new ConfigException("'" + file + "' is empty: expected 'key: value'"));
        if (yaml instanceof Yaml.Mapping mapping) {
            return mapping.value();
        }
        throw yaml.place().error("expected 'key: value'");
    }

    /**
     * @param values dicts, numbers, texts, booleans and None, however deep
     * @throws ConfigException if it cannot be written
     */
    public static void write(Path file, Value.MapOf values) {
        DumpSettings settings = DumpSettings.builder()
                .setDefaultFlowStyle(FlowStyle.BLOCK)
                .setWidth(WIDTH)
                .build();
        try {
            Files.writeString(file, new Dump(settings).dumpToString(plain(values)));
        } catch (IOException e) {
            throw new ConfigException("cannot write '" + file + "': " + e, e);
        }
    }

    private static @Nullable Object plain(Value value) {
        return switch (value.plain()) {
            case Value.Nothing nothing -> null;
            case Value.Flag flag -> flag.value();
            case Value.Whole whole -> whole.value();
            case Value.Huge huge -> huge.value();
            case Value.Real real -> real.value();
            case Value.Text text -> text.value();
            case Value.MapOf map -> {
                Map<@Nullable Object, @Nullable Object> entries = new LinkedHashMap<>();
                map.entries().forEach((key, item) -> entries.put(plain(key), plain(item)));
                yield entries;
            }
            case Value other -> throw new ConfigException(other + " cannot be written as YAML");
        };
    }
}
