"""Writes checkpoints for the tests: make_checkpoints.py FOLDER

Each tensor's values are known to the tests by a formula, so that loading can be checked bit by bit:
number i of a tensor is i * 0.37 - 1, computed in float64 and rounded to the tensor's type.
"""

import argparse
import collections
import os
import sys

import torch


def numbers(count, dtype=torch.float32):
    return (torch.arange(count, dtype=torch.float64) * 0.37 - 1).to(dtype)


def tiny():
    """Every type, views that are not contiguous, a shared storage, a scalar, an empty tensor."""
    state = collections.OrderedDict()
    shared = numbers(24)
    state["conv.weight"] = numbers(2 * 3 * 3 * 3).reshape(2, 3, 3, 3)
    state["transposed"] = numbers(6).reshape(2, 3).t()
    state["strided"] = shared.reshape(4, 6)[1:3, ::2]
    state["tail"] = shared[20:]
    state["channels_last"] = (
        numbers(24).reshape(1, 2, 3, 4).contiguous(memory_format=torch.channels_last)
    )
    state["scalar"] = numbers(1).reshape(())
    state["empty"] = numbers(0).reshape(0, 3)
    state["half"] = numbers(5, torch.float16)
    state["bfloat16"] = numbers(5, torch.bfloat16)
    state["double"] = numbers(5, torch.float64)
    state["bn.num_batches_tracked"] = torch.tensor(7)
    state["special"] = torch.tensor([0.0, -0.0, 1e-45, 3.4028235e38])
    state._metadata = collections.OrderedDict([("", {"version": 1})])
    return state


def small():
    """A network of two layers, for the copies that tests damage."""
    return collections.OrderedDict(
        [("a.weight", numbers(6).reshape(2, 3)), ("a.bias", numbers(2)), ("n", torch.tensor(3))]
    )


def main(folder):
    os.makedirs(folder, exist_ok=True)

    def save(value, name, **options):
        path = os.path.join(folder, name)
        torch.save(value, path, **options)

    save(tiny(), "tiny.pth")
    save(tiny(), "tiny-legacy.pth", _use_new_zipfile_serialization=False)
    save(small(), "small.pth")
    save(small(), "small-legacy.pth", _use_new_zipfile_serialization=False)
    save(small(), "small-protocol4.pth", pickle_protocol=4)
    parallel = {"module." + name: tensor for name, tensor in small().items()}
    save(
        {"epoch": 3, "state_dict": parallel, "optimizer": {"state": {}, "lr": 0.1}, "best": None},
        "wrapped.pth",
    )
    save({"model": small()}, "model.pth", _use_new_zipfile_serialization=False)
    save(collections.OrderedDict(p=torch.nn.Parameter(numbers(3))), "parameter.pth")
    save(torch.nn.Linear(2, 2), "module.pth")
    save({"args": argparse.Namespace(lr=1), "state_dict": small()}, "namespace.pth")
    save(numbers(3), "single.pth")


if __name__ == "__main__":
    torch.manual_seed(0)
    main(sys.argv[1])
