#!/usr/bin/env python3
"""Makes rules/model.tsv: the weights that tell requirements, duties and other text apart.

usage: train_model.py [--folds N] [--write] [--no-words] FITGAP SET [SET...]

A SET is a folder with docs/ and gold/ (labelled as ../shared/eval/LABELLING.md has
it), or one of fixtures/ with a NAME.want beside each posting. Every piece that `FITGAP rules trace` shows is labelled by the gold item it
pairs with; a logistic regression (two classes against the rest) is trained on its
features and words. Without --write it prints what the model reaches on documents it
has not seen (whole documents are left out, N folds). Standard library only; the
same input gives the same table.
"""
import argparse, json, math, os, re, subprocess, sys, unicodedata
from collections import Counter, defaultdict

WORD = re.compile(r"[^\W_]+(?:[+#]+)?", re.UNICODE)
DICE, LEAST_DOCS, L2, EPOCHS, RATE = 0.7, 8, 1e-4, 14, 0.12
DROP = 0.5        # share of steps in which a piece is seen without its place: its words must do
DROP_WORDS = 0.3  # and without its words, as one in a language that is not in the sets
MEAN_OF = 8       # of the last epochs the weights' mean is taken: they swing less
LEAN = (0.5, 0.3) # towards requirement and duty: of all pieces few are one, so that what is
                  # in doubt is taken for none too often; by the figures on documents left out


def words(s):
    return WORD.findall(unicodedata.normalize("NFKC", s or "").casefold())


def dice(a, b):
    return 2.0 * sum((a & b).values()) / (sum(a.values()) + sum(b.values()) or 1)


def fold(word):
    """As src/rules/token.c folds a word, near enough to share weights."""
    w = "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))
    if len(w) >= 4 and w.isalpha() and w.endswith("s") and not w.endswith(("ss", "us", "is")):
        w = w[:-3] + "y" if w.endswith("ies") and len(w) > 4 else w[:-1]
    return w


def tokens(text):
    return [fold(m.group(0).replace("'", "").replace("\u2019", "").lower())
            for m in re.finditer(r"[^\W_]+(?:['\u2019][^\W_]+)*", text)]


def label(units, gold):
    """0 other, 1 requirement, 2 duty; gold items pair one to one, best overlap first."""
    out = [0] * len(units)
    items = [(1, Counter(words(r["text"]))) for r in gold["requirements"]]
    items += [(2, Counter(words(d))) for d in gold.get("duties", [])]
    bags = [Counter(words(u["text"])) for u in units]
    pairs = sorted(((dice(b, g), i, j) for i, b in enumerate(bags) for j, (_, g) in enumerate(items)
                    if b and g and dice(b, g) >= DICE), key=lambda p: (-p[0], p[1], p[2]))
    used = set()
    for _, i, j in pairs:
        if out[i] == 0 and j not in used:
            out[i] = items[j][0]
            used.add(j)
    return out


def trace(fitgap, path):
    """The views of one document: lists of {text, features}."""
    r = subprocess.run([fitgap, "rules", "trace", path], stdout=subprocess.PIPE,
                       stderr=subprocess.DEVNULL)
    views, now = [], None
    for line in r.stdout.decode("utf-8", "replace").split("\n"):
        if line.startswith("# "):
            now = []
            views.append(now)
        elif line and now is not None:
            c = line.split("\t")
            now.append({"text": c[5], "features": c[6:]})
    return views


def wanted(path):
    """A NAME.want as a gold: priority|kind|years|degree|text a line, duty||||text."""
    gold = {"requirements": [], "duties": []}
    for line in open(path, encoding="utf-8").read().splitlines():
        what, _, _, _, text = line.split("|", 4)
        if what == "duty":
            gold["duties"].append(text)
        else:
            gold["requirements"].append({"text": text})
    return gold


def labelled(folder):
    """name, document and gold of each posting of a set, by name."""
    if not os.path.isdir(os.path.join(folder, "gold")):
        for name in sorted(os.listdir(folder)):
            want = os.path.join(folder, os.path.splitext(name)[0] + ".want")
            if not name.endswith(".want") and os.path.isfile(want):
                yield name, os.path.join(folder, name), wanted(want)
        return
    for name in sorted(os.listdir(os.path.join(folder, "gold"))):
        if name.endswith(".json"):
            with open(os.path.join(folder, "gold", name), encoding="utf-8") as f:
                yield name[:-5], os.path.join(folder, "docs", name[:-5]), json.load(f)


def load(fitgap, sets):
    docs = []
    for s in sets:
        folder, _, every = s.partition(":")
        for name, path, gold in list(labelled(folder))[:: int(every or 1)]:
            for view in trace(fitgap, path):
                for u, y in zip(view, label(view, gold)):
                    u["y"] = y
                docs.append((name, view))
    return docs


def keys(unit, vocabulary):
    t = tokens(unit["text"])
    out = [("named", f) for f in unit["features"]]
    out += [("word", w) for w in sorted(set(t)) if ("word", w) in vocabulary]
    if t and ("first", t[0]) in vocabulary:
        out.append(("first", t[0]))
    return out


def vocabulary(docs, with_words):
    seen = defaultdict(set)
    for name, view in docs if with_words else []:
        for u in view:
            t = tokens(u["text"])
            for w in set(t):
                if not w.isdigit():
                    seen["word", w].add(name)
            if t:
                seen["first", t[0]].add(name)
    return {k for k, names in seen.items() if len(names) >= LEAST_DOCS}


def of_place(key):
    return key[0] == "named" and ("s=" in key[1] or key[1].startswith(("m=", "parent=")))


class Chance:
    """Random numbers of our own: the same everywhere."""

    def __init__(self):
        self.state = 12345

    def number(self):
        self.state = (self.state * 1103515245 + 12345) & 0x7FFFFFFF
        return self.state

    def share(self):
        return self.number() / 0x7FFFFFFF

    def order(self, n):
        order = list(range(n))
        for i in range(n - 1, 0, -1):
            j = self.number() % (i + 1)
            order[i], order[j] = order[j], order[i]
        return order


def train(docs, with_words):
    vocab = vocabulary(docs, with_words)
    data = [(keys(u, vocab), u["y"]) for _, view in docs for u in view]
    weights = [defaultdict(float), defaultdict(float)]
    grad2 = [defaultdict(lambda: 1e-6), defaultdict(lambda: 1e-6)]
    mean = [defaultdict(float), defaultdict(float)]
    chance = Chance()
    for epoch in range(EPOCHS):
        for i in chance.order(len(data)):
            ks, y = data[i]
            if chance.share() < DROP:
                ks = [k for k in ks if not of_place(k)]
            if chance.share() < DROP_WORDS:
                ks = [k for k in ks if k[0] == "named"]
            s = [sum(w[k] for k in ks) for w in weights]
            top = max(0.0, s[0], s[1])
            e = [math.exp(v - top) for v in s]
            z = math.exp(-top) + sum(e)
            for c in (0, 1):
                g = e[c] / z - (y == c + 1)
                if abs(g) < 1e-4:
                    continue
                for k in ks:
                    d = g + L2 * weights[c][k] * len(data) / 100
                    grad2[c][k] += d * d
                    weights[c][k] -= RATE * d / math.sqrt(grad2[c][k])
        for c in (0, 1) if epoch >= EPOCHS - MEAN_OF else ():
            for k, v in weights[c].items():
                mean[c][k] += v / MEAN_OF
    for c in (0, 1):
        mean[c]["named", "bias"] += LEAN[c]
    return mean, vocab


def decide(weights, vocab, unit):
    ks = keys(unit, vocab)
    s = [sum(w.get(k, 0.0) for k in ks) for w in weights]
    return 0 if max(s) <= 0 else 1 if s[0] >= s[1] else 2


def figures(pairs):
    out = []
    for c in (1, 2):
        tp = sum(p == c and y == c for p, y in pairs)
        n, m = sum(p == c for p, _ in pairs), sum(y == c for _, y in pairs)
        out.append(2 * tp / (n + m) if n + m else 0.0)
    return out


def arguments(doc, learned_from):
    """What both trainers take."""
    p = argparse.ArgumentParser(description=doc,
                                formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--folds", type=int, default=5)
    p.add_argument("--write", action="store_true")
    p.add_argument("fitgap", metavar="FITGAP")
    p.add_argument("sets", metavar=learned_from, nargs="+")
    return p


def main():
    p = arguments(__doc__, "SET")
    p.add_argument("--no-words", action="store_true")
    args = p.parse_args()
    folds, write, with_words = args.folds, args.write, not args.no_words
    docs = load(args.fitgap, args.sets)
    print(f"{len(docs)} views, {sum(len(v) for _, v in docs)} pieces", file=sys.stderr)
    if not write:
        names = sorted({n for n, _ in docs})
        pairs = []
        for f in range(folds):
            out = set(names[f::folds])
            weights, vocab = train([d for d in docs if d[0] not in out], with_words)
            pairs += [(decide(weights, vocab, u), u["y"]) for n, v in docs if n in out for u in v]
        r, d = figures(pairs)
        print(f"unseen documents: requirement f1 {r:.3f}, duty f1 {d:.3f}")
        return 0
    weights, vocab = train(docs, with_words)
    rows = sorted({k for w in weights for k in w})
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "rules", "model.tsv")
    with open(path, "w", encoding="utf-8") as out:
        out.write("# Weights of the classifier that tells requirements and duties from other text.\n"
                  "# Made by tests/train_model.py: kind, feature, weight of requirement, of duty.\n")
        for kind, name in rows:
            a, b = weights[0][kind, name], weights[1][kind, name]
            if max(abs(a), abs(b)) >= (0.05 if kind == "named" else 0.12):
                out.write(f"{kind}\t{name}\t{a:.2f}\t{b:.2f}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
