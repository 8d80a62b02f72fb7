"""Prints MobileNetV2's pooled features with TensorFlow's padding: same_padding.py FILE SIZE IMAGES

FILE is the backbone of Keras' MobileNetV2 0.35 under torchvision's names, as safetensors. A
convolution of stride 2 pads nothing before and one pixel after, which is SAME for an even size.
"""

import json
import struct
import sys

import torch
import torchvision


class Same(torch.nn.Module):
    def __init__(self, convolution):
        super().__init__()
        convolution.padding = (0, 0)
        self.convolution = convolution

    def forward(self, x):
        assert x.shape[-1] % 2 == 0
        return self.convolution(torch.nn.functional.pad(x, (0, 1, 0, 1)))


def pad_as_tensorflow(module):
    for name, child in list(module.named_children()):
        if isinstance(child, torch.nn.Conv2d) and child.stride == (2, 2):
            setattr(module, name, Same(child))
        else:
            pad_as_tensorflow(child)


def main(path, size, images):
    torch.set_num_threads(1)
    with open(path, "rb") as file:
        (length,) = struct.unpack("<Q", file.read(8))
        header = json.loads(file.read(length))
        data = bytearray(file.read())
    header.pop("__metadata__")
    tensors = {
        name: torch.frombuffer(data[slice(*e["data_offsets"])], dtype=torch.float32).reshape(
            e["shape"]
        )
        for name, e in header.items()
    }
    model = torchvision.models.mobilenet_v2(width_mult=0.35)
    missing, unexpected = model.load_state_dict(tensors, strict=False)
    assert not unexpected
    assert all(n.startswith("classifier") or n.endswith("batches_tracked") for n in missing)
    pad_as_tensorflow(model)
    model.eval()
    with open(images, "rb") as file:
        x = torch.frombuffer(bytearray(file.read()), dtype=torch.float32)
    with torch.no_grad():
        features = model.features(x.reshape(-1, 3, int(size), int(size))).mean((2, 3))
    for row in features:
        print(" ".join("%.9g" % value for value in row.tolist()))


if __name__ == "__main__":
    main(*sys.argv[1:])
