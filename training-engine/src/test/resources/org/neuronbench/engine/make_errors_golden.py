#!/usr/bin/env python3
"""Golden values of `micro` when only some channels of error maps travel on, computed by PyTorch.

  python3 make_errors_golden.py models-zoo/src/main/resources/org/neuronbench/models/micro.safetensors micro_errors.safetensors

Network, images and head are those of make_micro_golden.py (same torch). Behind every convolution that is not depthwise
the gradient of its output, before batch norm, keeps max(1, floor(0.5 n)) of its n channels, for the gradients of its
weights and its input alike: those with the largest |W_j|_1 / mean + |delta_j|_1 / mean, ties to the lower index.
Depthwise convolutions keep all. "clipped": instead, every element of the gradient of every convolution's output whose
magnitude is below the mean magnitude of that tensor becomes zero.

Tensors: {train,frozen}.{errors,weights}.<conv> the norms; {train,frozen}.kept.<conv> 1 for a channel that travels on;
{train,frozen}.grad.<parameter>; clipped.train.grad.<parameter>
"""
import copy, sys
import torch
from torch import nn
from make_micro_golden import CLASSES, Micro, backward, noise_images, read, write

KEEP = 0.5


class Through(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, change):
        ctx.change = change
        return x.view_as(x)

    @staticmethod
    def backward(ctx, g):
        return ctx.change(g), None


def pick(name, conv, found):
    def change(g):
        if conv.groups > 1:
            return g
        errors, weights = g.abs().sum((0, 2, 3)), conv.weight.detach().abs().flatten(1).sum(1)
        score = errors / errors.mean() + weights / weights.mean()
        order = torch.argsort(-score, stable=True)[: max(1, int(KEEP * len(score) + 1e-9))]
        kept = torch.zeros(len(score), dtype=g.dtype)
        kept[order] = 1
        found["errors." + name], found["weights." + name], found["kept." + name] = errors, weights, kept
        return g * kept.reshape(1, -1, 1, 1)
    return change


def clip(name, conv, found):
    return lambda g: torch.where(g.abs() < g.abs().mean(), torch.zeros_like(g), g)


def gradients(start, x, y, train, change):
    model, found = copy.deepcopy(start).batch_norm(train), {}
    for name, conv in model.all(nn.Conv2d):
        conv.register_forward_hook(lambda m, _i, o, n=name: Through.apply(o, change(n, m, found)))
    backward(model, x, y)
    return {**found, **{"grad." + n: p.grad for n, p in model.named_parameters() if p.grad is not None}}


def run(weights, meta, dtype):
    start = Micro(weights, meta, dtype)
    x, y = noise_images(8, 1, dtype), torch.arange(8) % CLASSES
    out = {}
    for mode in "train", "frozen":
        out.update({f"{mode}.{k}": v for k, v in gradients(start, x, y, mode == "train", pick).items()})
    out.update({"clipped.train." + k: v for k, v in gradients(start, x, y, True, clip).items()})
    return out


def main():
    torch.set_num_threads(1)
    weights, meta = read(sys.argv[1])
    out, exact = run(weights, meta, torch.float32), run(weights, meta, torch.float64)
    for k in sorted(exact):
        if ".kept." in k and (out[k].double() != exact[k]).any():
            print("float64 keeps others:", k)
    noise = max(((out[k].double() - exact[k]).norm() / exact[k].norm()).item()
                for k in exact if ".grad." in k and exact[k].norm() > 1e-9)
    print("worst gradient noise", noise)
    write(sys.argv[2], out, {"made_by": "make_errors_golden.py; its header defines every tensor", "license": "Apache-2.0"})


if __name__ == "__main__":
    main()
