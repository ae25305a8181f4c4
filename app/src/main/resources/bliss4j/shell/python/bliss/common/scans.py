"""The standard scans. Counts are of points; times are in seconds."""

from bliss._host import host


def ascan(
    motor, start, stop, npoints, count_time, *counter_args,
    name=None, title=None, save=True, save_images=True, sleep_time=None, run=True, return_scan=True,
):
    """Moves a motor from start to stop in npoints even steps and counts at each point.

    The motor stays at stop. Example: ascan(roby, 0, 9, 10, 0.1, diode)
    """
    options = dict(
        name=name, title=title, save=save, save_images=save_images, sleep_time=sleep_time, run=run, return_scan=return_scan,
    )
    return host.ascan(motor, start, stop, npoints, count_time, counter_args, options)


def loopscan(
    npoints, count_time, *counter_args,
    name=None, title=None, save=True, save_images=True, sleep_time=None, run=True, return_scan=True,
):
    """Counts npoints times where everything is. Example: loopscan(5, 0.1, diode)"""
    options = dict(
        name=name, title=title, save=save, save_images=save_images, sleep_time=sleep_time, run=run, return_scan=return_scan,
    )
    return host.loopscan(npoints, count_time, counter_args, options)


def ct(count_time, *counter_args, name=None, title=None, save=False, save_images=True, run=True, return_scan=True):
    """Counts once; nothing is saved. Example: ct(0.1, diode)"""
    options = dict(name=name, title=title, save=save, save_images=save_images, run=run, return_scan=return_scan)
    return host.ct(count_time, counter_args, options)
