"""Appends one point after the other to three datasets, as the benchmark 'file' does, and prints points/s and the p99
of one append and the time of the end, both in ns.

Usage: append.py FILE SECONDS CHUNK FLUSH_SECONDS (0: flush after each point of the three)
"""
import sys
import time

import h5py

path, seconds, chunk, flush_after = sys.argv[1], float(sys.argv[2]), int(sys.argv[3]), float(sys.argv[4])
appends = []
with h5py.File(path, "w", libver=("earliest", "v108")) as file:
    sets = [file.create_dataset(name, (0,), "f8", maxshape=(None,), chunks=(chunk,)) for name in ("a", "b", "c")]
    start = now = flushed = time.perf_counter()
    count = 0
    while now - start < seconds:
        for dataset in sets:
            before = time.perf_counter()
            dataset.resize(count + 1, 0)
            dataset[count] = count
            appends.append(time.perf_counter() - before)
        count += 1
        now = time.perf_counter()
        if now - flushed >= flush_after:
            file.flush()
            flushed = now = time.perf_counter()
    last = time.perf_counter()
    file.flush()
end = time.perf_counter()
appends.sort()
print(3 * count / (end - start), appends[len(appends) * 99 // 100] * 1e9, (end - last) * 1e9)
