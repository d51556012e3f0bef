#!/usr/bin/env python3
"""Makes rules/mentions.tsv: the weights that tell whether a name in any text is spoken of
as a skill.

usage: train_mentions.py [--folds N] [--write] FITGAP FILE [FILE...]

A FILE holds labelled sentences, a token a line: TOKEN, tab, tag of a layer that is not
used, tab, B, I or O of the skills named; an empty line ends a sentence. Every name that
`FITGAP skills find -v` weighs is right where it touches a labelled one; a logistic
regression for things and one for methods and fields are trained on its features. Without
--write it prints what they reach on parts of the sentences they have not seen. Standard
library only; the same input gives the same table.
"""
import math, os, subprocess, sys
from collections import Counter, defaultdict

from train_model import Chance, arguments, tokens as words_of

LEAST, LEAST_WORD, L2, EPOCHS, RATE = 6, 30, 8e-3, 16, 0.1
KEEP = 0.5          # added to each sum: a skill left out is worse than a name too many
LEAST_WEIGHT = 0.04
COLUMNS = ("thing", "matter")


def sentences(path):
    """Lists of (tokens, spans): a span is (first token, behind the last)."""
    out, tokens, tags = [], [], []
    for line in open(path, encoding="utf-8").read().split("\n") + [""]:
        columns = line.rstrip("\r").split("\t")
        if len(columns) >= 3:
            tokens.append(columns[0])
            tags.append(columns[2][:1])
        elif not line.strip() and tokens:
            spans, start = [], None
            for i, tag in enumerate(tags + ["O"]):
                if start is not None and tag != "I":
                    spans.append((start, i))
                    start = None
                if tag == "B" or (tag == "I" and start is None):
                    start = i
            out.append((tokens, spans))
            tokens, tags = [], []
    return out


def byte_spans(tokens, spans):
    at, ends = [], []
    n = 0
    for t in tokens:
        at.append(n)
        n += len(t.encode())
        ends.append(n)
        n += 1
    return [(at[a], ends[z - 1]) for a, z in spans]


def load(fitgap, paths):
    """A list of names: sentence, column, features, right or not; and how many were labelled."""
    data, labelled, number = [], 0, 0
    for path in paths:
        all_of = sentences(path)
        text = "\n".join(" ".join(tokens) for tokens, _ in all_of) + "\n"
        shown = subprocess.run([fitgap, "skills", "find", "-v"], input=text.encode(),
                               stdout=subprocess.PIPE, check=True).stdout.decode()
        wanted = [byte_spans(*s) for s in all_of]
        labelled += sum(map(len, wanted))
        line = 0
        for row in shown.split("\n"):
            c = row.split("\t")
            if row.startswith("# "):
                line = int(row[2:]) - 1
            elif len(c) > 6:
                a = int(c[0])
                z = a + int(c[1])
                right = any(a < w and v < z for v, w in wanted[line])
                words = {"word\t" + x for x in words_of(" ".join(all_of[line][0])) if x.isalpha()}
                data.append((number + line, COLUMNS.index(c[4]), c[6:] + sorted(words), right))
        number += len(all_of)
    return data, labelled


def least(feature):
    if feature.startswith("word\t"):
        return LEAST_WORD
    return LEAST if feature.startswith(("before", "behind", "name=")) else 1


def train(data):
    seen = Counter((column, f) for _, column, features, _ in data for f in set(features))
    known = {k for k, n in seen.items() if n >= least(k[1])}
    weights, grad2 = defaultdict(float), defaultdict(lambda: 1e-6)
    rows = [([(c, f) for f in features if (c, f) in known], y) for _, c, features, y in data]
    mean = defaultdict(float)  # over the later epochs: one order or another is chance
    chance = Chance()
    for epoch in range(EPOCHS):
        for i in chance.order(len(rows)):
            keys, y = rows[i]
            s = max(-30.0, min(30.0, sum(weights[k] for k in keys)))
            d = 1 / (1 + math.exp(-s)) - y
            for k in keys:
                g = d + L2 * weights[k]
                grad2[k] += g * g
                weights[k] -= RATE * g / math.sqrt(grad2[k])
        if epoch >= EPOCHS // 2:
            for k, w in weights.items():
                mean[k] += w / (EPOCHS - EPOCHS // 2)
    weights = mean
    for c in range(len(COLUMNS)):
        weights[c, "bias"] += KEEP
    return weights


def decide(weights, column, features):
    return sum(weights.get((column, f), 0.0) for f in features) >= 0


def main():
    args = arguments(__doc__, "FILE").parse_args()
    folds, write = args.folds, args.write
    data, labelled = load(args.fitgap, args.sets)
    print(f"{len(data)} names, {sum(d[3] for d in data)} right; {labelled} labelled",
          file=sys.stderr)
    if not write:
        kept = right = 0
        for f in range(folds):
            weights = train([d for d in data if d[0] % folds != f])
            unseen = [d for d in data if d[0] % folds == f and decide(weights, d[1], d[2])]
            kept += len(unseen)
            right += sum(d[3] for d in unseen)
        print(f"unseen sentences: {kept} kept, of them right {right / max(kept, 1):.3f}, "
              f"of all right {right / max(sum(d[3] for d in data), 1):.3f}")
        return 0
    weights = train(data)
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "rules", "mentions.tsv")
    with open(path, "w", encoding="utf-8") as out:
        out.write("# Weights of what tells whether a name in any text is spoken of as a skill.\n"
                  "# Made by tests/train_mentions.py: kind, feature, weight for things, for "
                  "methods and fields.\n")
        for name in sorted({f for _, f in weights}):
            pair = [weights.get((c, name), 0.0) for c in range(len(COLUMNS))]
            if max(map(abs, pair)) >= LEAST_WEIGHT:
                kind = "" if name.startswith("word\t") else "named\t"
                out.write(f"{kind}{name}\t{pair[0]:.2f}\t{pair[1]:.2f}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
