"""PyTorch as a contestant of 'neuronbench bench': the faster layout, one process, measured on demand."""
import argparse
import os
import resource
import sys
import time

import torch
import torchvision

parser = argparse.ArgumentParser()
for name in ("network", "case", "precision", "layers"):
    parser.add_argument("--" + name, default="")
for name in ("batch", "image-size", "threads", "steps"):
    parser.add_argument("--" + name, type=int)
args = parser.parse_args()

torch.set_num_threads(args.threads)
torch.manual_seed(1)
builders = {
    "mobilenet-v2": lambda: torchvision.models.mobilenet_v2(num_classes=10, dropout=0.0),
    "resnet-18": lambda: torchvision.models.resnet18(num_classes=10),
    "resnet-50": lambda: torchvision.models.resnet50(num_classes=10),
}
model = builders[args.network]()
images = torch.randn(args.batch, 3, args.image_size, args.image_size)
labels = torch.arange(args.batch) % 10
frozen = args.case.endswith("frozen-bn")
evaluation = args.case == "evaluation"
model.train(not evaluation)
if frozen:
    convolutions = [m for m in model.modules() if isinstance(m, torch.nn.Conv2d)]
    trained = {int(i) for i in args.layers.split(",") if i}
    for index, convolution in enumerate(convolutions):
        convolution.weight.requires_grad_(index in trained)
    for norm in (m for m in model.modules() if isinstance(m, torch.nn.BatchNorm2d)):
        norm.eval()
        norm.weight.requires_grad_(False)
        norm.bias.requires_grad_(False)
optimizer = torch.optim.SGD([p for p in model.parameters() if p.requires_grad], lr=1e-4)


def loss_of(outputs):
    return torch.nn.functional.cross_entropy(outputs.float(), labels)


def step():
    mixed = torch.autocast("cpu", dtype=torch.bfloat16, enabled=args.precision == "bfloat16")
    if evaluation:
        with torch.inference_mode(), mixed:
            model(images).argmax(1)
        return
    optimizer.zero_grad(set_to_none=True)
    with mixed:
        outputs = model(images)
    loss_of(outputs).backward()
    optimizer.step()


def lay_out(layout):
    global images
    model.to(memory_format=layout)
    images = images.to(memory_format=layout)


def measure():
    return speed(args.steps)


def speed(steps):
    start = time.perf_counter()
    for _ in range(steps):
        step()
    return args.batch * steps / (time.perf_counter() - start)


def speed_in(layout):
    """Tries a layout in a process of its own, which does not count towards this one's memory."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        torch.set_num_threads(args.threads)
        lay_out(layout)
        speed(2)
        os.write(writing, str(speed(3)).encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as found:
        answer = found.read()
    os.waitpid(child, 0)
    return float(answer or 0)


lay_out(max((torch.contiguous_format, torch.channels_last), key=speed_in))
measure()
print("version", torch.__version__, flush=True)
print("ready", flush=True)
for line in sys.stdin:
    if line.strip() != "go":
        break
    print("speed", measure(), flush=True)
print("peak", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024, flush=True)
