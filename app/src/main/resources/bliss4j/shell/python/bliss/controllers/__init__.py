"""Devices that are more than an axis or a counter."""
