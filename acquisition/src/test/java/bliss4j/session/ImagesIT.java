package bliss4j.session;

import static bliss4j.scan.ScanCommands.ct;
import static bliss4j.scan.ScanCommands.loopscan;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bliss4j.array.DType;
import bliss4j.array.NdArray;
import bliss4j.array.Numbers;
import bliss4j.array.Shape;
import bliss4j.block.ImageReference;
import bliss4j.config.DeviceSpec;
import bliss4j.data.DataEvent;
import bliss4j.data.DataNode;
import bliss4j.data.Follower;
import bliss4j.data.NodeFilter;
import bliss4j.data.ScanData;
import bliss4j.device.Camera;
import bliss4j.device.CameraSaving;
import bliss4j.device.CameraSaving.WhenFull;
import bliss4j.device.Counter;
import bliss4j.device.Roi;
import bliss4j.image.ImageException;
import bliss4j.image.ImageFormat;
import bliss4j.image.ImageView;
import bliss4j.image.MissingImageException;
import bliss4j.imageserver.CameraMemory;
import bliss4j.scan.Scan;
import bliss4j.sim.SimCamera;
import bliss4j.sim.SimPattern;
import bliss4j.testing.LeakCheck;
import bliss4j.testing.Oracles;
import bliss4j.testing.RedisServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The original's tests of images, as ruled: a session with a simulated camera. */
@ExtendWith({RedisServer.class, LeakCheck.class})
final class ImagesIT {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final String CAMERA = "lima_simulator";

    @TempDir
    private Path folder;

    private Beamline beamline;
    private Camera camera;

    @BeforeEach
    void start() {
        beamline = Beamline.at(folder, RedisServer.url(), Map.of(CAMERA, ImagesIT::camera));
        camera = beamline.session.camera(CAMERA);
    }

    private static Object camera(DeviceSpec spec) {
        SimPattern pattern = new SimPattern(SimPattern.Kind.BEAM, DType.UINT32, Shape.of(1024, 1024), List.of());
        CameraMemory memory = new CameraMemory(spec.name(), DType.UINT32, pattern.shape(), 16 << 20, 0);
        return new SimCamera(
                pattern,
                List.of(new Roi("test", 500, 500, 24, 24)),
                0,
                new CameraSaving(ImageFormat.EDF, 1, WhenFull.WAIT),
                memory);
    }

    @AfterEach
    void end() {
        beamline.close();
    }

    private Counter image() {
        return camera.counters().getFirst();
    }

    private static DataNode.Image node(Scan scan) {
        return (DataNode.Image) scan.node()
                .orElseThrow()
                .walk(NodeFilter.types(DataNode.IMAGE))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void f9LimaDataChannelNode() {
        DataNode.Image node = node(beamline.session.run(ct(0.001, image())));
        assertThat(node.dbName()).endsWith(":1_ct:timer:lima_simulator:image");
        assertThat(node.name()).isEqualTo("image");
        assertThat(node.fullname()).isEqualTo("lima_simulator:image");
        assertThat(node.shape()).isEqualTo(Shape.of(1024, 1024));
        assertThat(node.dtype()).isEqualTo(DType.UINT32);
    }

    @Test
    void theImageOfACountComesFromTheServersMemory() {
        DataNode.Image node = node(beamline.session.run(ct(0.001, image())));
        ImageView view = node.get(-1);
        assertThat(view.length()).isEqualTo(1);
        Numbers pixels = (Numbers) view.image(-1);
        assertThat(pixels.shape()).isEqualTo(Shape.of(1024, 1024));
        assertThat(pixels.item(0)).isEqualTo(0L);
        assertThat(pixels.row(512).item(0)).isEqualTo(0L);
        assertThat(pixels.row(512).longAt(512)).isEqualTo(100);
        assertThat(view.get(0)).isEqualTo(pixels);
    }

    @Test
    void anImageThatWasNotSavedIsGoneWithTheNextAcquisition() {
        DataNode.Image first = node(beamline.session.run(ct(0.001, image())));
        beamline.session.run(ct(0.001, image()));
        assertThatThrownBy(() -> first.get(-1).image(-1))
                .isInstanceOf(ImageException.class)
                .hasMessage("Images were not saved");
    }

    @Test
    void f30LimaScanGetData() {
        Scan scan = beamline.session.run(loopscan(3, 0.001, image()).withSave(false));
        DataNode.Scan node = scan.node().orElseThrow();
        assertThat(node.images()).containsOnlyKeys("lima_simulator:image");
        ImageView images = node.images().values().iterator().next();
        assertThat(images.length()).isEqualTo(3);
        assertThat(images.image(-1).shape()).isEqualTo(Shape.of(1024, 1024));
        assertThat(scan.data()).containsOnlyKeys("elapsed_time");
    }

    @Test
    void f35LimaScanInternalTriggerWithRoi() {
        Scan scan = beamline.session.run(
                loopscan(3, 0.001, camera.counters().toArray(Counter[]::new)).withSave(false));
        ScanData data = scan.node().orElseThrow().data();
        assertThat(data).containsKeys("min", "max", "avg", "sum", "std");
        assertThat(data.channel("test:max")).isEqualTo(Numbers.of(100.0, 100.0, 100.0));
        assertThat(data.channel("test:min").length()).isEqualTo(3);
        assertThat(data.channel("test:avg").length()).isEqualTo(3);
        DataNode roi = beamline.node(node(scan).parent().orElseThrow().dbName() + ":roi_counters:test");
        assertThat(roi.children().stream().map(DataNode::name)).containsExactly("avg", "max", "min", "std", "sum");
    }

    @Test
    void aFollowerHearsOfEveryImageOnce() {
        try (Follower follower =
                beamline.live.store().session("test_session").follow(NodeFilter.types("lima", "scan"))) {
            beamline.session.run(loopscan(5, 0.001, image()).withSave(false));
            List<Long> images = new ArrayList<>();
            while (true) {
                DataEvent event = follower.next(LIMIT).orElseThrow();
                if (event instanceof DataEvent.NewImages some) {
                    for (int i = 0; i < some.count(); i++) {
                        images.add(some.firstIndex() + i);
                    }
                } else if (event instanceof DataEvent.EndScan) {
                    break;
                }
            }
            assertThat(images).containsExactly(0L, 1L, 2L, 3L, 4L);
        }
    }

    @Test
    void aViewIsASnapshotAndItsErrorsSayWhatIsNotThere() {
        DataNode.Image node =
                node(beamline.session.run(loopscan(3, 0.001, image()).withSave(false)));
        ImageView view = node.get(0, 10);
        assertThat(view.length()).isEqualTo(3);
        assertThat(node.get(1, -1).length()).isEqualTo(2);
        assertThat(node.get(1, -1).from()).isEqualTo(1);
        assertThat(node.get(1, 2).image(2).shape()).isEqualTo(Shape.of(1024, 1024));
        assertThat(node.get(7).length()).isZero();
        assertThatThrownBy(() -> view.image(3))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessage("Image is not available yet");
        assertThatThrownBy(() -> view.get(3))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessage("No image available");
        assertThatThrownBy(() -> view.image(-2)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThat(view.get(List.of(0, -1)).shape()).isEqualTo(Shape.of(2, 1024, 1024));
        int seen = 0;
        for (NdArray image : view) {
            assertThat(image.dtype()).isEqualTo(DType.UINT32);
            seen++;
        }
        assertThat(seen).isEqualTo(3);
    }

    private Path file(String name) {
        return beamline.file().resolveSibling(name);
    }

    private Scan saved(int points) {
        return beamline.session.run(loopscan(points, 0.001, image()));
    }

    /** The same pixels twice: from memory, and, once another acquisition has the memory, from the file. */
    private static void assertPixelsStay(DataNode.Image node, Runnable another) {
        NdArray fromMemory = node.get(0).image(0);
        another.run();
        assertThat(node.get(0).image(0)).isEqualTo(fromMemory);
    }

    @Test
    void f10ReferenceWithLima() {
        Scan scan = beamline.session.run(loopscan(3, 0.001, camera.counters().toArray(Counter[]::new)));
        assertThat(lastStatus(node(scan))).isEqualTo("2 2 False");
        assertThat(lastStatus(node(saved(4)))).isEqualTo("3 3 False");
        assertThat(lastStatus(
                        node(beamline.session.run(loopscan(2, 0.001, image()).withSaveImages(false)))))
                .isEqualTo("1 -1 False");
    }

    /** What V21's clients see: the last image that is ready, the last that is saved, whether it is still prepared. */
    private static String lastStatus(DataNode.Image node) {
        return Oracles.python(List.of("redis"), """
                        import pickle, redis, sys
                        data = redis.from_url(sys.argv[1] + '/1')
                        (_, fields), = data.xrevrange(sys.argv[2] + '_data', count=1)
                        assert fields[b'__EVENT__'] == b'LIMAIMAGESTATUS', fields
                        status = pickle.loads(fields[b'__STATUS__'])
                        described, = [pickle.loads(item) for item in data.lrange(sys.argv[2] + '_data_ref', 0, -1)]
                        assert int(data.get(status['server_url'])) == status['lima_acq_nb']
                        assert (described['saving_mode'] == 'NOSAVING') == (status['last_image_saved'] < 0)
                        print(status['last_image_ready'], status['last_image_saved'], status['in_prepare'])
                        """, RedisServer.url(), node.dbName())
                .strip();
    }

    @Test
    void f11IteratorOverReferenceWithLima() {
        DataNode.Image node = node(saved(3));
        assertThat(node.get(0, -1).length()).isEqualTo(3);
        assertPixelsStay(node, () -> saved(1));
        RedisServer.flush();
        DataNode.Image archived = (DataNode.Image) beamline.node(node.dbName());
        assertThat(archived.get(0, -1).length()).isEqualTo(3);
        assertThat(archived.get(2).image(2)).isEqualTo(node.get(2).image(2));
        assertThat(archived.dtype()).isEqualTo(DType.UINT32);
        assertThat(archived.fullname()).isEqualTo("lima_simulator:image");
    }

    @Test
    void f20ImageReferenceInHdf5() {
        saved(3);
        assertThat(Oracles.python(List.of("h5py"), """
                        import h5py, sys
                        with h5py.File(sys.argv[1]) as file:
                            table = file['1_loopscan/measurement/lima_simulator:image'].asstr()[()]
                            print(table.shape, table.tolist())
                        """, beamline.file()).strip())
                .isEqualTo("(3, 5) [['lima_simulator_0000.edf', 'EDF', '0', '', 'scan0001/lima_simulator_0000.edf'],"
                        + " ['lima_simulator_0001.edf', 'EDF', '0', '', 'scan0001/lima_simulator_0001.edf'],"
                        + " ['lima_simulator_0002.edf', 'EDF', '0', '', 'scan0001/lima_simulator_0002.edf']]");
        assertThat(file("scan0001/lima_simulator_0002.edf")).exists();
    }

    @Test
    void f21LimaInstrumentEntry() {
        saved(1);
        assertThat(Oracles.python(List.of("h5py"), """
                        import h5py, sys
                        with h5py.File(sys.argv[1]) as file:
                            camera = file['1_loopscan/instrument/lima_simulator']
                            print(camera.attrs['NX_class'], sorted(camera['roi_counters/test']))
                            print(camera['lima_parameters/acq_trigger_mode'].asstr()[()])
                        """, beamline.file()).strip())
                .isEqualTo("NXdetector ['height', 'width', 'x', 'y']\nINTERNAL_TRIGGER_MULTI");
    }

    /** What a view says of files is what is on the disk, in the numbers of frames that were asked for. */
    private void assertFiles(ImageFormat format, int framesPerFile, int points, List<String> names) {
        camera.saving(new CameraSaving(format, framesPerFile, WhenFull.WAIT));
        DataNode.Image node = node(saved(points));
        List<String> references = node.get(0, -1).references().stream()
                .map(reference -> Path.of(reference.file()).getFileName() + " " + reference.frame())
                .toList();
        assertThat(references).containsExactlyElementsOf(names);
        for (ImageReference reference : node.get(0, -1).references()) {
            assertThat(Path.of(reference.file())).exists();
        }
        assertPixelsStay(node, () -> beamline.session.run(ct(0, image())));
    }

    @Test
    void f27LimaDataViewEdf2FramesPerEdf() {
        assertFiles(
                ImageFormat.EDF,
                2,
                3,
                List.of("lima_simulator_0000.edf 0", "lima_simulator_0000.edf 1", "lima_simulator_0001.edf 0"));
    }

    @Test
    void f28LimaDataView1FramePerHdf5() {
        assertFiles(ImageFormat.HDF5, 1, 2, List.of("lima_simulator_0000.h5 0", "lima_simulator_0001.h5 0"));
    }

    @Test
    void f29LimaDataView2FramesPerHdf5() {
        assertFiles(
                ImageFormat.HDF5BS,
                2,
                3,
                List.of("lima_simulator_0000.h5 0", "lima_simulator_0000.h5 1", "lima_simulator_0001.h5 0"));
    }

    @Test
    void silxOpensTheImagesThroughTheDataFile() {
        camera.saving(new CameraSaving(ImageFormat.HDF5, 10, WhenFull.WAIT));
        saved(3);
        assertThat(Oracles.python(List.of("silx", "h5py"), """
                        import silx.io, sys
                        with silx.io.open(sys.argv[1]) as file:
                            data = file['1_loopscan/instrument/lima_simulator/data']
                            print(data.shape, data.dtype, data[2, 512, 512], data[0, 0, 0])
                        """, beamline.file()).strip())
                .isEqualTo("(3, 1024, 1024) uint32 100 0");
    }

    @Test
    void f31ImagesDirPrefixSaving() {
        beamline.session.saving().set("template", "test");
        beamline.session.saving().set("images_path_template", "{scan_name}_{scan_number}/toto");
        beamline.session.saving().set("images_prefix", "{img_acq_device}");
        beamline.session.saving().set("scan_number_format", "%1d");
        saved(1);
        assertThat(folder.resolve("data/test/loopscan_1/toto/lima_simulator0000.edf"))
                .exists();
    }

    @Test
    void f32ImagesDirPrefixSavingAbsolute() {
        beamline.session.saving().set("template", "test");
        beamline.session.saving().set("images_path_relative", false);
        beamline.session
                .saving()
                .set("images_path_template", folder.resolve("elsewhere") + "/{scan_name}_{scan_number}/toto");
        beamline.session.saving().set("images_prefix", "{img_acq_device}");
        beamline.session.saving().set("scan_number_format", "%1d");
        saved(1);
        assertThat(folder.resolve("elsewhere/loopscan_1/toto/lima_simulator0000.edf"))
                .exists();
    }

    @Test
    void f45SaveImages() {
        beamline.session.run(loopscan(1, 0, image()));
        assertThat(file("scan0001/lima_simulator_0000.edf")).exists();
        beamline.session.run(loopscan(1, 0, image()).withSaveImages(false));
        assertThat(file("scan0002")).doesNotExist();
        assertThat(beamline.file()).exists();
        beamline.session.run(loopscan(1, 0, image()).withSave(false));
        assertThat(file("scan0003")).doesNotExist();
    }

    @Test
    void aViewWhoseFilesWereMovedSaysWhichIsMissing() throws IOException {
        DataNode.Image node = node(saved(1));
        beamline.session.run(ct(0, image()));
        Files.move(file("scan0001"), file("moved"));
        assertThatThrownBy(() -> node.get(0).image(0))
                .isInstanceOf(MissingImageException.class)
                .hasMessageContaining("Cannot retrieve image 0 from file")
                .hasMessageContaining("scan0001/lima_simulator_0000.edf");
    }

    @Test
    void filesThatAreThereAreNotOverwritten() throws IOException {
        Files.createDirectories(file("scan0001"));
        Files.writeString(file("scan0001/lima_simulator_0000.edf"), "somebody's");
        assertThatThrownBy(() -> saved(1)).hasMessageContaining("lima_simulator_0000.edf");
        assertThat(file("scan0001/lima_simulator_0000.edf")).hasContent("somebody's");
    }
}
