#!/usr/bin/env python3
"""Golden values of `micro`, computed by PyTorch: what both engines and the strategies must equal on any machine.

  python3 make_micro_golden.py models-zoo/src/main/resources/org/neuronbench/models/micro.safetensors micro_golden.safetensors

Made with torch 1.13.0, numpy 1.24.2, CPU, one thread, float32; everything is computed in float64 too, and the
difference ("noise") of each gradient is kept beside it, to set tolerances by. No images of anybody's: x and xv are
smooth seeded noise.

  neuron     an output channel of a convolution; network order = order of the convolutions, then channel
  phi_t      mean over the images of the cosine between a channel's raw maps (before batch norm, evaluation mode) now and
             one step before, in float64 from the float32 maps; both norms <= 1e-8 -> 1, exactly one -> 0
  v_paper_t  d_t - mu v_(t-1), d_t = phi_t - phi_(t-1), phi_0 = 1, mu = 0.5
  v_code_t   d_t - d_(t-1) + mu v_(t-1)
  selection  by |v_paper_4| / cost, ties by index, up to the first neuron over a fifth of the convolution weights
  step       frozen batch norm; gradient rows outside the mask zeroed; w -= rate * g; no momentum, no decay.
             At 2^-3 (no prefix) and at 2^-10 ("gentle."), four steps on one batch.

Tensors: x y xv head.* features.* (the start: weights, batch norm) eval_logits; {train,frozen}.{loss,grad.<parameter>}; train.<norm>.running_*; mask.<conv>;
[gentle.]{loss,phi,v_paper,v_code}_<t>; [gentle.]step<t>.<parameter>; [gentle.]select_paper.<conv>
"""
import copy, json, struct, sys
import numpy as np
import torch
from torch import nn

MU, CLASSES, RATES = 0.5, 5, {"": 2.0 ** -3, "gentle.": 2.0 ** -10}


def read(path):
    data = open(path, "rb").read()
    size = struct.unpack("<Q", data[:8])[0]
    head = json.loads(data[8:8 + size])
    meta = head.pop("__metadata__")
    body = data[8 + size:]
    return {n: torch.from_numpy(np.frombuffer(body[slice(*t["data_offsets"])], "<f4").reshape(t["shape"]).copy())
            for n, t in head.items()}, meta


def write(path, tensors, meta):
    head, body = {"__metadata__": {k: v if isinstance(v, str) else json.dumps(v) for k, v in meta.items()}}, b""
    for name, tensor in tensors.items():
        raw = np.ascontiguousarray(np.asarray(tensor.detach() if torch.is_tensor(tensor) else tensor), "<f4")
        head[name] = {"dtype": "F32", "shape": list(raw.shape), "data_offsets": [len(body), len(body) + raw.nbytes]}
        body += raw.tobytes()
    text = json.dumps(head).encode()
    text += b" " * (-len(text) % 8)
    open(path, "wb").write(struct.pack("<Q", len(text)) + text + body)


def unit(cin, cout, kernel, stride=1, groups=1):
    return nn.Sequential(nn.Conv2d(cin, cout, kernel, stride, (kernel - 1) // 2, groups=groups, bias=False),
                         nn.BatchNorm2d(cout), nn.ReLU6())


class Block(nn.Module):
    def __init__(self, b):
        super().__init__()
        wide = b["expand"] or b["cin"]
        layers = [unit(b["cin"], wide, 1)] if b["expand"] else []
        layers += [unit(wide, wide, b["dw_kernel"], b["stride"], wide),
                   nn.Conv2d(wide, b["cout"], 1, bias=False), nn.BatchNorm2d(b["cout"])]
        self.conv, self.residual = nn.Sequential(*layers), b["residual"]

    def forward(self, x):
        return x + self.conv(x) if self.residual else self.conv(x)


class Micro(nn.Module):
    def __init__(self, weights, meta, dtype):
        super().__init__()
        first, blocks = json.loads(meta["first_conv"]), json.loads(meta["arch"])
        self.features = nn.Sequential(unit(3, first["out"], first["kernel"], first["stride"]), *map(Block, blocks))
        self.head = nn.Linear(blocks[-1]["cout"], CLASSES)
        self.load_state_dict({k: v for k, v in weights.items() if k.startswith("features.")}, strict=False)
        random = np.random.RandomState(7)
        with torch.no_grad():
            self.head.weight.copy_(torch.from_numpy(random.randn(CLASSES, blocks[-1]["cout"]) * 0.1))
            self.head.bias.zero_()
        self.to(dtype).eval()

    def forward(self, x):
        return self.head(self.features(x).mean((2, 3)))

    def all(self, kind):
        return [(n, m) for n, m in self.named_modules() if isinstance(m, kind)]

    def batch_norm(self, train):
        for _, norm in self.all(nn.BatchNorm2d):
            norm.train(train)
        return self


def noise_images(count, seed, dtype):
    """Smooth images in [-1, 1], 32 px: coarse noise, enlarged, with a little fine noise."""
    random = np.random.RandomState(seed)
    coarse = torch.from_numpy(random.uniform(-1, 1, (count, 3, 6, 6)))
    images = nn.functional.interpolate(coarse, size=32, mode="bicubic", align_corners=True)
    images = images + torch.from_numpy(random.normal(0, 0.05, images.shape))
    return images.clamp(-1, 1).float().to(dtype)


def backward(model, x, y):
    model.zero_grad(set_to_none=True)
    loss = nn.functional.cross_entropy(model(x), y)
    loss.backward()
    return loss.detach()


def maps(model, x):
    found = {}
    hooks = [m.register_forward_hook(lambda _m, _i, o, n=n: found.__setitem__(n, o.detach().flatten(2).clone()))
             for n, m in model.all(nn.Conv2d)]
    with torch.no_grad():
        model.batch_norm(False)(x)
    for hook in hooks:
        hook.remove()
    return found


def similarity(now, before):
    parts = []
    for name in now:
        a, b = now[name].double(), before[name].double()
        dot, na, nb = (a * b).sum(2), a.norm(dim=2), b.norm(dim=2)
        dead_a, dead_b = na <= 1e-8, nb <= 1e-8
        cosine = torch.where(dead_a | dead_b, (dead_a & dead_b).double(), dot / ((a * a).sum(2) * (b * b).sum(2)).sqrt())
        parts.append(cosine.mean(0))
    return torch.cat(parts).numpy()


def fill(order, costs, budget):
    taken, used = np.zeros(len(costs)), 0
    for neuron in order:
        if used + costs[neuron] > budget:
            break
        taken[neuron], used = 1, used + costs[neuron]
    return taken


def kinks(model, x):
    """Counts inputs of ReLU6 within rounding of its bends, where float32 may take the other side."""
    near = []
    for _, clip in model.all(nn.ReLU6):
        clip.register_forward_hook(
            lambda _m, i, _o: near.append(int(((i[0].abs() < 5e-7) | ((i[0] - 6).abs() < 5e-7)).sum())))
    with torch.no_grad():
        model(x)
    return sum(near)


def run(weights, meta, dtype):
    start = Micro(weights, meta, dtype)
    x, xv, y = noise_images(8, 1, dtype), noise_images(10, 2, dtype), torch.arange(8) % CLASSES
    convs = start.all(nn.Conv2d)
    per_conv = lambda flat: dict(zip((n for n, _ in convs), np.split(flat, np.cumsum([m.out_channels for _, m in convs])[:-1])))
    out = {"x": x, "y": y, "xv": xv, "head.weight": start.head.weight, "head.bias": start.head.bias}
    out.update({n: v for n, v in start.state_dict().items() if n.startswith("features.") and v.dim()})
    with torch.no_grad():
        out["eval_logits"] = start(x)
    for mode in "train", "frozen":
        model = copy.deepcopy(start).batch_norm(mode == "train")
        out[mode + ".loss"] = backward(model, x, y).reshape(1)
        out.update({f"{mode}.grad.{n}": p.grad for n, p in model.named_parameters()})
        if mode == "train":
            for n, norm in model.all(nn.BatchNorm2d):
                out[f"train.{n}.running_mean"], out[f"train.{n}.running_var"] = norm.running_mean, norm.running_var
    costs = np.concatenate([[m.weight[0].numel()] * m.out_channels for _, m in convs])
    budget = int(costs.sum()) // 5
    mask = fill(np.random.RandomState(11).permutation(len(costs)), costs, budget)
    out.update({"mask." + n: v for n, v in per_conv(mask).items()})
    rows = {n + ".weight": torch.from_numpy(v).to(dtype).reshape(-1, 1, 1, 1) for n, v in per_conv(mask).items()}
    for prefix, rate in RATES.items():
        model = copy.deepcopy(start)
        before, phi, paper, code = maps(model, xv), np.ones(len(costs)), np.zeros(len(costs)), np.zeros(len(costs))
        last = np.zeros(len(costs))
        for t in 1, 2, 3, 4:
            out[f"{prefix}loss_{t}"] = backward(model.batch_norm(False), x, y).reshape(1)
            with torch.no_grad():
                for n, p in model.named_parameters():
                    if n in rows:
                        p -= rate * (p.grad * rows[n])
                    elif n.startswith("head."):
                        p -= rate * p.grad
            if not prefix or t == 4:
                out.update({f"{prefix}step{t}.{n}": p.detach().clone() for n, p in model.named_parameters()
                            if n in rows or n.startswith("head.")})
            now = maps(model, xv)
            found = similarity(now, before)
            change = found - phi
            paper, code = change - MU * paper, change - last + MU * code
            before, phi, last = now, found, change
            for key, flat in ("phi", phi), ("v_paper", paper), ("v_code", code):
                out.update({f"{prefix}{key}_{t}.{n}": v for n, v in per_conv(flat).items()})
        score = np.abs(paper.astype(np.float32).astype(np.float64)) / costs
        chosen = fill(np.argsort(-score, kind="stable"), costs, budget)
        out.update({f"{prefix}select_paper.{n}": v for n, v in per_conv(chosen).items()})
    for train in True, False:
        print("near a bend:", kinks(copy.deepcopy(start).batch_norm(train), x))
    facts = {"budget": str(budget), "mask": [int(mask.sum()), int(mask @ costs)]}
    return {k: v.detach().clone() if torch.is_tensor(v) else torch.from_numpy(np.array(v)) for k, v in out.items()}, facts


def main():
    torch.set_num_threads(1)
    weights, meta = read(sys.argv[1])
    out, facts = run(weights, meta, torch.float32)
    exact, _ = run(weights, meta, torch.float64)
    zero = sorted(k for k in exact if ".grad." in k and exact[k].abs().max() < 1e-12)
    noise = {k: float("%.2g" % ((out[k].double() - exact[k]).norm() / exact[k].norm()))
             for k in exact if ".grad." in k and k not in zero}
    for k in "select_paper", "gentle.select_paper":
        differ = sum(int((out[n] != exact[n]).sum()) for n in out if n.startswith(k))
        print(k, "neurons that differ from float64:", differ)
    for k in sorted(k for k in out if "loss" in k):
        print(f"{k:16s} {out[k].item():.7f}  float64 {exact[k].item():.10f}")
    print("worst gradient noise", max(noise.values()), "zero in theory", len(zero), facts)
    write(sys.argv[2], out, {"made_by": "make_micro_golden.py; its header defines every tensor", "license": "Apache-2.0",
                             "gradient_noise": noise, "gradient_zero_in_theory": zero, **facts,
                             "first_conv": meta["first_conv"], "arch": meta["arch"]})


if __name__ == "__main__":
    main()
