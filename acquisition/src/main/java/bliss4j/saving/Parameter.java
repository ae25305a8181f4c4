package bliss4j.saving;

import bliss4j.block.DataException;
import bliss4j.block.Value;
import bliss4j.parameters.ParameterException;
import bliss4j.parameters.ParameterException.Kind;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The parameters that every {@link ScanSaving} has, in the order in which they are printed. */
enum Parameter {
    BASE_PATH("/tmp/scans"),
    DATA_FILENAME("data"),
    /** Its default is whoever runs the process, so that it is right for the next user too. */
    USER_NAME(""),
    TEMPLATE("{session}/"),
    IMAGES_PATH_RELATIVE("True"),
    IMAGES_PATH_TEMPLATE("scan{scan_number}"),
    IMAGES_PREFIX("{img_acq_device}_"),
    DATE_FORMAT("%Y%m%d"),
    SCAN_NUMBER_FORMAT("%04d");

    private final String key = name().toLowerCase(Locale.ROOT);
    private final String normal;

    Parameter(String normal) {
        this.normal = normal;
    }

    static Optional<Parameter> find(String key) {
        return Arrays.stream(values())
                .filter(parameter -> parameter.key.equals(key))
                .findFirst();
    }

    String key() {
        return key;
    }

    /** Its value while nobody sets it. */
    Value normal() {
        return this == IMAGES_PATH_RELATIVE ? Value.of(true) : Value.of(normal);
    }

    /**
     * Gives {@code value} back if this parameter can have it, whatever the others are.
     *
     * @throws ParameterException TYPE or VALUE
     */
    Value check(Value value) {
        switch (this) {
            case IMAGES_PATH_RELATIVE -> flag(value);
            case USER_NAME -> text(value);
            case DATE_FORMAT -> DateText.of(text(value));
            case SCAN_NUMBER_FORMAT -> ScanNumberFormat.of(text(value));
            case BASE_PATH -> checkBase(text(value));
            case TEMPLATE, DATA_FILENAME -> checkBelow(text(value));
            case IMAGES_PATH_TEMPLATE, IMAGES_PREFIX -> PathItems.check(key, PathTemplate.of(text(value)));
        }
        return value;
    }

    private void checkBase(String path) {
        if (!path.startsWith("/")) {
            throw refused(path, "an absolute path, such as /data/visitor");
        }
        PathItems.check(key, PathTemplate.of(path));
    }

    private void checkBelow(String path) {
        if (path.startsWith("/")) {
            throw refused(path, "a path without '/' in front: it is relative to the directory above it");
        }
        if (this == DATA_FILENAME && path.isEmpty()) {
            throw refused(path, "the name of a file");
        }
        PathItems.check(key, PathTemplate.of(path));
    }

    private ParameterException refused(String path, String expected) {
        return new ParameterException(Kind.VALUE, key + " is '" + path + "', expected " + expected);
    }

    private String text(Value value) {
        try {
            return value.asText();
        } catch (DataException e) {
            throw new ParameterException(Kind.TYPE, key + " is " + value + ", expected text");
        }
    }

    private void flag(Value value) {
        if (!(value instanceof Value.Flag)) {
            throw new ParameterException(Kind.TYPE, key + " is " + value + ", expected True or False");
        }
    }
}
