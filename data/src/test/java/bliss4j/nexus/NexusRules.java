package bliss4j.nexus;

import bliss4j.block.Value;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Those rules of the NeXus base classes (NeXus definitions v2022.07: NXroot, NXentry, NXinstrument, NXdata, NXdetector,
 * NXpositioner, NXsample, NXcollection, and the manual's naming rule) that apply to what we write; written down from the
 * manual, not read from its NXDL files. Says what of a file breaks them.
 */
final class NexusRules {
    private enum Type {
        CHAR,
        NUMBER,
        DATE_TIME
    }

    /**
     * What a class says of its groups.
     *
     * @param children the classes of groups that may stand in it; none for any
     * @param fields the types of the fields that it names; others are allowed
     * @param needed fields and attributes that must be there
     */
    private record Rule(Set<String> children, Map<String, Type> fields, Set<String> needed) {}

    private static final Set<String> ANY = Set.of();
    private static final Set<String> NO_GROUPS = Set.of("no group");
    private static final Map<String, Rule> RULES = Map.of(
            "NXroot",
                    new Rule(
                            Set.of("NXentry"),
                            Map.of(
                                    "file_name",
                                    Type.CHAR,
                                    "file_time",
                                    Type.DATE_TIME,
                                    "creator",
                                    Type.CHAR,
                                    "HDF5_Version",
                                    Type.CHAR),
                            Set.of()),
            "NXentry",
                    new Rule(
                            Set.of(
                                    "NXdata",
                                    "NXinstrument",
                                    "NXcollection",
                                    "NXsample",
                                    "NXuser",
                                    "NXmonitor",
                                    "NXnote",
                                    "NXprocess",
                                    "NXparameters",
                                    "NXsubentry"),
                            Map.of("title", Type.CHAR, "start_time", Type.DATE_TIME, "end_time", Type.DATE_TIME),
                            Set.of()),
            "NXinstrument",
                    new Rule(
                            Set.of("NXdetector", "NXpositioner", "NXcollection", "NXmonochromator", "NXsource"),
                            Map.of("name", Type.CHAR),
                            Set.of()),
            "NXdata", new Rule(NO_GROUPS, Map.of("title", Type.CHAR), Set.of("signal", "axes")),
            "NXdetector", new Rule(ANY, Map.of("data", Type.NUMBER), Set.of()),
            "NXpositioner", new Rule(ANY, Map.of("value", Type.NUMBER, "name", Type.CHAR), Set.of()),
            "NXsample", new Rule(ANY, Map.of("name", Type.CHAR, "temperature", Type.NUMBER), Set.of()),
            "NXcollection", new Rule(ANY, Map.of(), Set.of()));

    private static final String NAME = "[A-Za-z0-9_]([A-Za-z0-9_.]*[A-Za-z0-9_])?";

    private final Value tree;
    private final List<String> broken = new ArrayList<>();

    private NexusRules(Value tree) {
        this.tree = tree;
    }

    /** @param tree as {@link FileSeen#tree} gives it */
    static List<String> brokenIn(Value tree) {
        NexusRules rules = new NexusRules(tree);
        rules.group("/");
        return rules.broken;
    }

    private void group(String path) {
        Optional<String> nxClass = attribute(path, "NX_class").map(Value::asText);
        if (nxClass.isEmpty() || !RULES.containsKey(nxClass.get())) {
            broken.add(path + " has the class " + nxClass.orElse("none"));
            return;
        }
        Rule rule = RULES.get(nxClass.get());
        rule.needed().stream()
                .filter(name -> attribute(path, name).isEmpty())
                .forEach(name -> broken.add(path + " has no " + name));
        rule.fields().forEach((name, type) -> {
            attribute(path, name).ifPresent(value -> check(path + "@" + name, type, value));
            find(child(path, name))
                    .flatMap(item -> item.find("value"))
                    .ifPresent(value -> check(child(path, name), type, value));
        });
        for (String name : children(path)) {
            child(path, name, nxClass.get(), rule);
        }
        switch (nxClass.get()) {
            case "NXroot" -> leadsTo(path, "NXentry");
            case "NXentry" -> leadsTo(path, "NXdata");
            case "NXdata" -> data(path);
            default -> {}
        }
    }

    private void child(String path, String name, String nxClass, Rule rule) {
        String child = child(path, name);
        if (!nxClass.equals("NXcollection") && !name.matches(NAME)) {
            broken.add(child + " has no NeXus name");
        }
        Value item = find(child).orElse(Value.nothing());
        if (item.find("link").isPresent()) {
            return; // its target is looked at where it stands
        }
        if (isGroup(item)) {
            String its = attribute(child, "NX_class").map(Value::asText).orElse("none");
            if (!rule.children().isEmpty() && !rule.children().contains(its)) {
                broken.add(child + " is " + its + " in " + nxClass);
            }
            group(child);
        }
    }

    /** An attribute default must name a group of the class that is looked for next. */
    private void leadsTo(String path, String nxClass) {
        attribute(path, "default").map(Value::asText).ifPresent(name -> {
            if (!attribute(child(path, name), "NX_class").equals(Optional.of(Value.of(nxClass)))) {
                broken.add(path + "@default names " + name + ", which is no " + nxClass);
            }
        });
    }

    private void data(String path) {
        String signal = attribute(path, "signal").map(Value::asText).orElse("");
        List<Long> shape = shape(child(path, signal));
        List<String> axes = texts(path, "axes");
        if (axes.size() != shape.size()) {
            broken.add(path + "@axes names " + axes.size() + " axes of a signal of " + shape.size() + " dimensions");
        }
        for (int i = 0; i < axes.size(); i++) {
            if (!axes.get(i).equals(".")) {
                List<Long> expected = List.of(shape.get(Math.min(i, shape.size() - 1)));
                if (!shape(child(path, axes.get(i))).equals(expected)) {
                    broken.add(path + " has the axis " + axes.get(i) + " of another length than its signal");
                }
            }
        }
        for (String other : texts(path, "auxiliary_signals")) {
            if (!shape(child(path, other)).equals(shape)) {
                broken.add(path + " has the auxiliary signal " + other + " of another shape than its signal");
            }
        }
    }

    private List<String> texts(String path, String name) {
        return attribute(path, name)
                .map(value -> value instanceof Value.ListOf list
                        ? list.items().stream().map(Value::asText).toList()
                        : List.of(value.asText()))
                .orElse(List.of());
    }

    private List<Long> shape(String path) {
        Optional<Value> shape = find(path).flatMap(item -> item.find("shape"));
        if (shape.isEmpty()) {
            broken.add(path + " is named and is no field");
            return List.of();
        }
        return shape.get().asList().stream().map(Value::asLong).toList();
    }

    private void check(String path, Type type, Value value) {
        boolean right = switch (type) {
            case CHAR -> value instanceof Value.Text;
            case DATE_TIME -> value instanceof Value.Text text && isTime(text.value());
            case NUMBER -> isNumber(value);
        };
        if (!right) {
            broken.add(path + " is no NX_" + type + ": " + value);
        }
    }

    private static boolean isNumber(Value value) {
        return switch (value) {
            case Value.ListOf list -> list.items().stream().allMatch(NexusRules::isNumber);
            case Value.Text text -> text.value().equals("nan"); // as the tree prints it
            case Value other ->
                other instanceof Value.Whole || other instanceof Value.Real || other instanceof Value.Huge;
        };
    }

    private static boolean isTime(String text) {
        try {
            OffsetDateTime.parse(text);
            return true;
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    private List<String> children(String path) {
        String start = path.equals("/") ? path : path + "/";
        return tree.asMap().keySet().stream()
                .map(Value::asText)
                .filter(other -> other.startsWith(start) && !other.equals("/"))
                .map(other -> other.substring(start.length()))
                .filter(name -> !name.contains("/"))
                .toList();
    }

    private static String child(String path, String name) {
        return path.equals("/") ? path + name : path + "/" + name;
    }

    /** What stands at a path, behind links. */
    private Optional<Value> find(String path) {
        Optional<Value> item = tree.find(path);
        return item.flatMap(found -> found.find("link"))
                .map(Value::asText)
                .map(this::find)
                .orElse(item);
    }

    private Optional<Value> attribute(String path, String name) {
        return find(path).flatMap(item -> item.find("attributes")).flatMap(attributes -> attributes.find(name));
    }

    private static boolean isGroup(Value item) {
        return item.find("shape").isEmpty();
    }
}
