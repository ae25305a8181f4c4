"""Saves frames of 2048 x 2048 uint16 one by one, as the benchmark 'images' does, and prints MB/s.

Usage: frames.py FILE FRAMES PACKING (none, deflate) SYNC (0 or 1)
"""
import os
import sys
import time

import h5py
import numpy

path, count, packing, sync = sys.argv[1], int(sys.argv[2]), sys.argv[3], sys.argv[4] == "1"
random = numpy.random.default_rng(1)
x, y = numpy.meshgrid(numpy.arange(2048), numpy.arange(2048))
beam = 1000 * numpy.exp(-((x - 1000) ** 2 + (y - 900) ** 2) / 200000)
frames = [random.poisson(10 + beam).astype("u2") for i in range(3)]
how = dict(compression="gzip", compression_opts=1, shuffle=True) if packing == "deflate" else {}
start = time.perf_counter()
with h5py.File(path, "w", libver=("earliest", "v108")) as file:
    data = file.create_dataset("data", (0, 2048, 2048), "u2", maxshape=(None, 2048, 2048), chunks=(1, 2048, 2048), **how)
    for i in range(count):
        data.resize(i + 1, 0)
        data[i] = frames[i % len(frames)]
        file.flush()
if sync:
    with open(path, "rb+") as file:
        os.fsync(file.fileno())
end = time.perf_counter()
print(count * frames[0].nbytes / 1e6 / (end - start))
