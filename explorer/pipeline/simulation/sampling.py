"""Chance that can be repeated, and whole numbers that add up."""

import zlib

import numpy as np

from explorer.pipeline.simulation.days import Floats, Ints


def stream(seed: int, name: str, after: int = 0) -> np.random.Generator:
    """Return the random numbers of ``name``: one stream each, so that no table shifts another.

    ``after``: how many it passes over, so that rows in the middle of a table are drawn as when it is drawn whole.
    """
    bits = np.random.PCG64([seed, zlib.crc32(name.encode())])
    return np.random.Generator(bits.advance(after) if after else bits)


def largest_remainder(weights: Floats, totals: Ints) -> Ints:
    """Share out ``totals`` (...) in proportion to ``weights`` (..., n): whole parts that add up.

    Where all weights are zero the parts are equal.
    """
    sums = weights.sum(axis=-1, keepdims=True)
    even = 1 / weights.shape[-1]
    exact = np.where(sums > 0, weights / np.where(sums > 0, sums, 1), even) * totals[..., None]
    parts = np.floor(exact + 1e-9).astype(np.int64)
    order = np.argsort(parts - exact, axis=-1, kind="stable")
    places = np.argsort(order, axis=-1, kind="stable")
    return np.asarray(parts + (places < (totals - parts.sum(axis=-1))[..., None]))


def share_out(weights: Floats, total: int) -> Ints:
    """Share out one whole ``total`` over ``weights`` (n)."""
    return largest_remainder(weights, np.asarray(total, dtype=np.int64))


def pick(random: np.random.Generator, weights: Floats, count: int) -> Ints:
    """Draw ``count`` places in ``weights``, each as likely as its weight."""
    bounds = np.cumsum(weights) / weights.sum()
    return np.minimum(np.searchsorted(bounds, random.random(count), side="right"), len(weights) - 1)


def within(random: np.random.Generator, first: Ints, last: Ints) -> Ints:
    """Draw a whole number from ``first`` to ``last``, both included, for each pair."""
    return first + np.floor(random.random(len(first)) * (last - first + 1)).astype(np.int64)
