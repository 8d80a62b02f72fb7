"""Computes what the statistics must give, with other software, and prints it as CSV.

python3 -m venv venv && venv/bin/pip install scipy==1.17.1 statsmodels==0.15.0
venv/bin/python expected.py > expected.csv
"""
import numpy as np
from scipy import stats
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.power import TTestPower

A = np.array([71.2, 69.8, 73.1, 70.4, 72.0])
B = np.array([69.9, 69.1, 70.8, 70.6, 70.1])
P = [0.012, 0.04, 0.001, 0.3, 0.021]
# Six datasets (rows), four entries (columns), higher is better, with ties.
TABLE = np.array([
    [0.81, 0.79, 0.74, 0.70],
    [0.66, 0.68, 0.61, 0.61],
    [0.93, 0.90, 0.91, 0.85],
    [0.55, 0.55, 0.55, 0.50],
    [0.77, 0.75, 0.70, 0.72],
    [0.84, 0.85, 0.80, 0.78],
])


def row(name, value):
    print(f"{name},{float(value)!r}")


print("name,value")
row("mean", A.mean())
row("deviation", A.std(ddof=1))
for name, tail in (("low", 0.975), ("high", 0.025)):
    row(f"deviation-{name}", A.std(ddof=1) * np.sqrt(4 / stats.chi2.ppf(tail, 4)))
for confidence in (0.9, 0.95, 0.99):
    low, high = stats.t.interval(confidence, len(A) - 1, A.mean(), stats.sem(A))
    row(f"low{confidence}", low)
    row(f"high{confidence}", high)

D = A - B
row("paired-mean", D.mean())
row("paired-deviation", D.std(ddof=1))
low, high = stats.t.interval(0.95, len(D) - 1, D.mean(), stats.sem(D))
row("paired-low", low)
row("paired-high", high)
row("paired-p", stats.ttest_rel(A, B).pvalue)
row("paired-p-below", stats.ttest_rel(A, B, alternative="less").pvalue)
row("paired-p-above", stats.ttest_rel(A, B, alternative="greater").pvalue)
row("paired-effect", D.mean() / D.std(ddof=1) * (1 - 3 / (4 * (len(D) - 1) - 1)))

for i, p in enumerate(multipletests(P, method="holm")[1]):
    row(f"holm{i}", p)

for i, rank in enumerate(np.mean([stats.rankdata(-r) for r in TABLE], axis=0)):
    row(f"rank{i}", rank)
chi = stats.friedmanchisquare(*TABLE.T).statistic
n, k = TABLE.shape
row("friedman-chi", chi)
row("friedman-p", stats.f.sf((n - 1) * chi / (n * (k - 1) - chi), k - 1, (k - 1) * (n - 1)))
for k in (2, 3, 4, 5, 10, 20):
    q = stats.studentized_range.ppf(0.95, k, np.inf)
    row(f"studentized-range{k}", q)
    row(f"nemenyi{k}", q / np.sqrt(2) * np.sqrt(k * (k + 1) / (6 * 6)))

for effect in (0.5, 1.0, 2.0):
    for seeds in (2, 3, 5, 10, 12):
        row(f"power{effect}-{seeds}", TTestPower().power(effect, seeds, 0.05))
for effect in (0.2, 0.5, 1.0, 2.0, 4.0):
    seeds = next(s for s in range(2, 9999) if TTestPower().power(effect, s, 0.05) >= 0.8)
    row(f"seeds{effect}", seeds)


def moderated(rows):
    """Smyth (2004), with scipy's special functions."""
    from scipy.optimize import brentq
    from scipy.special import digamma, polygamma
    means = np.array([np.mean(r) for r in rows])
    d = np.array([len(r) - 1 for r in rows])
    s2 = np.array([np.var(r, ddof=1) for r in rows])
    e = np.log(s2) - digamma(d / 2) + np.log(d / 2)
    excess = np.var(e, ddof=1) - np.mean(polygamma(1, d / 2))
    if excess > 0:
        d0 = 2 * brentq(lambda y: polygamma(1, y) - excess, 1e-6, 1e6)
        s0 = np.exp(e.mean() + digamma(d0 / 2) - np.log(d0 / 2))
        s2, df = (d0 * s0 + d * s2) / (d0 + d), np.minimum(d0 + d, d.sum())
    else:
        s2, df = np.full(len(d), np.exp(e.mean())), np.full(len(d), d.sum())
    n = d + 1
    return np.sqrt(s2), df, 2 * stats.t.sf(np.abs(means) / np.sqrt(s2 / n), df)


UNLIKE = [[-2.1, -1.8, -2.6, -1.9], [0.5, -0.2, 0.1, 0.9, 0.3], [6.0, -5.0, 2.0], [0.1, 0.2, 0.15]]
ALIKE = [[-2.1, -1.8, -2.6, -1.2], [0.5, -0.2, 0.1, 0.9, 0.3], [1.0, 0.2, 0.6]]
for name, rows in (("unlike", UNLIKE), ("alike", ALIKE)):
    for i, (spread, df, p) in enumerate(zip(*moderated(rows))):
        row(f"moderated-{name}-spread{i}", spread)
        row(f"moderated-{name}-df{i}", df)
        row(f"moderated-{name}-p{i}", p)
