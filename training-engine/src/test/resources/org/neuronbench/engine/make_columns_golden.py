#!/usr/bin/env python3
"""Golden values of input-channel selections on `micro`, computed by PyTorch: columns of weights instead of rows.

  python3 make_columns_golden.py models-zoo/src/main/resources/org/neuronbench/models/micro.safetensors micro_columns.safetensors

Network, images and head are those of make_micro_golden.py (same torch). An input channel c of a convolution is the column
weight[:, c]; of a depthwise one it is the row weight[c]. The mask takes a third of all input channels of the network,
drawn uniformly.

  step   gradient columns outside the mask zeroed; w -= 2^-10 * g for convolutions and head, and with batch statistics
         ("train") for every batch norm's scale and shift too; no momentum, no decay; four steps on one batch

Tensors: mask.<conv>; {train,frozen}.loss_<t> before step t; {train,frozen}.step4.<parameter> of convolutions and head
"""
import copy, sys
import numpy as np
import torch
from torch import nn
from make_micro_golden import CLASSES, Micro, backward, noise_images, read, write

RATE = 2.0 ** -10


def columns(conv):
    return conv.weight.shape[0] if conv.groups > 1 else conv.weight.shape[1]


def main():
    torch.set_num_threads(1)
    weights, meta = read(sys.argv[1])
    start = Micro(weights, meta, torch.float32)
    x, y = noise_images(8, 1, torch.float32), torch.arange(8) % CLASSES
    convs = start.all(nn.Conv2d)
    total = sum(columns(m) for _, m in convs)
    flat = np.zeros(total)
    flat[np.random.RandomState(13).permutation(total)[: total // 3]] = 1
    masks = dict(zip((n for n, _ in convs), np.split(flat, np.cumsum([columns(m) for _, m in convs])[:-1])))
    out = {"mask." + n: torch.from_numpy(m) for n, m in masks.items()}
    shape = {n: (-1, 1, 1, 1) if m.groups > 1 else (1, -1, 1, 1) for n, m in convs}
    for mode in "train", "frozen":
        model = copy.deepcopy(start)
        for t in 1, 2, 3, 4:
            out[f"{mode}.loss_{t}"] = backward(model.batch_norm(mode == "train"), x, y).reshape(1)
            with torch.no_grad():
                for n, p in model.named_parameters():
                    conv = n[: -len(".weight")]
                    if conv in masks:
                        p -= RATE * p.grad * torch.from_numpy(masks[conv]).float().reshape(shape[conv])
                    elif n.startswith("head.") or mode == "train":
                        p -= RATE * p.grad
        out.update({f"{mode}.step4.{n}": p.detach().clone() for n, p in model.named_parameters()
                    if n[: -len(".weight")] in masks or n.startswith("head.")})
        print(mode, [round(out[f"{mode}.loss_{t}"].item(), 7) for t in (1, 2, 3, 4)])
    write(sys.argv[2], out, {"made_by": "make_columns_golden.py; its header defines every tensor", "license": "Apache-2.0"})


if __name__ == "__main__":
    main()
