"""How weights are rounded, and how they are written: what `packages/terms/src/learned/weight-reader.ts` reads."""

import torch

# weights of a row that share one factor where they are rounded coarsely
GROUP = 32


def whole_steps(matrix):
    """Each row in 255 steps."""
    scale = (matrix.abs().amax(1) / 127).clamp(min=1e-12)
    return (matrix / scale[:, None]).round().clamp(-127, 127).to(torch.int8), scale


def coarse_steps(matrix):
    """Of a row's 255 steps those that are -7 to 7 times a factor of its group, 1 to 19; beyond 127 they are cut off."""
    steps, scale = whole_steps(matrix)
    groups = steps.float().view(len(matrix), -1, GROUP)
    factor = (groups.abs().amax(2, keepdim=True) / 7).ceil().clamp(min=1)
    return (groups / factor).round().clamp(-7, 7), factor, scale


class Blob:
    def __init__(self):
        self.bytes = bytearray()

    def vector(self, values):
        self.align()
        self.bytes += values.detach().float().contiguous().numpy().astype("<f4").tobytes()

    def matrix(self, values):
        self.align()
        steps, scale = whole_steps(values.detach().float())
        self.bytes += steps.contiguous().numpy().tobytes()
        self.vector(scale)

    def coarse(self, values):
        """Two weights a byte, the first in its low half, each 8 more than it is; then the factors of the groups, a byte each."""
        self.align()
        steps, factor, scale = coarse_steps(values.detach().float())
        halves = (steps + 8).to(torch.uint8).reshape(-1, 2)
        self.bytes += (halves[:, 0] | (halves[:, 1] << 4)).numpy().tobytes()
        self.bytes += factor.to(torch.uint8).reshape(-1).numpy().tobytes()
        self.vector(scale)

    def linear(self, module):
        self.matrix(module.weight)
        self.vector(module.bias)

    def coarse_linear(self, module):
        self.coarse(module.weight)
        self.vector(module.bias)

    def norm(self, module):
        self.vector(module.weight)
        self.vector(module.bias)

    def align(self):
        self.bytes += b"\0" * (-len(self.bytes) % 4)
