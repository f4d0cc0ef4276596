"""Teaches the encoder's glance: a narrow transformer over the encoder's own vectors of pieces, which learns what the encoder hears.

    python glance.py ENCODER.json CLAUSES.jsonl SEEN WRITTEN.json

ENCODER.json is what `encoder.py` writes. A clause a line: {"ids", "from", "to", "signs", "heard": by question how likely each effect is}.
SEEN holds a row of float32 for each clause: what the encoder sees in it on each question, and the mean of its own pieces. The glance is to
see the same, as well as so few numbers can tell it: that is more to learn from than the answers alone.
What is written is what `packages/terms/src/learned/transformer.ts` reads after the vectors. The same clauses give the same weights on the
same kind of processor.
"""

import base64
import json
import math
import random
import sys

import numpy as np
import torch
from encoder import EFFECTS, POSITIONS, QUESTIONS
from torch import nn
from weights import Blob

WIDTH, HEADS, INNER, SIGN, HIDDEN = 96, 4, 192, 32, 48
PASSES, BATCH, RATE = 8, 64, 2e-3
# a clause that says something weighs up to so many times more: there are fewer of them, and they must not be missed
SAID = 2
# what counts for seeing the same, beside hearing the same
ALIKE = 1.0
HIDDEN_SIGN = 0.1
SEED = 1


def vectors_of(encoder):
    """The vectors of pieces, which stand first among an encoder's weights."""
    count, rank = len(encoder["pieces"].split("\n")), encoder["shape"]["rank"] or encoder["shape"]["width"]
    data = base64.b64decode(encoder["data"])
    steps = np.frombuffer(data, dtype=np.int8, count=count * rank).reshape(count, rank).astype(np.float32)
    scale = np.frombuffer(data, dtype="<f4", count=count, offset=(count * rank + 3) & ~3)
    return torch.tensor(steps * scale[:, None])


class Glance(nn.Module):
    def __init__(self, vectors, signs, width):
        super().__init__()
        self.register_buffer("word", vectors)
        middle = vectors.mean(0)
        _, _, axes = torch.linalg.svd(vectors - middle, full_matrices=False)
        axes = axes[:WIDTH] / ((vectors - middle) @ axes[:WIDTH].T).std()
        self.up = nn.Linear(vectors.shape[1], WIDTH)
        self.up.weight.data, self.up.bias.data = axes.clone(), -axes @ middle
        self.position, self.kind = nn.Embedding(POSITIONS, WIDTH), nn.Embedding(2, WIDTH)
        self.norm, self.n0, self.n1, self.n2 = (nn.LayerNorm(WIDTH, eps=1e-12) for _ in range(4))
        self.beside = nn.Linear(3 * WIDTH, WIDTH)
        self.qkv, self.o = nn.Linear(WIDTH, 3 * WIDTH), nn.Linear(WIDTH, WIDTH)
        self.i, self.p = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.attend = nn.Linear(WIDTH, len(QUESTIONS))
        # the last place stands for none
        self.sign = nn.EmbeddingBag(signs + 1, SIGN, mode="sum", padding_idx=signs)
        for table in (self.position, self.kind, self.sign):
            nn.init.normal_(table.weight, std=0.02)
        self.drop = nn.Dropout(0.1)
        self.answer = nn.ModuleList(
            [
                nn.Sequential(nn.Dropout(0.1), nn.Linear(2 * WIDTH + SIGN, HIDDEN), nn.ReLU(), nn.Linear(HIDDEN, EFFECTS))
                for _ in QUESTIONS
            ]
        )
        # only while it learns: from what it sees to what the encoder sees
        self.wide, self.wide_mean = nn.Linear(WIDTH, width), nn.Linear(WIDTH, width)

    def forward(self, ids, own, signs):
        there = ids > 0
        many, length = ids.shape
        mask = torch.zeros(there.shape).masked_fill(~there, -1e4)[:, None, None, :]
        x = self.norm(self.up(self.word[ids]) + self.position(torch.arange(length)) + self.kind(own))
        x = x * there[..., None]
        none = torch.zeros(many, 1, WIDTH)
        three = torch.cat([torch.cat([none, x[:, :-1]], 1), x, torch.cat([x[:, 1:], none], 1)], -1)
        x = self.n0(x + self.drop(nn.functional.gelu(self.beside(three), approximate="tanh")))
        q, k, v = self.qkv(x).view(many, length, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        around = nn.functional.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        x = self.n1(x + self.drop(self.o(around.transpose(1, 2).reshape(many, length, WIDTH))))
        x = self.n2(x + self.drop(self.p(nn.functional.gelu(self.i(x), approximate="tanh"))))
        attention = self.attend(x).masked_fill(~there[..., None], -1e4).softmax(1)
        mean = (x * own[..., None]).sum(1) / own.sum(1, keepdim=True).clamp(min=1)
        shown = self.sign(signs)
        seen = [(x * attention[..., at : at + 1]).sum(1) for at in range(len(QUESTIONS))]
        answers = [answer(torch.cat([one, mean, shown], -1)) for answer, one in zip(self.answer, seen)]
        return torch.stack(answers, 1), torch.stack([self.wide(one) for one in seen] + [self.wide_mean(mean)], 1)


def batch(clauses, none):
    longest, most = max(len(one["ids"]) for one in clauses), max(1, *(len(one["signs"]) for one in clauses))
    ids = torch.tensor([[*one["ids"], *[0] * (longest - len(one["ids"]))] for one in clauses])
    own = torch.tensor([[int(one["from"] <= at < one["to"]) for at in range(longest)] for one in clauses])
    return ids, own, torch.tensor([[*one["signs"], *[none] * (most - len(one["signs"]))] for one in clauses])


def learn(vectors, none, clauses, seen):
    torch.manual_seed(SEED)
    torch.set_num_threads(1)
    chance = random.Random(SEED)
    glance = Glance(vectors, none, seen.shape[2])
    heard = torch.tensor([one["heard"] for one in clauses])
    steps = PASSES * math.ceil(len(clauses) / BATCH)
    optimizer = torch.optim.AdamW(glance.parameters(), lr=RATE, weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, RATE, total_steps=steps + PASSES * 20, pct_start=0.1)
    order = list(range(len(clauses)))
    for passed in range(PASSES):
        chance.shuffle(order)
        batches = []
        # clauses of about the same length go together
        for at in range(0, len(order), 20 * BATCH):
            alike = sorted(order[at : at + 20 * BATCH], key=lambda one: len(clauses[one]["ids"]))
            batches += [alike[start : start + BATCH] for start in range(0, len(alike), BATCH)]
        chance.shuffle(batches)
        total = 0.0
        for some in batches:
            ids, own, signs = batch([clauses[one] for one in some], none)
            signs = torch.where(torch.rand(signs.shape) < HIDDEN_SIGN, torch.full_like(signs, none), signs)
            told = heard[some]
            weight = 1 + (SAID - 1) * (1 - told[..., 0])
            answers, sight = glance(ids, own, signs)
            loss = -((told * answers.log_softmax(-1)).sum(-1) * weight).mean()
            loss = loss + ALIKE * ((sight - torch.tensor(seen[some])) ** 2).mean()
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(glance.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            total += loss.item()
        print(f"pass {passed + 1} of {PASSES}: loss {total / len(batches):.4f}", file=sys.stderr, flush=True)
    glance.eval()
    return glance


def written(glance):
    blob = Blob()
    blob.linear(glance.up)
    blob.matrix(glance.position.weight)
    blob.vector(glance.kind.weight.reshape(-1))
    blob.norm(glance.norm)
    blob.linear(glance.beside)
    blob.norm(glance.n0)
    blob.linear(glance.qkv)
    blob.linear(glance.o)
    blob.norm(glance.n1)
    blob.linear(glance.i)
    blob.linear(glance.p)
    blob.norm(glance.n2)
    blob.linear(glance.attend)
    blob.matrix(glance.sign.weight[:-1])
    for answer in glance.answer:
        blob.linear(answer[1])
        blob.linear(answer[3])
    shape = {
        "layers": 1,
        "width": WIDTH,
        "heads": HEADS,
        "inner": INNER,
        "rank": glance.word.shape[1],
        "positions": POSITIONS,
        "sign": SIGN,
        "hidden": HIDDEN,
        "beside": True,
    }
    return {"shape": shape, "data": base64.b64encode(bytes(blob.bytes)).decode()}


if __name__ == "__main__":
    source, heard, sight, target = sys.argv[1:]
    with open(source, encoding="utf-8") as file:
        encoder = json.load(file)
    with open(heard, encoding="utf-8") as file:
        clauses = [json.loads(line) for line in file]
    seen = np.memmap(sight, dtype="<f4", mode="r").reshape(len(clauses), len(QUESTIONS) + 1, -1)
    glance = learn(vectors_of(encoder), len(encoder["signs"].split("\n")), clauses, seen)
    with open(target, "w", encoding="utf-8") as file:
        json.dump(written(glance), file)
