"""The standard scans. Counts are of points; times are in seconds.

Counters may be counters, lists of them and measurement groups; without any the active group is measured. Every scan takes
these options by name: name (of its node and its entry in the file), title, save, save_images, sleep_time (after each
point), run (False to run it later by its run()), return_scan and type.
"""

from bliss._host import host

__all__ = [
    "ascan", "a2scan", "a3scan", "a4scan", "a5scan", "anscan", "dscan", "d2scan", "d3scan", "d4scan", "d5scan", "dnscan",
    "amesh", "dmesh", "lineup", "pointscan", "lookupscan", "timescan", "loopscan", "ct",
    "cen", "com", "peak", "goto_cen", "goto_com", "goto_peak", "where", "plotselect",
]

_OPTIONS = {
    "name": None, "title": None, "save": True, "save_images": True, "sleep_time": None, "run": True, "return_scan": True,
    "type": None,
}


def _scan(command, arguments, counters, options):
    for name in options:
        if name not in _OPTIONS:
            raise TypeError(f"{command}() has no option {name!r}; it has {', '.join(_OPTIONS)}")
    return host.scan(command, arguments, counters, {**_OPTIONS, **options})


def ascan(motor, start, stop, npoints, count_time, *counter_args, **options):
    """Moves a motor from start to stop in npoints even steps and counts at each point.

    The motor stays at stop. Example: ascan(roby, 0, 9, 10, 0.1, diode)
    """
    return _scan("ascan", (npoints, count_time, motor, start, stop), counter_args, options)


def dscan(motor, start, stop, npoints, count_time, *counter_args, **options):
    """As ascan, with distances from where the motor is; it goes back there. Example: dscan(roby, -1, 1, 11, 0.1, diode)"""
    return _scan("dscan", (npoints, count_time, motor, start, stop), counter_args, options)


def a2scan(motor1, start1, stop1, motor2, start2, stop2, npoints, count_time, *counter_args, **options):
    """As ascan, with two motors that move together."""
    return anscan(count_time, npoints, motor1, start1, stop1, motor2, start2, stop2, *counter_args, **options)


def d2scan(motor1, start1, stop1, motor2, start2, stop2, npoints, count_time, *counter_args, **options):
    """As dscan, with two motors that move together."""
    return dnscan(count_time, npoints, motor1, start1, stop1, motor2, start2, stop2, *counter_args, **options)


def a3scan(m1, start1, stop1, m2, start2, stop2, m3, start3, stop3, npoints, count_time, *counter_args, **options):
    """As ascan, with three motors that move together."""
    motors = (m1, start1, stop1, m2, start2, stop2, m3, start3, stop3)
    return anscan(count_time, npoints, *motors, *counter_args, **options)


def d3scan(m1, start1, stop1, m2, start2, stop2, m3, start3, stop3, npoints, count_time, *counter_args, **options):
    """As dscan, with three motors that move together."""
    motors = (m1, start1, stop1, m2, start2, stop2, m3, start3, stop3)
    return dnscan(count_time, npoints, *motors, *counter_args, **options)


def a4scan(
    m1, start1, stop1, m2, start2, stop2, m3, start3, stop3, m4, start4, stop4, npoints, count_time, *counter_args, **options
):
    """As ascan, with four motors that move together."""
    motors = (m1, start1, stop1, m2, start2, stop2, m3, start3, stop3, m4, start4, stop4)
    return anscan(count_time, npoints, *motors, *counter_args, **options)


def d4scan(
    m1, start1, stop1, m2, start2, stop2, m3, start3, stop3, m4, start4, stop4, npoints, count_time, *counter_args, **options
):
    """As dscan, with four motors that move together."""
    motors = (m1, start1, stop1, m2, start2, stop2, m3, start3, stop3, m4, start4, stop4)
    return dnscan(count_time, npoints, *motors, *counter_args, **options)


def a5scan(
    m1, start1, stop1, m2, start2, stop2, m3, start3, stop3, m4, start4, stop4, m5, start5, stop5,
    npoints, count_time, *counter_args, **options
):
    """As ascan, with five motors that move together."""
    motors = (m1, start1, stop1, m2, start2, stop2, m3, start3, stop3, m4, start4, stop4, m5, start5, stop5)
    return anscan(count_time, npoints, *motors, *counter_args, **options)


def d5scan(
    m1, start1, stop1, m2, start2, stop2, m3, start3, stop3, m4, start4, stop4, m5, start5, stop5,
    npoints, count_time, *counter_args, **options
):
    """As dscan, with five motors that move together."""
    motors = (m1, start1, stop1, m2, start2, stop2, m3, start3, stop3, m4, start4, stop4, m5, start5, stop5)
    return dnscan(count_time, npoints, *motors, *counter_args, **options)


def anscan(count_time, npoints, *motors_and_counters, **options):
    """As ascan, with any number of motors. Example: anscan(0.1, 10, roby, 0, 9, robz, 0, 1, diode)"""
    motors, counters = _motors(motors_and_counters, 3)
    return _scan("anscan", (npoints, count_time, *motors), counters, options)


def dnscan(count_time, npoints, *motors_and_counters, **options):
    """As dscan, with any number of motors."""
    motors, counters = _motors(motors_and_counters, 3)
    return _scan("dnscan", (npoints, count_time, *motors), counters, options)


def _motors(arguments, size):
    """Motors with what belongs to each, and what comes after them."""
    from bliss.common.axis import Axis

    end = 0
    while end < len(arguments) and isinstance(arguments[end], Axis):
        end += size
    return arguments[:end], arguments[end:]


def amesh(
    motor1, start1, stop1, npoints1, motor2, start2, stop2, npoints2, count_time, *counter_args, backnforth=False, **options
):
    """Counts on a grid: motor1 is the fast one. With backnforth every other row is taken backwards."""
    grid = (motor1, start1, stop1, npoints1, motor2, start2, stop2, npoints2, count_time, backnforth)
    return _scan("amesh", grid, counter_args, options)


def dmesh(
    motor1, start1, stop1, npoints1, motor2, start2, stop2, npoints2, count_time, *counter_args, backnforth=False, **options
):
    """As amesh, with distances from where the motors are; they go back there."""
    grid = (motor1, start1, stop1, npoints1, motor2, start2, stop2, npoints2, count_time, backnforth)
    return _scan("dmesh", grid, counter_args, options)


def lineup(motor, start, stop, npoints, count_time, *counter_args, **options):
    """A dscan, after which the motor goes to where its one counter was highest."""
    if len(counter_args) != 1:
        raise ValueError(f"lineup needs exactly one counter, not {len(counter_args)}")
    scan = dscan(motor, start, stop, npoints, count_time, *counter_args, **{**options, "return_scan": True})
    if options.get("run", True):
        scan.goto_peak(counter_args[0])
    return scan if options.get("return_scan", True) else None


def pointscan(motor, positions, count_time, *counter_args, **options):
    """Counts at each of a list of positions. Example: pointscan(roby, [0, 0.1, 0.3, 0.7], 0.1, diode)"""
    return _scan("pointscan", (motor, tuple(positions), count_time), counter_args, options)


def lookupscan(count_time, *motors_and_counters, **options):
    """Counts where several motors stand at the same time, each with a list of positions of its own.

    Example: lookupscan(0.1, roby, [0, 1, 5], robz, [0, 0.1, 0.2], diode)
    """
    motors, counters = _motors(motors_and_counters, 2)
    pairs = [tuple(each) if i % 2 else each for i, each in enumerate(motors)]
    return _scan("lookupscan", (count_time, *pairs), counters, options)


def timescan(count_time, *counter_args, npoints=0, output_mode="tail", **options):
    """Counts npoints times where everything is; without npoints until it is stopped."""
    return _scan("timescan", (npoints, count_time), counter_args, options)


def loopscan(npoints, count_time, *counter_args, **options):
    """Counts npoints times where everything is. Example: loopscan(5, 0.1, diode)"""
    return _scan("loopscan", (npoints, count_time), counter_args, options)


def ct(count_time, *counter_args, **options):
    """Counts once; nothing is saved. Example: ct(0.1, diode)"""
    return _scan("ct", (count_time,), counter_args, {"save": False, **options})


def peak(counter=None, axis=None):
    """Where a counter was highest in the last scan; a dict by motor if several moved."""
    return host.scan_aligned(host.last_scan(), "peak", counter, axis, True)


def com(counter=None, axis=None):
    """The centre of mass of a counter in the last scan; a dict by motor if several moved."""
    return host.scan_aligned(host.last_scan(), "com", counter, axis, True)


def cen(counter=None, axis=None):
    """Centre and width at half height of a counter in the last scan; a dict by motor if several moved."""
    return host.scan_aligned(host.last_scan(), "cen", counter, axis, True)


def goto_peak(counter=None, axis=None):
    """Sends the motor of the last scan where a counter was highest."""
    return host.last_scan().goto_peak(counter, axis)


def goto_com(counter=None, axis=None):
    """Sends the motor of the last scan to the centre of mass of a counter."""
    return host.last_scan().goto_com(counter, axis)


def goto_cen(counter=None, axis=None):
    """Sends the motor of the last scan to the centre of a counter."""
    return host.last_scan().goto_cen(counter, axis)


def where():
    """Prints where the motors of the last scan are."""
    host.last_scan().where()


def plotselect(*counters):
    """Selects counters: those that peak(), com() and cen() look at if none is named. Without any gives those selected."""
    return host.plotselect(counters) if counters else host.plotselected()
