"""Prints what PyTorch makes of exported weights: logits.py FILE NETWORK CLASSES SIZE IMAGES

FILE is safetensors, read here with json and torch alone; IMAGES a file of little-endian floats of
shape [n, 3, SIZE, SIZE]. Prints a line of logits for each image.
"""

import json
import struct
import sys

import torch
import torchvision

TYPES = {"F32": (torch.float32, 4), "I64": (torch.int64, 8)}


def load(path):
    with open(path, "rb") as file:
        (length,) = struct.unpack("<Q", file.read(8))
        header = json.loads(file.read(length))
        data = bytearray(file.read())
    header.pop("__metadata__", None)
    tensors = {}
    for name, entry in header.items():
        start, end = entry["data_offsets"]
        dtype, size = TYPES[entry["dtype"]]
        assert start % size == 0, name + " is not aligned"
        values = torch.frombuffer(data, dtype=dtype, count=(end - start) // size, offset=start)
        tensors[name] = values.reshape(entry["shape"])
    return tensors


def main(path, network, classes, size, images):
    torch.set_num_threads(1)
    options = {"width_mult": float(network.split("-")[1])} if "-" in network else {}
    model = getattr(torchvision.models, network.split("-")[0])(
        num_classes=int(classes), **options
    )
    model.load_state_dict(load(path), strict=True)
    model.eval()
    with open(images, "rb") as file:
        x = torch.frombuffer(bytearray(file.read()), dtype=torch.float32)
    with torch.no_grad():
        for row in model(x.reshape(-1, 3, int(size), int(size))):
            print(" ".join("%.9g" % value for value in row.tolist()))


if __name__ == "__main__":
    main(*sys.argv[1:])
