package bliss4j.hdf5;

import org.bytedeco.hdf5.H5E_error2_t;
import org.bytedeco.hdf5.H5E_walk2_t;
import org.bytedeco.hdf5.global.hdf5;
import org.bytedeco.javacpp.Pointer;

/** Takes the innermost entry from HDF5's error stack, or what the system told our driver: what really went wrong. */
final class InnermostError extends H5E_walk2_t {
    private static final long serialVersionUID = 1L;
    private static final int STOP = 1;

    /** One for the process, used under the lock: JavaCPP has room for only ten callbacks of a kind. */
    private static final InnermostError ONLY = new InnermostError();

    private String text = "";

    private InnermostError() {}

    static String text() {
        return Driver.takeTrouble().orElseGet(InnermostError::ofHdf5);
    }

    private static String ofHdf5() {
        ONLY.text = "HDF5 gives no reason";
        hdf5.H5Ewalk2(hdf5.H5E_DEFAULT, hdf5.H5E_WALK_UPWARD, ONLY, new Pointer());
        return ONLY.text;
    }

    @Override
    public int call(int n, H5E_error2_t error, Pointer nothing) {
        text = error.desc().getString();
        return STOP;
    }
}
