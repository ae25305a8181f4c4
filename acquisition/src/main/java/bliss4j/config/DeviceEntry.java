package bliss4j.config;

import bliss4j.block.DataException;
import bliss4j.data.NodeName;

/** A device as a file describes it, not made yet. */
record DeviceEntry(String name, String className, Yaml.Mapping mapping) {
    /** @throws ConfigException if name or class is missing, or a device cannot be called so */
    static DeviceEntry of(Yaml.Mapping mapping) {
        Section section = new Section("a device", mapping);
        String name = section.text("name");
        try {
            NodeName.check("device", name);
        } catch (DataException e) {
            throw section.place("name").error(String.valueOf(e.getMessage()));
        }
        return new DeviceEntry(name, new Section("device '" + name + "'", mapping).text("class"), mapping);
    }

    Place place() {
        return mapping.place();
    }
}
