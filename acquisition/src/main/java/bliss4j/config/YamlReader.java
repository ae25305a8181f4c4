package bliss4j.config;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Reads one file. It takes the parser's events one by one, without recursion, and shares what aliases repeat, so that
 * neither deep nor self-multiplying files cost more than their length.
 */
final class YamlReader {
    private static final int DEEPEST = 32;
    private static final int LARGEST = 100_000;

    private final String file;
    private final Deque<Open> open = new ArrayDeque<>();
    private final Map<String, Yaml> anchors = new HashMap<>();
    private Optional<Yaml> root = Optional.empty();
    private int documents;

    /** A collection whose end has not come yet. */
    private record Open(CollectionStartEvent start, List<Yaml> items) {}

    private YamlReader(String file) {
        this.file = file;
    }

    /**
     * @return empty if the file holds nothing but comments
     * @throws ConfigException if it is not one YAML document of ordinary values
     */
    static Optional<Yaml> read(String file, String text) {
        YamlReader reader = new YamlReader(file);
        LoadSettings settings = LoadSettings.builder()
                .setLabel(file)
                .setCodePointLimit(Integer.MAX_VALUE)
                .build();
        try {
            for (Event event : new Parse(settings).parseString(text)) {
                reader.take(event);
            }
        } catch (MarkedYamlEngineException e) {
            throw reader.broken(e);
        } catch (ReaderException e) {
            long line = 1
                    + text.codePoints()
                            .limit(e.getPosition())
                            .filter(c -> c == '\n')
                            .count();
            throw new Place(file, (int) line).error("a character that YAML does not allow, code " + e.getCodePoint());
        } catch (YamlEngineException e) {
            throw new Place(file, 0).error(oneLine(String.valueOf(e.getMessage())));
        }
        return reader.root.filter(
                yaml -> !(yaml instanceof Yaml.Scalar scalar && scalar.value().isNothing()));
    }

    private void take(Event event) {
        switch (event) {
            case DocumentStartEvent start -> {
                documents++;
                if (documents > 1) {
                    throw place(start).error("a second document starts here; expected one for each file");
                }
            }
            case AliasEvent alias -> {
                Yaml target = anchors.get(alias.getAlias().getValue());
                if (target == null) {
                    throw place(alias)
                            .error("alias '*" + alias.getAlias().getValue()
                                    + "' refers to nothing that ends before it");
                }
                put(target, Optional.empty(), event);
            }
            case ScalarEvent scalar -> put(YamlScalars.read(place(scalar), scalar), scalar.getAnchor(), event);
            case CollectionStartEvent start -> open(start);
            case CollectionEndEvent end -> {
                Open done = open.pop();
                put(collection(done), done.start.getAnchor(), done.start);
            }
            default -> {}
        }
    }

    private void open(CollectionStartEvent start) {
        if (!start.isImplicit()) {
            YamlScalars.checkTag(place(start), start.getTag().orElse("!"));
        }
        if (open.size() >= DEEPEST) {
            throw tooLarge(start);
        }
        open.push(new Open(start, new ArrayList<>()));
    }

    private void put(Yaml yaml, Optional<Anchor> anchor, Event event) {
        if (yaml.extent().size() > LARGEST || open.size() + yaml.extent().depth() > DEEPEST + 1) {
            throw tooLarge(event);
        }
        anchor.ifPresent(name -> anchors.put(name.getValue(), yaml));
        if (open.isEmpty()) {
            root = Optional.of(yaml);
        } else {
            open.peek().items.add(yaml);
        }
    }

    private ConfigException tooLarge(Event event) {
        return place(event)
                .error("expected at most " + DEEPEST + " levels and " + LARGEST
                        + " values in a file, aliases counted as what they stand for");
    }

    private Yaml collection(Open done) {
        Place place = place(done.start);
        if (!(done.start instanceof MappingStartEvent)) {
            return Yaml.Sequence.of(place, done.items);
        }
        Map<String, Yaml.Entry> entries = new LinkedHashMap<>();
        for (int i = 0; i < done.items.size(); i += 2) {
            Yaml key = done.items.get(i);
            if (!(key instanceof Yaml.Scalar scalar)) {
                throw key.place().error("a key that is a list or a mapping; expected a word");
            }
            String name = YamlScalars.key(scalar);
            Yaml.Entry twin = entries.putIfAbsent(name, new Yaml.Entry(key.place(), done.items.get(i + 1)));
            if (twin != null) {
                throw key.place()
                        .error("'" + name + "' stands twice, first in line "
                                + twin.place().line());
            }
        }
        return Yaml.Mapping.of(place, entries);
    }

    private Place place(Event event) {
        return place(event.getStartMark());
    }

    private Place place(Optional<Mark> mark) {
        return new Place(file, mark.map(Mark::getLine).orElse(-1) + 1);
    }

    private ConfigException broken(MarkedYamlEngineException e) {
        String problem = e.getProblem() == null ? String.valueOf(e.getContext()) : e.getProblem();
        Optional<Mark> mark = e.getProblemMark().isPresent() ? e.getProblemMark() : e.getContextMark();
        return place(mark).error("no YAML: " + oneLine(problem));
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }
}
