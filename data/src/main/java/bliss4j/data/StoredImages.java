package bliss4j.data;

import bliss4j.array.Texts;
import bliss4j.block.DataException;
import bliss4j.block.ImageReference;
import bliss4j.image.ImageAcquisition;
import bliss4j.image.ImageSeries;
import bliss4j.image.ImageSource;
import bliss4j.image.ImageTable;
import java.util.ArrayList;
import java.util.List;

/** The images of a node as its store has them. */
final class StoredImages implements ImageSeries {
    private final DataNode.Image node;
    private final ImageAcquisition acquisition;

    StoredImages(DataNode.Image node) {
        this.node = node;
        acquisition = node.acquisition(); // said once, before the first image
    }

    @Override
    public String name() {
        return node.dbName();
    }

    @Override
    public ImageAcquisition acquisition() {
        return acquisition;
    }

    @Override
    public long length() {
        return node.length();
    }

    @Override
    public List<ImageReference> references(long from, long to) {
        if (!(node.references().get(from, to) instanceof Texts rows) || rows.length() < to - from) {
            throw new DataException(node.dbName() + " does not say where its images " + from + " to " + to + " are");
        }
        List<ImageReference> references = new ArrayList<>();
        for (int i = 0; i < rows.length(); i++) {
            references.add(ImageTable.reference(acquisition, from + i, rows.row(i)));
        }
        return references;
    }

    @Override
    public List<ImageSource> sources() {
        return node.store().imageSources();
    }
}
